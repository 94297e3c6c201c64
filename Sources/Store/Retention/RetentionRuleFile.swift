package import Complaints
import Contract

/// Rules of retention as operators write them: one JSON object per line, empty lines and lines with `#` left out.
///
/// `{"name":"spam","if":{"status":["arsip"],"cause":["spam"]},"erase":{"identity":365,"words":365},"source":"JRA …","on":true}`; what is to
/// stay for good has an empty `erase`.
package struct RetentionRuleFile: Sendable {
    package private(set) var rules: [RetentionRule] = []

    private static let members: Set<String> = ["name", "if", "erase", "source", "on"]
    private static let conditionNames: Set<String> = [
        "kind", "status", "cause", "channel", "anonymous", "confidential",
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
                let rule = try Self.rule(fields)
                guard names.insert(rule.name).inserted else {
                    throw Rejection("rule", "the name \(rule.name) occurs twice")
                }
                rules.append(rule)
            } catch {
                throw RuleFileError(line: index + 1, reason: error.reason)
            }
        }
    }

    private static func rule(_ fields: JSONFields) throws(Rejection) -> RetentionRule {
        try fields.only(members)
        let name = try fields.string("name")
        guard !name.isEmpty, name.utf8.count <= 60 else { throw Rejection("rule", "name must have 1 to 60 characters") }
        let source = try fields.string("source")
        guard source.contains(where: \.isLetter) else {
            throw Rejection("rule", "source must say by what law or schedule the days are counted")
        }
        return RetentionRule(
            name: name, conditions: try conditions(try fields.optionalObject("if")),
            days: try days(try fields.optionalObject("erase")), source: source,
            isOn: try fields.optionalBoolean("on") ?? false)
    }

    private static func conditions(_ fields: JSONFields?) throws(Rejection) -> RetentionRule.Conditions {
        var result = RetentionRule.Conditions()
        guard let fields else { return result }
        try fields.only(conditionNames)
        result.kinds = try words(fields, "kind")
        result.statuses = try words(fields, "status")
        guard result.statuses.allSatisfy({ !$0.isOpen }) else {
            throw Rejection("rule", "status must be selesai or arsip: a case that is open keeps everything")
        }
        (result.causes, result.channels) = (try texts(fields, "cause"), try texts(fields, "channel"))
        result.isAnonymous = try fields.optionalBoolean("anonymous")
        result.isConfidential = try fields.optionalBoolean("confidential")
        return result
    }

    private static func texts(_ fields: JSONFields, _ key: String) throws(Rejection) -> [String] {
        let texts = try fields.strings(key)
        // Nothing would narrow the rule, and it would hold for all.
        guard fields.range(key) == nil || !texts.isEmpty else { throw Rejection("rule", "\(key) has an empty list") }
        return texts
    }

    private static func words<Word: RawRepresentable<String> & CaseIterable>(
        _ fields: JSONFields, _ key: String
    ) throws(Rejection) -> [Word] {
        try texts(fields, key).map { text throws(Rejection) in
            guard let word = Word(rawValue: text) else {
                let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw Rejection("rule", "there is no \(key) \(text); known are \(known)")
            }
            return word
        }
    }

    private static func days(_ fields: JSONFields?) throws(Rejection) -> [CasePart: Int] {
        guard let fields else { throw Rejection("rule", "erase is required; an empty one keeps everything") }
        try fields.only(Set(CasePart.allCases.map(\.rawValue)))
        var days: [CasePart: Int] = [:]
        for part in CasePart.allCases {
            guard let count = try fields.optionalInteger(part.rawValue) else { continue }
            guard RetentionRule.days.contains(count) else {
                let (least, most) = (RetentionRule.days.lowerBound, RetentionRule.days.upperBound)
                throw Rejection("rule", "\(part.rawValue) must be kept from \(least) to \(most) days")
            }
            days[part] = count
        }
        return days
    }
}

extension RetentionRuleFile {
    /// What lapor comes with: proposals, all of them off. No law that is known to us says a number of days, and none is made up: who is
    /// responsible decides by their schedule of archives, writes that as the source and switches the rules on.
    package static let shipped = """
        # Proposals, all off. UU 27/2022 wants personal data kept no longer than its purpose needs and leaves the days to your
        # schedule of archives (jadwal retensi arsip): put its article into "source", and "on": true.
        {"name":"rahasia","if":{"confidential":true},"erase":{},"source":"none known: kept until your schedule says otherwise","on":false}
        {"name":"spam","if":{"status":["arsip"],"cause":["spam"]},"erase":{"identity":365,"words":365},"source":"none known: your schedule of archives decides","on":false}
        {"name":"diarsipkan","if":{"status":["arsip"]},"erase":{"identity":1825},"source":"none known: your schedule of archives decides","on":false}
        {"name":"informasi","if":{"kind":["permintaan_informasi"]},"erase":{"identity":1825},"source":"none known: your schedule of archives decides","on":false}
        {"name":"aspirasi","if":{"kind":["aspirasi"]},"erase":{"identity":1825},"source":"none known: your schedule of archives decides","on":false}
        {"name":"pengaduan","if":{"kind":["pengaduan"]},"erase":{"identity":3650},"source":"none known: your schedule of archives decides","on":false}
        """
}
