import ArgumentParser
import Complaints
import Operator
import Postgres

/// `lapor cases`
struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cases", abstract: "Lists the latest cases.")

    @Option(help: "How many.")
    var limit = 20

    @Option(help: "Only those in this status.")
    var status: String?

    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var code: String
        var channel: String
        var status: String
        var category: String?
        var body: String?
        /// The next deadline.
        var due: String?
    }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be above 0") }
        if let status, CaseStatus(rawValue: status) == nil {
            let known = CaseStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--status must be one of \(known)")
        }
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let rows = try read(&database)
        var table = TextTable(["Nomor", "Kanal", "Status", "Kategori", "Instansi", "Tenggat"])
        for row in rows {
            table.add([row.code, row.channel, row.status, row.category ?? "-", row.body ?? "-", row.due ?? "-"])
        }
        try output.print(rows, table.text)
    }

    private func read(_ database: inout PostgresConnection) throws -> [Row] {
        let rows = try database.execute(
            "cases",
            """
            SELECT c.code, c.channel, c.status::text, k.name, b.name,
                to_char(COALESCE(c.first_reply_due, c.verify_due, a.next_at) AT TIME ZONE COALESCE(r.zone, 'Asia/Jakarta'),
                    'YYYY-MM-DD')
            FROM complaint c LEFT JOIN category k ON k.code = c.category_code LEFT JOIN body b ON b.code = c.body_code
            LEFT JOIN region r ON r.code = c.region_code LEFT JOIN agenda a ON a.complaint_id = c.id
            WHERE $2 IS NULL OR c.status = $2::case_status
            ORDER BY c.received_at DESC, c.id DESC LIMIT $1
            """, [.bigint(Int64(limit)), .text(status)])
        return (0..<rows.count).map { row in
            Row(
                code: TrackingCode(rows.text(row, 0))?.grouped ?? rows.text(row, 0), channel: rows.text(row, 1),
                status: rows.text(row, 2), category: rows.optionalText(row, 3), body: rows.optionalText(row, 4),
                due: rows.optionalText(row, 5))
        }
    }
}
