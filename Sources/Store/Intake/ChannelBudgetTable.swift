package import Postgres

/// What a channel may have of everybody's.
package struct ChannelBudget: Sendable, Hashable {
    package var channel: String
    /// Submissions.
    package var perMinute: Int
    /// Bytes of parked messages, headers included.
    package var parkedLimit: Int

    /// Those of a channel of which nobody has said others: 200 submissions a second, 64 MiB.
    package static let usual = (perMinute: 12_000, parkedLimit: 64 << 20)
    package static let mostPerMinute = 6_000_000

    package init(channel: String, perMinute: Int = usual.perMinute, parkedLimit: Int = usual.parkedLimit) {
        self.channel = channel
        self.perMinute = perMinute
        self.parkedLimit = parkedLimit
    }

    /// How many submissions a lane takes of it at a time: a quarter of a second's.
    package var portion: Int { max(1, min(500, perMinute / 240)) }
}

/// Table `channel_budget`. Times are the server's own: lanes of several machines share a budget.
package enum ChannelBudgetTable {
    /// Whether a lane may go on.
    package enum Grant: Sendable, Equatable {
        /// With a portion.
        case portion
        /// Not now: its submissions of this minute are used up.
        case slower
        /// Not before the desk has made room: too much of it is parked.
        case full
        /// It has no budget any more.
        case none
    }

    /// A budget, and how far it is used up.
    package struct Use: Sendable {
        package var budget: ChannelBudget
        /// Bytes parked, as far as is known.
        package var parked: Int
        /// Seconds since it was last over its budget; nil: never.
        package var slowedSeconds: Double?
        package var isFull: Bool { parked >= budget.parkedLimit }

        package init(budget: ChannelBudget, parked: Int, slowedSeconds: Double?) {
            self.budget = budget
            self.parked = parked
            self.slowedSeconds = slowedSeconds
        }
    }

    package static func uses(_ connection: inout PostgresConnection) throws(PostgresError) -> [Use] {
        try connection.execute(
            "channel budgets",
            """
            SELECT channel, per_minute, parked_limit, parked,
                extract(epoch FROM clock_timestamp() - slowed_at)::float8 AS slowed
            FROM channel_budget ORDER BY channel
            """
        ).map {
            Use(
                budget: ChannelBudget(
                    channel: $0.text("channel"), perMinute: $0.integer("per_minute"),
                    parkedLimit: $0.integer("parked_limit")),
                parked: $0.integer("parked"), slowedSeconds: $0.isNull("slowed") ? nil : $0.double("slowed"))
        }
    }

    /// The channels that have queues of their own.
    package static func channels(_ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        try uses(&connection).map(\.budget.channel)
    }

    /// Gives these channels these budgets; others keep theirs, as they keep their queues.
    package static func set(
        _ budgets: Set<ChannelBudget>, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let budgets = budgets.sorted { $0.channel < $1.channel }
        try connection.execute(
            "set budgets",
            """
            INSERT INTO channel_budget (channel, per_minute, parked_limit)
            SELECT channel, per_minute::integer, parked_limit::bigint
            FROM unnest($1, $2, $3) AS u (channel, per_minute, parked_limit)
            ON CONFLICT (channel) DO UPDATE SET per_minute = EXCLUDED.per_minute, parked_limit = EXCLUDED.parked_limit
            """,
            [
                .texts(budgets) { $0.channel }, .texts(budgets) { String($0.perMinute) },
                .texts(budgets) { String($0.parkedLimit) },
            ])
    }

    /// Takes one portion. What is not used adds up for ten seconds at most, and for one portion.
    package static func take(
        _ budget: ChannelBudget, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Grant {
        let rows = try connection.execute(
            "take budget",
            """
            WITH due AS (
                SELECT channel, $2 * interval '1 minute' / per_minute AS price, parked >= parked_limit AS is_full,
                    slowed_at IS NULL OR slowed_at < clock_timestamp() - interval '1 second' AS is_news
                FROM channel_budget WHERE channel = $1
            ), taken AS (
                UPDATE channel_budget b
                SET paid_until = greatest(b.paid_until, clock_timestamp() - interval '10 s' - price) + price
                FROM due WHERE b.channel = due.channel AND NOT is_full
                    AND greatest(b.paid_until, clock_timestamp() - interval '10 s' - price) + price <= clock_timestamp()
                RETURNING b.channel
            ), told AS (
                UPDATE channel_budget b SET slowed_at = clock_timestamp()
                FROM due WHERE b.channel = due.channel AND is_news AND NOT EXISTS (SELECT 1 FROM taken)
            )
            SELECT is_full, EXISTS (SELECT 1 FROM taken) AS is_taken FROM due
            """, [.text(budget.channel), .integer(Int32(budget.portion))])
        guard let row = rows.first else { return .none }
        return row.boolean("is_taken") ? .portion : row.boolean("is_full") ? .full : .slower
    }

    /// Counts bytes that were parked; with a negative number, that were taken out.
    package static func add(
        parked bytes: Int, of channel: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "count parked", "UPDATE channel_budget SET parked = greatest(0, parked + $2) WHERE channel = $1",
            [.text(channel), .bigint(Int64(bytes))])
    }

    /// Corrects the counts by what somebody saw who looked through all.
    ///
    /// - Parameter seen: bytes by channel; nothing is parked of the others.
    package static func correct(
        _ seen: [String: Int], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let seen = seen.sorted { $0.key < $1.key }
        try connection.execute(
            "correct parked",
            """
            UPDATE channel_budget b SET parked = found.bytes
            FROM (
                SELECT b.channel, COALESCE(u.bytes::bigint, 0) AS bytes
                FROM channel_budget b LEFT JOIN unnest($1, $2) AS u (channel, bytes) USING (channel)
            ) AS found
            WHERE found.channel = b.channel AND b.parked <> found.bytes
            """, [.texts(seen) { $0.key }, .texts(seen) { String($0.value) }])
    }
}
