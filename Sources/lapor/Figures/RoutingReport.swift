import ArgumentParser
import Figures
import Foundation
import Operator
import Postgres

/// `lapor report routing`
struct RoutingReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing", abstract: "Counts assignments and how many were refused, by what decided them.",
        discussion: """
            Misroute rate: assignments that the body refused (bukan wewenang) or that a desk moved to another body / all \
            assignments of that time. By what decided, rule, model version, category and body; and what was left to desks.
            """)

    @Option(help: "How far back, as 12h or 90d.")
    var since = Age(days: 90)
    @Option(help: "Most rows per table.")
    var limit = 20
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var by: String
        var value: String
        var assigned: Int
        var refused: Int
        /// By a desk, without a refusal.
        var moved: Int
        /// Percent to two decimals; null of nothing.
        var misrouted: Double?
    }

    private struct Result: Encodable {
        var assigned: Int
        var refused: Int
        var moved: Int
        var desk: Int
        var rows: [Row]
    }

    /// What assignments are counted by, and the column or expression that has it.
    private static let dimensions: KeyValuePairs = [
        "dasar": "COALESCE(a.basis, '-')", "aturan": "COALESCE(a.rule, '-')",
        "model": "COALESCE(a.model, '-')", "kategori": "COALESCE(a.category_code, '-')", "instansi": "a.body_code",
    ]

    /// A desk gave the case to another body next, and nobody refused. Routing gives it out again after an answer.
    private static let isMoved = """
        a.refused_at IS NULL AND EXISTS (SELECT FROM (SELECT l.body_code, l.decided_by FROM assignment l
            WHERE l.complaint_id = a.complaint_id AND l.hop > a.hop ORDER BY l.hop LIMIT 1) AS n
            WHERE n.body_code <> a.body_code AND n.decided_by <> 'RoutingWorker')
        """

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        try database.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let period: [Parameter] = [.bigint(Int64(since.seconds))]
        let totals = try database.execute(
            "totals",
            """
            SELECT count(*), count(refused_at), count(*) FILTER (WHERE \(Self.isMoved)) FROM assignment a
            WHERE at >= store_now() - make_interval(secs => $1)
            """, period)
        let desk = try database.execute(
            "desk",
            """
            SELECT count(*) FROM journal WHERE event = 'unrouted' AND at >= store_now() - make_interval(secs => $1)
            """, period)
        var rows: [Row] = []
        for (name, column) in Self.dimensions { rows += try Self.read(name, column, period, &database) }
        try database.run("COMMIT")
        let result = Result(
            assigned: Int(totals.integer(0, 0)), refused: Int(totals.integer(0, 1)),
            moved: Int(totals.integer(0, 2)), desk: Int(desk.integer(0, 0)),
            rows: rows)
        try Self.check(result)
        try output.print(result, text(of: result))
    }

    private static func read(
        _ name: String, _ column: String, _ period: [Parameter], _ database: inout PostgresConnection
    ) throws(PostgresError) -> [Row] {
        let rows = try database.execute(
            "by \(name)",
            """
            SELECT \(column), count(*), count(a.refused_at), count(*) FILTER (WHERE \(isMoved)) FROM assignment a
            WHERE a.at >= store_now() - make_interval(secs => $1) GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1
            """, period)
        return (0..<rows.count).map { row in
            let (assigned, refused) = (Int(rows.integer(row, 1)), Int(rows.integer(row, 2)))
            let moved = Int(rows.integer(row, 3))
            return Row(
                by: name, value: rows.text(row, 0), assigned: assigned, refused: refused, moved: moved,
                misrouted: Rate(refused + moved, of: assigned).hundredths.map { Double($0) / 100 })
        }
    }

    /// Every table must sum to the totals.
    private static func check(_ result: Result) throws(FigureError) {
        for (name, _) in dimensions {
            let own = result.rows.filter { $0.by == name }
            let parts = own.reduce(0) { $0 + $1.assigned }
            guard parts == result.assigned else { throw .sum(parts: parts, total: result.assigned) }
            let refused = own.reduce(0) { $0 + $1.refused }
            guard refused == result.refused else { throw .sum(parts: refused, total: result.refused) }
            let moved = own.reduce(0) { $0 + $1.moved }
            guard moved == result.moved else { throw .sum(parts: moved, total: result.moved) }
        }
    }

    private func text(of result: Result) -> String {
        let rate = Rate(result.refused + result.moved, of: result.assigned)
        var parts = [
            """
            disposisi \(result.assigned), ditolak \(result.refused), dialihkan \(result.moved), salah alamat \(rate.percent) %, ke meja \(result.desk)
            """
        ]
        for (name, _) in Self.dimensions {
            var table = TextTable([name.capitalized, "Disposisi", "Ditolak", "Dialihkan", "Persen"])
            for row in result.rows.filter({ $0.by == name }).prefix(limit) {
                table.add([
                    row.value, String(row.assigned), String(row.refused), String(row.moved),
                    Rate(row.refused + row.moved, of: row.assigned).percent,
                ])
            }
            parts.append(table.text)
        }
        return parts.joined(separator: "\n\n")
    }
}
