package import Complaints
import Store

/// What the rules of retention would erase today, and what they would if nothing kept it: nothing is changed.
package struct DueCases: CommandResult {
    /// What one rule says of a part of cases, or why it is kept.
    struct Row: Encodable {
        var rule: String
        /// Nil: whatever is due of the case.
        var part: CasePart?
        /// Nil: it is due.
        var keptBack: RetentionBar?
        var cases: Int
        /// When the case ended that ended first.
        var oldest: Instant
        /// Tracking codes of the first of them.
        var examples: [String]
    }

    private struct Key: Hashable {
        var rule: String
        var part: CasePart?
        var bar: RetentionBar?
    }

    private static let examples = 3
    let version: Int
    /// Cases of which something is due.
    let cases: Int
    let rows: [Row]

    package init() throws {
        var database = try Connections.database(seconds: 3600)
        try self.init(&database)
    }

    init(_ database: inout Database) throws {
        let rules = try RetentionRuleTable.inForce(&database)
        var scan = RetentionScan(rules, at: try StoreClock.now(&database))
        var (rows, cases): ([Key: Row], Int) = ([:], 0)
        while let page = try scan.next(locking: false, &database) {
            for found in page {
                let keys = Self.keys(found.judgement)
                cases += keys.contains { $0.bar == nil } ? 1 : 0
                for key in keys { Self.count(found.state, &rows[key], as: key) }
            }
        }
        version = rules.version
        self.cases = cases
        let order = rules.active.map(\.name)
        self.rows = rows.sorted { Self.place($0.key, order) < Self.place($1.key, order) }.map(\.value)
    }

    private static func keys(_ judgement: RetentionJudgement) -> [Key] {
        switch judgement {
        case .stays: []
        case .barred(let bar, let rule): [Key(rule: rule.name, part: nil, bar: bar)]
        case .due(let rule, let parts): parts.map { Key(rule: rule.name, part: $0, bar: nil) }
        }
    }

    private static func count(_ state: CaseState, _ row: inout Row?, as key: Key) {
        let ended = state.endedAt ?? state.registeredAt
        var counted =
            row ?? Row(rule: key.rule, part: key.part, keptBack: key.bar, cases: 0, oldest: ended, examples: [])
        counted.cases += 1
        counted.oldest = min(counted.oldest, ended)
        if counted.examples.count < examples { counted.examples.append(TrackingCode.grouped(state.code)) }
        row = counted
    }

    /// As the rules stand; what is due first.
    private static func place(_ key: Key, _ rules: [String]) -> (Int, String, String) {
        (rules.firstIndex(of: key.rule) ?? 0, key.bar?.rawValue ?? "", key.part?.rawValue ?? "")
    }

    package var text: String {
        let sum = RetentionWords.due(cases).text
        guard !rows.isEmpty else { return sum }
        let table = TextTable(
            [.rule, .erased, .keptBack, .cases, .oldest, .example],
            rows.map { row in
                [
                    row.rule, row.part.map { RetentionWords.part($0).text } ?? "-",
                    row.keptBack.map { RetentionWords.bar($0).text } ?? "-", row.cases,
                    IndonesianZone.wib.day(row.oldest), row.examples.joined(separator: " "),
                ]
            })
        return "\(table.text)\n\n\(sum)"
    }
}

/// What the rules of retention have erased.
package struct RetainedCases: CommandResult {
    let version: Int
    let cases: Int
    let identity: Int
    let words: Int
    let seconds: Double

    /// - Parameter yes: whether the call has agreed to it.
    /// - Throws: `Failure` `notPermitted` without agreement, `configuration` when no rule is on.
    package init(by reader: Reader, yes: Bool) throws {
        var database = try Connections.database(seconds: 3600)
        let rules = try RetentionRuleTable.inForce(&database)
        guard !rules.active.isEmpty else { throw Failure(.configuration, RetentionWords.nothingOn) }
        version = rules.version
        try Consent.require(RetentionWords.ask(version, try DueCases(&database).cases), given: yes)
        let clock = ContinuousClock()
        let start = clock.now
        let run = try RetentionRun(
            by: reader.actor, reason: reader.reason, at: try StoreClock.now(&database), &database)
        seconds = (clock.now - start) / .seconds(1)
        (cases, identity, words) = (run.cases, run.erased[.identity, default: 0], run.erased[.words, default: 0])
    }

    package var text: String {
        let rate = seconds > 0 ? Int((Double(cases) / seconds).rounded()) : cases
        return RetentionWords.done(cases, identity, words, rate).text
    }
}
