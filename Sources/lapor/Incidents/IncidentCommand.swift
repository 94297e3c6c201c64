import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Routing

/// `lapor incident`
struct IncidentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Reports of the same: lists incidents, shows their cases, undoes links.",
        discussion: """
            Complaints with nearly the same text about the same place within \(IncidentRule.days) days are linked to the \
            first of them. Each citizen keeps their own case and code.
            """,
        subcommands: [IncidentList.self, IncidentShow.self, IncidentUnlink.self])
}

/// `lapor incident list`
struct IncidentList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists incidents, the largest first.")

    @Option(help: "How many.")
    var limit = 20
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var first: String
        var cases: Int
        var region: String?
        var body: String?
        var latest: String
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let rows = try database.execute(
            "incidents",
            """
            SELECT c.code, l.cases + 1, r.name, b.name, l.latest
            FROM (SELECT incident_id, count(*) AS cases, max(at) AS latest FROM incident_link WHERE undone_at IS NULL
                GROUP BY incident_id ORDER BY 2 DESC, 3 DESC LIMIT $1) l
            JOIN complaint c ON c.id = l.incident_id LEFT JOIN region r ON r.code = c.region_code
            LEFT JOIN body b ON b.code = c.body_code ORDER BY 2 DESC, 5 DESC
            """, [.bigint(Int64(limit))])
        let list = (0..<rows.count).map { row in
            Row(
                first: TrackingCode(rows.text(row, 0))?.grouped ?? rows.text(row, 0), cases: Int(rows.integer(row, 1)),
                region: rows.optionalText(row, 2), body: rows.optionalText(row, 3), latest: rows.rfc3339(row, 4) ?? "")
        }
        var table = TextTable(["Laporan pertama", "Laporan", "Wilayah", "Instansi", "Terakhir"])
        for row in list { table.add([row.first, String(row.cases), row.region ?? "-", row.body ?? "-", row.latest]) }
        try output.print(list, table.text)
    }
}

/// `lapor incident show`
struct IncidentShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows all cases of the incident that a case belongs to.")

    @Argument(help: "Tracking code of any of its cases.")
    var code: String
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var code: String
        var receivedAt: String
        var status: String
        var body: String?
        /// 1 for the first report.
        var similarity: Double
        /// By whom, if the link was undone.
        var undoneBy: String?
    }

    func run() throws {
        let code = try TrackingCode(typed: code)
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let rows = try database.execute(
            "incident",
            """
            WITH root AS (
                SELECT COALESCE(l.incident_id, c.id) AS id FROM complaint c
                LEFT JOIN incident_link l ON l.complaint_id = c.id AND l.undone_at IS NULL WHERE c.code = $1)
            SELECT c.code, c.received_at, c.status::text, b.name, 1::real, NULL
                FROM root JOIN complaint c ON c.id = root.id LEFT JOIN body b ON b.code = c.body_code
            UNION ALL
            SELECT c.code, c.received_at, c.status::text, b.name, l.similarity, l.undone_by
                FROM root JOIN incident_link l ON l.incident_id = root.id JOIN complaint c ON c.id = l.complaint_id
                LEFT JOIN body b ON b.code = c.body_code
            ORDER BY 2, 1
            """, [.text(code.description)])
        guard rows.count > 0 else { throw Failure(.notFound, "there is no case \(code.grouped)") }
        let list = (0..<rows.count).map { row in
            Row(
                code: TrackingCode(rows.text(row, 0))?.grouped ?? rows.text(row, 0),
                receivedAt: rows.rfc3339(row, 1) ?? "", status: rows.text(row, 2), body: rows.optionalText(row, 3),
                similarity: (Double(rows.float(row, 4)) * 100).rounded() / 100, undoneBy: rows.optionalText(row, 5))
        }
        var table = TextTable(["Nomor", "Diterima", "Status", "Instansi", "Kemiripan", "Dilepas oleh"])
        for row in list {
            table.add([
                row.code, row.receivedAt, row.status, row.body ?? "-", "\(Int((row.similarity * 100).rounded())) %",
                row.undoneBy ?? "-",
            ])
        }
        try output.print(list, table.text)
    }
}

/// `lapor incident unlink`
struct IncidentUnlink: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: "Undoes the link of a case to an incident; it stays on record who did.")

    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var code: String
        var unlinked: Bool
    }

    func run() throws {
        let code = try TrackingCode(typed: desk.code)
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let undone = try database.execute(
            "unlink",
            """
            UPDATE incident_link l SET undone_at = now(), undone_by = $2, undone_why = $3
            FROM complaint c WHERE c.code = $1 AND l.complaint_id = c.id AND l.undone_at IS NULL
            """, [.text(code.description), .text(desk.actor), .text(desk.reason)]
        ).affectedRows
        guard undone == 1 else { throw Failure(.notFound, "\(code.grouped) is linked to no incident") }
        try output.print(Result(code: code.grouped, unlinked: true), "\(code.grouped) stands by itself again.")
    }
}
