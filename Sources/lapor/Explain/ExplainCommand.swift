import ArgumentParser
import Complaints
import Operator
import Postgres

/// `lapor explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows why a case went where it went: each decision, and who refused it.",
        discussion: "Words that decided are the citizen's own: for those only who may read the complaint.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var output: OutputOptions

    private struct Decision: Encodable {
        var version: Int
        var at: String
        var event: String
        var actor: String
        var body: String?
        var reason: String?
        var why: Explanation?
    }

    private struct Result: Encodable {
        var code: String
        var decisions: [Decision]
        /// Code of the first report of the incident that this case reports as well.
        var incident: String?
    }

    func run() throws {
        let code = try TrackingCode(typed: code)
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let decisions = try Self.decisions(code, &database)
        guard !decisions.isEmpty else { throw Failure(.notFound, "there is no decision about a case \(code.grouped)") }
        let result = Result(code: code.grouped, decisions: decisions, incident: try Self.incident(code, &database))
        try output.print(result, Self.text(of: result))
    }

    private static func decisions(
        _ code: TrackingCode, _ database: inout PostgresConnection
    ) throws -> [Decision] {
        let rows = try database.execute(
            "decisions",
            """
            SELECT j.version, j.at, j.event, j.actor, COALESCE(j.data->>'body', j.data->>'coordinator'), b.name,
                j.data->>'reason', e.data::text
            FROM complaint c JOIN journal j ON j.complaint_id = c.id
            LEFT JOIN explanation e ON e.complaint_id = j.complaint_id AND e.version = j.version
            LEFT JOIN body b ON b.code = COALESCE(j.data->>'body', j.data->>'coordinator')
            WHERE c.code = $1 AND j.event <> 'registered' ORDER BY j.version
            """, [.text(code.description)])
        return try (0..<rows.count).map { row in
            let body = rows.optionalText(row, 4).map { code in
                rows.optionalText(row, 5).map { "\($0) (\(code))" } ?? code
            }
            return Decision(
                version: Int(rows.integer(row, 0)), at: rows.rfc3339(row, 1) ?? "", event: rows.text(row, 2),
                actor: rows.text(row, 3), body: body, reason: rows.optionalText(row, 6),
                why: try rows.optionalText(row, 7).map(Explanation.init(json:)))
        }
    }

    private static func incident(_ code: TrackingCode, _ database: inout PostgresConnection) throws -> String? {
        let rows = try database.execute(
            "incident of case",
            """
            SELECT f.code FROM complaint c JOIN incident_link l ON l.complaint_id = c.id AND l.undone_at IS NULL
            JOIN complaint f ON f.id = l.incident_id WHERE c.code = $1
            """, [.text(code.description)])
        return rows.count == 0 ? nil : TrackingCode(rows.text(0, 0))?.grouped ?? rows.text(0, 0)
    }

    private static func text(of result: Result) -> String {
        var parts = [result.code]
        if let incident = result.incident { parts[0] += ", kejadian yang sama dengan \(incident)" }
        for decision in result.decisions {
            let head = "\(decision.version)  \(decision.at)  \(decision.event)  \(decision.actor)"
            let body = [decision.body, decision.reason].compactMap { $0 }.joined(separator: "\n")
            parts.append([head, body, decision.why?.text].compactMap { $0 }.joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n")
    }
}
