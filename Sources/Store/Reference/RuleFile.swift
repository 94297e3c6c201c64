import Complaints
import Contract
package import Routing

/// A set of routing rules as operators write it: one JSON object per line, empty lines and lines with `#` left out.
///
/// `{"name":"…","if":{"words":["…"],…},"then":{"duty":"2.15"},"from":"2026-01-01","to":"2026-12-31","why":"…"}`; a line
/// `{"precision":{"agency":0.8,"category":0.7}}` states how many of a hundred decisions must be right.
package struct RuleFile: Sendable {
    /// The rules in order, each with its line.
    package private(set) var rules: [(line: Int, rule: RoutingRule)] = []
    private var precision = RuleBook.Precision()

    private static let members: Set<String> = ["name", "if", "then", "from", "to", "why"]
    private static let conditions: Set<String> = [
        "words", "without", "category", "kind", "region", "channel", "hours",
    ]

    /// - Throws: `RuleFileError` naming line and reason; then nothing of it holds.
    package init(_ text: String) throws(RuleFileError) {
        var names: Set<String> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let bytes = Array(line.utf8)
            guard let first = bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else { continue }
            do throws(Rejection) {
                guard JSONGrammar.accepts(bytes), let fields = JSONFields(bytes, in: bytes.indices) else {
                    throw Rejection("rule", "the line is no JSON object")
                }
                guard !fields.names.contains("precision") else {
                    precision = try Self.precision(fields)
                    continue
                }
                let rule = try Self.rule(fields)
                guard names.insert(rule.name).inserted else {
                    throw Rejection("rule", "the name \(rule.name) occurs twice")
                }
                rules.append((index + 1, rule))
            } catch {
                throw RuleFileError(line: index + 1, reason: error.reason)
            }
        }
    }

    package func book(version: Int) -> RuleBook {
        RuleBook(version: version, rules: rules.map(\.rule), precision: precision)
    }

    private static func precision(_ fields: JSONFields) throws(Rejection) -> RuleBook.Precision {
        try fields.only(["precision"])
        var precision = RuleBook.Precision()
        guard let shares = try fields.optionalObject("precision") else { return precision }
        try shares.only(["agency", "category"])
        precision.agency = try share(shares, "agency") ?? precision.agency
        precision.category = try share(shares, "category") ?? precision.category
        return precision
    }

    private static func share(_ fields: JSONFields, _ key: String) throws(Rejection) -> Double? {
        guard let share = try fields.optionalNumber(key) else { return nil }
        guard 0.5...0.99 ~= share else { throw Rejection("rule", "precision of \(key) must be from 0.5 to 0.99") }
        return share
    }

    private static func rule(_ fields: JSONFields) throws(Rejection) -> RoutingRule {
        try fields.only(members)
        let name = try fields.string("name")
        guard !name.isEmpty, name.utf8.count <= 60 else {
            throw Rejection("rule", "name must have 1 to 60 characters")
        }
        guard let condition = try fields.optionalObject("if") else { throw Rejection("rule", "if is required") }
        let (from, to) = (try day(fields, "from"), try day(fields, "to"))
        if let from, let to, to < from { throw Rejection("rule", "to lies before from: the rule would never hold") }
        return RoutingRule(
            name: name, conditions: try conditions(condition), action: try action(fields), validFrom: from, validTo: to,
            why: try fields.optionalString("why"))
    }

    private static func conditions(_ fields: JSONFields) throws(Rejection) -> RoutingRule.Conditions {
        try fields.only(Self.conditions)
        var result = RoutingRule.Conditions()
        result.words = try phrases(fields, "words")
        result.without = try phrases(fields, "without")
        result.categories = try fields.strings("category")
        result.kinds = try fields.strings("kind")
        result.regions = try fields.strings("region")
        result.channels = try fields.strings("channel")
        result.minutes = try fields.optionalString("hours").map(hours)
        for kind in result.kinds where ReportKind(rawValue: kind) == nil {
            throw Rejection(
                "rule",
                "there is no kind \(kind); there are "
                    + ReportKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard !result.isEmpty else { throw Rejection("rule", "if must hold at least one condition") }
        return result
    }

    private static func phrases(_ fields: JSONFields, _ key: String) throws(Rejection) -> [String] {
        let phrases = try fields.strings(key)
        for phrase in phrases where FoldedText(phrase).tokens.isEmpty {
            throw Rejection("rule", "\(key) has a phrase without a letter")
        }
        return phrases
    }

    private static func action(_ fields: JSONFields) throws(Rejection) -> RoutingRule.Action {
        guard let action = try fields.optionalObject("then") else { throw Rejection("rule", "then is required") }
        try action.only(["body", "duty", "desk"])
        guard action.names.count == 1 else { throw Rejection("rule", "then must hold one of body, duty, desk") }
        if let body = try action.optionalString("body") { return .body(body) }
        if let duty = try action.optionalString("duty") { return .duty(duty) }
        return .desk(try action.string("desk"))
    }

    private static func day(_ fields: JSONFields, _ key: String) throws(Rejection) -> CivilDate? {
        guard let text = try fields.optionalString(key) else { return nil }
        guard let day = CivilDate(iso: text) else { throw Rejection("rule", "\(key) must be a date like 2026-01-31") }
        return day
    }

    /// `22:00-05:00` in minutes of the day.
    private static func hours(_ text: String) throws(Rejection) -> (from: Int, to: Int) {
        let minutes = text.split(separator: "-").map { part -> Int? in
            let numbers = part.split(separator: ":").compactMap { Int($0) }
            guard numbers.count == 2, 0...24 ~= numbers[0], 0...59 ~= numbers[1] else { return nil }
            return numbers[0] * 60 + numbers[1]
        }
        guard minutes.count == 2, let from = minutes[0], let to = minutes[1], from != to, from < 1440, to <= 1440 else {
            throw Rejection("rule", "hours must be like 22:00-05:00")
        }
        return (from, to)
    }
}

extension JSONFields {
    /// Checks that nothing stands in an object of a file of rules but what is known there, and that once.
    func only(_ known: Set<String>) throws(Rejection) {
        for name in names where !known.contains(name) {
            throw Rejection("rule", "\(name) is not known here; known are \(known.sorted().joined(separator: ", "))")
        }
        guard Set(names).count == names.count else { throw Rejection("rule", "a member occurs twice") }
    }
}

extension RuleFile {
    /// Checks that everything the rules name exists.
    ///
    /// - Throws: `RuleFileError` naming the first line that names something unknown.
    package func check(against router: Router) throws(RuleFileError) {
        for (line, rule) in rules {
            if let unknown = router.unknown(in: rule) { throw RuleFileError(line: line, reason: unknown) }
        }
    }
}

package struct RuleFileError: Error, Sendable, Equatable, CustomStringConvertible {
    package let line: Int
    package let reason: String

    package var description: String { "line \(line): \(reason). No rule was changed." }
}
