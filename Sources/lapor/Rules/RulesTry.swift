import ArgumentParser
import Complaints
import Operator
import Postgres
import Routing
import Store

/// `lapor rules try`
struct RulesTry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try", abstract: "Decides the past again with other rules and shows what would go elsewhere.",
        discussion: """
            Every complaint of that time is decided twice, with the rules in force and with those of the file; nothing is \
            changed.
            """)

    @Argument(help: "The file.")
    var file: String
    @Option(help: "How far back, as 12h or 90d.")
    var since: Age
    @Option(help: "Most cases to list.")
    var limit = 20
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    }

    private struct Move: Encodable {
        var code: String
        var from: String
        var to: String
        var rule: String?
    }

    private struct Flow: Encodable, Hashable {
        var from: String
        var to: String
        var rule: String?
    }

    private struct FlowRow: Encodable {
        var flow: Flow
        var cases: Int
    }

    private struct Result: Encodable {
        var decided: Int
        var moved: Int
        var flows: [FlowRow]
        var cases: [Move]
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let before = try ReferenceTables.router(&database)
        let rules = try RulesCommand.read(file, for: before).file.book(version: before.rules.version + 1)
        let after = before.with(rules: rules)
        var history = RoutedHistory(since: since)
        var moves: [Move] = []
        var decided = 0
        while case let reports = try history.next(&database), !reports.isEmpty {
            decided += reports.count
            moves += reports.compactMap { Self.move($0.code, before.decide($0.facts), after.decide($0.facts)) }
        }
        let flows = Dictionary(grouping: moves) { Flow(from: $0.from, to: $0.to, rule: $0.rule) }
            .map { FlowRow(flow: $0.key, cases: $0.value.count) }
            .sorted { ($1.cases, $0.flow.from, $0.flow.to) < ($0.cases, $1.flow.from, $1.flow.to) }
        let result = Result(decided: decided, moved: moves.count, flows: flows, cases: Array(moves.prefix(limit)))
        try output.print(result, Self.text(of: result, after))
    }

    private static func move(_ code: String, _ before: RoutingDecision, _ after: RoutingDecision) -> Move? {
        let (from, to) = (place(before), place(after))
        guard from != to else { return nil }
        let rule = after.grounds.rule ?? before.grounds.rule.map { "without \($0)" }
        return Move(code: TrackingCode(code)?.grouped ?? code, from: from, to: to, rule: rule)
    }

    /// A body, or a desk marked as one.
    private static func place(_ decision: RoutingDecision) -> String {
        decision.event == .assigned ? decision.bodyCode : "meja \(decision.bodyCode)"
    }

    private static func text(of result: Result, _ router: Router) -> String {
        func name(_ place: String) -> String {
            let code = place.hasPrefix("meja ") ? String(place.dropFirst(5)) : place
            let name = router.bodies.body(code: code)?.name ?? code
            return place == code ? name : "meja \(name)"
        }
        let head = "\(result.moved) of \(result.decided) complaints would go elsewhere."
        guard result.moved > 0 else { return head }
        var flows = TextTable(["Dari", "Ke", "Aturan", "Laporan"])
        for row in result.flows {
            flows.add([name(row.flow.from), name(row.flow.to), row.flow.rule ?? "-", String(row.cases)])
        }
        var cases = TextTable(["Nomor", "Dari", "Ke", "Aturan"])
        for move in result.cases { cases.add([move.code, move.from, move.to, move.rule ?? "-"]) }
        return [head, flows.text, cases.text].joined(separator: "\n\n")
    }
}

/// Complaints of a stretch of time, page by page, as routing saw them.
struct RoutedHistory {
    private static let page = 1000
    private let since: Age
    private var last: ComplaintID?

    init(since: Age) { self.since = since }

    /// The next complaints; none at the end.
    ///
    /// - Throws: `PostgresError`.
    mutating func next(
        _ database: inout PostgresConnection
    ) throws(PostgresError) -> [(code: String, facts: ReportFacts)] {
        let rows = try database.execute(
            "history",
            """
            SELECT id, code, title, text, kind, location_text, region_hint, category_hint, agency_hint, channel, submitted_at
            FROM complaint
            WHERE received_at >= now() - make_interval(secs => $1) AND ($2 IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3
            """, [.bigint(Int64(since.seconds)), .text(last?.description), .bigint(Int64(Self.page))])
        if rows.count > 0 { last = rows.complaintID(rows.count - 1, 0) }
        return (0..<rows.count).map { row in
            (
                rows.text(row, 1),
                ReportFacts(
                    title: rows.optionalText(row, 2), text: rows.text(row, 3), kind: rows.text(row, 4),
                    locationText: rows.optionalText(row, 5), regionCode: rows.optionalText(row, 6),
                    category: rows.optionalText(row, 7), agency: rows.optionalText(row, 8), channel: rows.text(row, 9),
                    at: Instant(microseconds: rows.microseconds(row, 10)))
            )
        }
    }
}
