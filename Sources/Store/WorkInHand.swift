package import Complaints
package import Postgres

/// What should long be done and is not, told apart by whose work it is. What waits at all: `WaitingWork`.
package enum WorkInHand {
    /// What waits longer than it should; raw values stand in the statement.
    package enum Fault: String, Sendable, CaseIterable {
        case unrouted, unannounced, silent, untaken, abandoned, overdue, partitions
    }

    /// How much of it there is, and since when the oldest waits.
    package struct Delay: Sendable {
        package var fault: Fault
        package var count: Int
        package var oldestSeconds: Double?

        package init(_ fault: Fault, _ count: Int, oldestSeconds: Double? = nil) {
            self.fault = fault
            self.count = count
            self.oldestSeconds = oldestSeconds
        }
    }

    /// All faults, those that there are not with a count of 0.
    package static func delays(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Delay] {
        // Partitions are made by the machine's months, see `SweepStore.tidy`.
        try connection.execute(
            "delays",
            """
            SELECT 'unrouted' AS fault, count(*) AS count,
                extract(epoch FROM $1 - min(COALESCE(a.refused_at, c.received_at)))::float8 AS oldest
                FROM complaint c LEFT JOIN assignment a ON a.complaint_id = c.id AND a.hop = c.hop
                WHERE c.body_code IS NULL AND COALESCE(a.refused_at, c.received_at) < $1 - interval '1 minute'
            UNION ALL
            SELECT 'unannounced', COALESCE(sum(cardinality(complaints)), 0), extract(epoch FROM $1 - min(at))::float8
                FROM outbox WHERE at < $1 - interval '1 minute'
            UNION ALL
            SELECT 'silent', count(*), extract(epoch FROM $1 - min(next_at))::float8
                FROM agenda WHERE next_at < $1 - interval '1 minute'
            UNION ALL
            SELECT 'untaken', count(*), extract(epoch FROM $1 - min(at))::float8
                FROM correspondence WHERE version IS NULL AND at < $1 - interval '5 minutes'
            UNION ALL
            SELECT 'abandoned', count(*), extract(epoch FROM $1 - min(n.created_at))::float8
                FROM notice n JOIN notification_claim k ON k.id = n.claim_id AND k.settled_at IS NULL
                WHERE n.state = 'claimed' AND n.created_at < $1 - interval '2 minutes'
            UNION ALL
            SELECT 'overdue', count(*), extract(epoch FROM $1 - min(due_at))::float8
                FROM notification_due WHERE due_at < $1 - interval '1 minute'
            UNION ALL
            SELECT 'partitions', count(*), NULL
                FROM generate_series(now(), now() + interval '1 month', interval '1 month') AS month
                WHERE to_regclass('complaint_' || to_char(month, 'YYYY_MM')) IS NULL
            """, [.instant(now)]
        ).compactMap { row in
            Fault(rawValue: row.text("fault")).map {
                Delay($0, row.integer("count"), oldestSeconds: row.isNull("oldest") ? nil : row.double("oldest"))
            }
        }
    }

    /// Complaints that are to be routed, and notices that are being sent.
    package static func onTheWay(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (complaints: Int, notices: Int) {
        let row = try connection.execute(
            "left",
            """
            SELECT (SELECT count(*) FROM complaint WHERE version = 1) AS complaints,
                (SELECT COALESCE(sum(cardinality(ids)), 0) FROM notification_claim WHERE settled_at IS NULL) AS notices
            """)[0]
        return (row.integer("complaints"), row.integer("notices"))
    }
}
