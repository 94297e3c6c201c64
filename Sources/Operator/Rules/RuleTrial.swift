import Complaints
import Routing
import Store

/// The past, decided again with other rules: what would go elsewhere. Nothing is changed.
package struct RuleTrial: CommandResult {
    struct Move: Encodable {
        var code: String
        var from: String
        var to: String
        var rule: Phrase?
    }

    struct Flow: Encodable, Hashable {
        var from: String
        var to: String
        var rule: Phrase?
    }

    struct FlowRow: Encodable {
        var flow: Flow
        var cases: Int
    }

    var decided: Int
    var moved: Int
    var flows: [FlowRow]
    var cases: [Move]
    private let bodies: BodyDirectory

    private enum CodingKeys: String, CodingKey {
        case decided, moved, flows, cases
    }

    /// Decides everything of that time twice, with the rules in force and with those of `file`.
    ///
    /// - Parameter limit: most cases to list.
    /// - Throws: `RuleFileError` with line and reason, `Failure`.
    package init(of file: String, since: Age, limit: Int) throws {
        var database = try Connections.database()
        let before = try ReferenceTables.router(&database)
        let rules = try AppliedRules.read(file, for: before).file.book(version: before.rules.version + 1)
        let after = before.with(rules: rules)
        var history = RoutedHistory(
            since: try StoreClock.now(&database).advanced(bySeconds: -Int64(since.seconds)))
        var moves: [Move] = []
        decided = 0
        while case let reports = try history.next(&database), !reports.isEmpty {
            decided += reports.count
            moves += reports.compactMap { Self.move($0.code, before.decide($0.facts), after.decide($0.facts)) }
        }
        moved = moves.count
        flows = Dictionary(grouping: moves) { Flow(from: $0.from, to: $0.to, rule: $0.rule) }
            .map { FlowRow(flow: $0.key, cases: $0.value.count) }
            .sorted { ($1.cases, $0.flow.from, $0.flow.to) < ($0.cases, $1.flow.from, $1.flow.to) }
        cases = Array(moves.prefix(limit))
        bodies = after.bodies
    }

    private static func move(_ code: String, _ before: RoutingDecision, _ after: RoutingDecision) -> Move? {
        let (from, to) = (place(before), place(after))
        guard from != to else { return nil }
        let rule = after.grounds.rule.map(Phrase.init(same:)) ?? before.grounds.rule.map { RoutingWords.without($0) }
        return Move(code: TrackingCode.grouped(code), from: from, to: to, rule: rule)
    }

    /// A body, or a desk marked as one.
    private static func place(_ decision: RoutingDecision) -> String {
        decision.event == .assigned ? decision.bodyCode : "meja \(decision.bodyCode)"
    }

    private func name(_ place: String) -> String {
        let code = place.hasPrefix("meja ") ? String(place.dropFirst(5)) : place
        let name = bodies.body(code: code)?.name ?? code
        return place == code ? name : RoutingWords.deskOf(name).text
    }

    package var text: String {
        let head = RoutingWords.elsewhere(moved, decided).text
        guard moved > 0 else { return head }
        let flows = TextTable(
            [.from, .to, .rule, .cases],
            self.flows.map { [name($0.flow.from), name($0.flow.to), $0.flow.rule?.text, $0.cases] })
        let places = TextTable(
            [.caseNumber, .from, .to, .rule], cases.map { [$0.code, $0.from, $0.to, $0.rule?.text] })
        return [head, flows.text, places.text].joined(separator: "\n\n")
    }
}
