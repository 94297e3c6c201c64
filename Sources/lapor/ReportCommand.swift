import ArgumentParser
import Postgres
import Rabbit
import Shared

/// `lapor report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Counts cases by status, messages by state, and what is parked.")

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        // One snapshot for all tables: complaints that arrive meanwhile must not make parts and total differ.
        try database.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let statuses = try database.execute(
            "statuses",
            """
            SELECT s.status::text, count(c.id)::text FROM unnest(enum_range(NULL::case_status)) AS s (status)
            LEFT JOIN complaint c ON c.status = s.status GROUP BY s.status ORDER BY s.status
            """)
        let journal = try database.execute("registered", "SELECT count(*) FROM journal WHERE event = 'registered'")
        try print(statuses, "Status", total: Int(journal.integer(0, 0)), of: "laporan terdaftar dalam jurnal")
        let states = try database.execute(
            "states", "SELECT state::text, count(*)::text FROM notification GROUP BY state ORDER BY state")
        try print(states, "Pesan", total: nil, of: "")
        try printQueues()
    }

    /// A table whose parts do not sum to the total is not printed.
    private func print(_ rows: QueryResult, _ title: String, total: Int?, of what: String) throws {
        var table = TextTable([title, "Jumlah"])
        var sum = 0
        for row in 0..<rows.count {
            table.add([rows.text(row, 0), rows.text(row, 1)])
            sum += Int(rows.text(row, 1)) ?? 0
        }
        if let total {
            guard sum == total else {
                throw ValidationError("the parts sum to \(sum), but there are \(total) \(what): not printed")
            }
            table.add(["jumlah", String(sum)])
        }
        Swift.print(table.text + "\n")
    }

    private func printQueues() throws {
        var connection = try RabbitConnection(to: try Connections.broker())
        var table = TextTable(["Antrean", "Menunggu", "Diparkir"])
        for stage in Topology.stages {
            table.add([
                stage, String(try connection.messageCount(of: stage)),
                String(try connection.messageCount(of: "\(stage).dead")),
            ])
        }
        Swift.print(table.text)
    }
}
