import ArgumentParser
import Operator
import Postgres
import Rabbit
import Shared
import Store

/// `lapor status`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows queues, delays and counts: whether the pipeline gets its work done.")

    @OptionGroup var output: OutputOptions

    private struct Queue: Encodable {
        var name: String
        var waiting: Int
        var consumers: Int
        var parked: Int
    }

    /// Something that should soon be done, and since when the oldest of it waits.
    private struct Lag: Encodable {
        var name: String
        var count: Int
        var oldestSeconds: Double?
    }

    private struct Status: Encodable {
        var queues: [Queue]
        var lags: [Lag]
        var complaints: Int
        var notifications: [String: Int]
        /// Nil when nothing was compared yet.
        var reconciled: LastReconciliation?
    }

    func run() throws {
        var connection = try RabbitConnection(to: try Connections.broker())
        let queues = try Topology.stages.map { try Self.queue($0, &connection) }
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let status = Status(
            queues: queues, lags: try Self.lags(&database), complaints: try Self.complaints(&database),
            notifications: try Self.notifications(&database),
            reconciled: try Reconciliation.last(&database).map(LastReconciliation.init))
        try output.print(status, Self.text(of: status))
    }

    private static func queue(_ stage: String, _ connection: inout RabbitConnection) throws(RabbitError) -> Queue {
        let depth = try connection.depth(of: stage)
        return Queue(
            name: stage, waiting: depth.ready, consumers: depth.consumers,
            parked: try connection.messageCount(of: "\(stage).dead"))
    }

    private static func lags(_ database: inout PostgresConnection) throws(PostgresError) -> [Lag] {
        let rows = try database.execute(
            "lags",
            """
            SELECT 'not routed', count(*), extract(epoch FROM now() - min(COALESCE(a.refused_at, c.received_at)))::float8
                FROM complaint c LEFT JOIN assignment a ON a.complaint_id = c.id AND a.hop = c.hop
                WHERE c.body_code IS NULL
            UNION ALL
            SELECT 'event not marked as published', count(*), extract(epoch FROM now() - min(j.at))::float8
                FROM complaint c JOIN journal j ON j.complaint_id = c.id AND j.version = c.version
                WHERE c.next_published_at IS NULL
            UNION ALL
            SELECT 'event of casework or clock not announced', count(*), extract(epoch FROM store_now() - min(at))::float8
                FROM outbox
            UNION ALL
            SELECT 'clock that should have spoken', count(*), extract(epoch FROM store_now() - min(next_at))::float8
                FROM agenda WHERE next_at <= store_now()
            UNION ALL
            SELECT 'answer not taken up', count(*), extract(epoch FROM store_now() - min(at))::float8
                FROM correspondence WHERE version IS NULL
            UNION ALL
            SELECT 'notice being sent', count(*), extract(epoch FROM now() - min(created_at))::float8
                FROM notification WHERE state = 'claimed'
            UNION ALL
            SELECT 'notice to be sent later', count(*), extract(epoch FROM now() - min(n.created_at))::float8
                FROM notification_due d JOIN notification n ON n.id = d.notification_id
            UNION ALL
            SELECT 'notice overdue', count(*), extract(epoch FROM now() - min(due_at))::float8
                FROM notification_due WHERE due_at < now()
            """)
        return (0..<rows.count).map { row in
            Lag(
                name: rows.text(row, 0), count: Int(rows.integer(row, 1)),
                oldestSeconds: rows.isNull(row, 2) ? nil : (rows.double(row, 2) * 10).rounded() / 10)
        }
    }

    private static func complaints(_ database: inout PostgresConnection) throws(PostgresError) -> Int {
        Int(try database.execute("complaints", "SELECT count(*) FROM complaint").integer(0, 0))
    }

    private static func notifications(_ database: inout PostgresConnection) throws(PostgresError) -> [String: Int] {
        let rows = try database.execute(
            "notifications", "SELECT state::text, count(*) FROM notification GROUP BY state")
        return Dictionary(
            uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), Int(rows.integer($0, 1))) })
    }

    private static func text(of status: Status) -> String {
        var queues = TextTable(["Queue", "Waiting", "Consumers", "Parked"])
        for queue in status.queues {
            queues.add([queue.name, String(queue.waiting), String(queue.consumers), String(queue.parked)])
        }
        var lags = TextTable(["To be done", "Count", "Oldest"])
        for lag in status.lags { lags.add([lag.name, String(lag.count), lag.oldestSeconds.map { "\($0) s" } ?? "-"]) }
        var counts = TextTable(["Stored", "Count"])
        counts.add(["complaints", String(status.complaints)])
        for (state, count) in status.notifications.sorted(by: { $0.key < $1.key }) {
            counts.add(["notices \(state)", String(count)])
        }
        let tables = [queues, lags, counts].map(\.text).joined(separator: "\n\n")
        return tables + "\n\n" + (status.reconciled?.text ?? "Not reconciled yet: a ClockWorker does it at night")
    }
}
