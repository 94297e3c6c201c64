package import Complaints
package import Postgres

/// What should soon be done, told apart by whose work it is: for people and for metrics. It is asked several times a minute, so
/// each part is found by an index, however large the store is.
package struct WaitingWork: Sendable, Equatable {
    /// Raw values stand in the statement.
    package enum Kind: String, Sendable, CaseIterable {
        /// Complaints that no body has and no desk, or that came back.
        case routing
        /// Events that the broker may not have.
        case announcing
        /// Cases whose clocks should have spoken.
        case clock
        /// Words of reporters that are not with their case yet.
        case answers
        /// Notices that a worker has claimed and not settled.
        case sending
        /// Notices whose moment has come.
        case retry
        /// Notices that wait for their moment.
        case later
    }

    package var kind: Kind
    package var count: Int
    /// Since when the oldest waits; 0: nothing does.
    package var oldestSeconds: Double

    package init(kind: Kind, count: Int, oldestSeconds: Double) {
        self.kind = kind
        self.count = count
        self.oldestSeconds = oldestSeconds
    }

    /// All of it, in the order of the kinds.
    package static func all(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [WaitingWork] {
        // What the sweeper has looked through is routed. More than so many are not told apart.
        try connection.execute(
            "waiting work",
            """
            SELECT 'routing' AS kind, count(*) AS count, extract(epoch FROM $1 - min(at))::float8 AS oldest FROM (
                SELECT j.at FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= (SELECT greatest(settled_to, '1970-01-01 00:00+00') FROM sweep)
                    AND j.event IN ('registered', 'refused', 'answered') AND c.version = j.version LIMIT 10000) r
            UNION ALL
            SELECT 'announcing', COALESCE(sum(cardinality(complaints)), 0),
                extract(epoch FROM $1 - min(at))::float8 FROM outbox
            UNION ALL
            SELECT 'clock', count(*), extract(epoch FROM $1 - min(next_at))::float8 FROM agenda
                WHERE calendar = ANY (ARRAY(SELECT generate_series(
                    (SELECT min(calendar) FROM agenda), (SELECT max(calendar) FROM agenda)))) AND next_at <= $1
            UNION ALL
            SELECT 'answers', count(*), extract(epoch FROM $1 - min(at))::float8
                FROM correspondence WHERE version IS NULL
            UNION ALL
            SELECT 'sending', count(n.id), extract(epoch FROM $1 - min(n.created_at))::float8
                FROM notification_claim k CROSS JOIN LATERAL unnest(k.ids) AS u (id) JOIN notice n ON n.id = u.id
                WHERE k.settled_at IS NULL
            UNION ALL
            SELECT 'retry', count(*), extract(epoch FROM $1 - min(due_at))::float8
                FROM notification_due WHERE due_at < $1
            UNION ALL
            SELECT 'later', count(*), NULL FROM notification_due WHERE due_at >= $1
            """, [.instant(now)]
        ).compactMap { row in
            Kind(rawValue: row.text("kind")).map { kind in
                // A clock of another machine may run ahead.
                let oldest = row.isNull("oldest") ? 0 : max(0, row.double("oldest"))
                return WaitingWork(kind: kind, count: row.integer("count"), oldestSeconds: oldest)
            }
        }
    }
}
