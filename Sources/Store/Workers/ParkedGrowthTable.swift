package import Postgres

/// Table `parked_growth`: when each stage's parked messages last became more, as ClockWorkers see it. A worker knows only what
/// it parked itself, until its end; of what the broker parks after too many deliveries no worker knows.
package enum ParkedGrowthTable {
    /// What a ClockWorker sees in a stage's queue of parked messages.
    package struct Look: Sendable, Equatable {
        package var stage: String
        package var messages: Int
        /// The most that were there at this look and the one before: who reads parked messages holds them for a moment.
        package var lately: Int

        package init(stage: String, messages: Int, lately: Int) {
            self.stage = stage
            self.messages = messages
            self.lately = lately
        }
    }

    /// Writes down what has changed; mostly nothing has. Any number of ClockWorkers may.
    package static func note(
        _ looks: [Look], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let values: [Parameter] = [
            .texts(looks) { $0.stage }, .integers(looks) { $0.messages }, .integers(looks) { $0.lately },
        ]
        try connection.execute(
            "parked changed",
            """
            UPDATE parked_growth g SET messages = CASE WHEN u.messages > g.messages THEN u.messages ELSE u.lately END,
                grew_at = CASE WHEN u.messages > g.messages THEN clock_timestamp() ELSE g.grew_at END,
                counted = CASE WHEN u.messages > g.messages THEN g.counted ELSE least(g.counted, u.lately) END,
                counted_before = CASE WHEN u.messages > g.messages THEN g.counted_before
                    WHEN g.counted_before IS NOT NULL THEN least(g.counted_before, u.lately) END
            FROM unnest($1, $2, $3) AS u (stage, messages, lately)
            WHERE g.stage = u.stage AND (u.messages > g.messages OR u.lately < g.messages)
            """, values)
        // Since when the first ones are there nobody has seen.
        try connection.execute(
            "parked first",
            """
            INSERT INTO parked_growth (stage, messages) SELECT u.stage, u.messages FROM unnest($1, $2, $3)
                AS u (stage, messages, lately) ON CONFLICT (stage) DO NOTHING
            """, values)
        try connection.execute(
            "parked counted",
            """
            UPDATE parked_growth SET counted_before = CASE WHEN counted_at > clock_timestamp() - interval '30 minutes'
                THEN counted END, counted = messages, counted_at = clock_timestamp()
            WHERE stage = ANY ($1) AND (counted_at IS NULL OR counted_at < clock_timestamp() - interval '15 minutes')
            """, [values[0]])
    }

    /// How many more are parked than 15 to 30 minutes ago, by stage; a stage of which nobody knows that has no entry.
    package static func gains(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "parked gain",
            """
            SELECT stage, greatest(0, messages - least(counted, counted_before)) AS gain FROM parked_growth
            WHERE counted_at > clock_timestamp() - interval '20 minutes'
            """
        ).reduce(into: [:]) { $0[$1.text("stage")] = $1.integer("gain") }
    }

    /// Seconds since they last became more, by stage; of those that never did, nothing.
    package static func ages(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Double] {
        try connection.execute(
            "parked growth",
            """
            SELECT stage, extract(epoch FROM clock_timestamp() - grew_at)::float8 AS age FROM parked_growth
            WHERE grew_at IS NOT NULL
            """
        ).reduce(into: [:]) { $0[$1.text("stage")] = max(0, $1.double("age")) }
    }
}
