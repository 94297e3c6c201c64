package import Complaints

/// A rule of an operator's rule set: when all its conditions hold, it decides before the models do.
package struct RoutingRule: Sendable {
    /// Where a complaint goes by a rule.
    package enum Action: Sendable, Equatable {
        case body(String)
        /// To the unit that performs this duty where the complaint belongs.
        case duty(String)
        /// To a coordinator's desk: a person decides.
        case desk(String)
    }

    /// What must hold; a list that is empty holds always.
    package struct Conditions: Sendable {
        /// One of these phrases stands in title or text.
        package var words: [String] = []
        /// None of these does.
        package var without: [String] = []
        /// Code of the category, or of the one above it.
        package var categories: [String] = []
        /// `pengaduan`, `aspirasi`, `permintaan_informasi`.
        package var kinds: [String] = []
        /// Code of the region, or of one above it.
        package var regions: [String] = []
        /// Names of channels.
        package var channels: [String] = []
        /// Minutes of the day in the region's zone, from–to, also across midnight.
        package var minutes: (from: Int, to: Int)?

        package init() {}

        /// Whether there is none: such a rule would decide everything.
        package var isEmpty: Bool {
            words.isEmpty && without.isEmpty && categories.isEmpty && kinds.isEmpty && regions.isEmpty
                && channels.isEmpty && minutes == nil
        }
    }

    /// Its name, unique in its set.
    package let name: String
    /// What must hold.
    package let conditions: Conditions
    /// Where to.
    package let action: Action
    /// First day it holds, in the region's zone.
    package let validFrom: CivilDate?
    /// Last day it holds.
    package let validTo: CivilDate?
    /// Why, for officers.
    package let why: String?
    private let words: PhraseTable
    private let without: PhraseTable

    package init(
        name: String, conditions: Conditions, action: Action, validFrom: CivilDate? = nil, validTo: CivilDate? = nil,
        why: String? = nil
    ) {
        self.name = name
        self.conditions = conditions
        self.action = action
        self.validFrom = validFrom
        self.validTo = validTo
        self.why = why
        words = PhraseTable(conditions.words.map { (FoldedText($0), 0) })
        without = PhraseTable(conditions.without.map { (FoldedText($0), 0) })
    }

    /// What a rule looks at.
    struct Case {
        var text: FoldedText
        var category: String?
        var kind: String
        var region: String?
        var channel: String
        var day: CivilDate?
        var minute: Int?
    }

    /// Whether it decides `complaint`.
    func holds(for complaint: Case) -> Bool {
        guard isValid(on: complaint.day) else { return false }
        let wanted = conditions
        return Self.contains(wanted.kinds, complaint.kind) && Self.contains(wanted.channels, complaint.channel)
            && Self.isBelow(wanted.categories, complaint.category) && Self.isBelow(wanted.regions, complaint.region)
            && isInHours(complaint.minute) && (wanted.words.isEmpty || Self.occurs(words, in: complaint.text))
            && (wanted.without.isEmpty || !Self.occurs(without, in: complaint.text))
    }

    private func isValid(on day: CivilDate?) -> Bool {
        guard let day else { return validFrom == nil && validTo == nil }
        return validFrom.map { $0 <= day } ?? true && validTo.map { day <= $0 } ?? true
    }

    private func isInHours(_ minute: Int?) -> Bool {
        guard let (from, to) = conditions.minutes else { return true }
        guard let minute else { return false }
        return from <= to ? from <= minute && minute < to : from <= minute || minute < to
    }

    private static func contains(_ wanted: [String], _ given: String) -> Bool {
        wanted.isEmpty || wanted.contains(given)
    }

    private static func isBelow(_ wanted: [String], _ code: String?) -> Bool {
        wanted.isEmpty || wanted.contains { wanted in code == wanted || code?.hasPrefix(wanted + ".") == true }
    }

    private static func occurs(_ phrases: PhraseTable, in text: FoldedText) -> Bool {
        text.tokens.indices.contains { phrases.longest(in: text, at: $0) != nil }
    }
}

extension RoutingRule.Case {
    /// The complaint as rules see it; days and hours are those of its place.
    init(_ report: ReportFacts, _ text: FoldedText, category: String?, kind: String, region: Region?) {
        let zone = region.flatMap { IndonesianZone(name: $0.zone) } ?? .wib
        self.text = text
        self.category = category
        self.kind = kind == "permintaan informasi" ? "permintaan_informasi" : kind
        self.region = region?.code
        channel = report.channel
        day = report.at.map(zone.date)
        minute = report.at.map(zone.minute)
    }
}

/// An ordered set of rules; the first that holds decides.
package struct RuleBook: Sendable {
    /// Its version; 0 before the first set was applied.
    package let version: Int
    /// The rules in order.
    package let rules: [RoutingRule]
    /// Shares of right decisions that the thresholds are chosen for.
    package let precision: Precision

    /// Shares of right decisions below which a person decides, 0…1.
    package struct Precision: Sendable, Equatable {
        /// Of agency families. Without rules 0.8: a wrong one costs a refusal and days, a desk some hours.
        package var agency = 0.8
        /// Of categories that are only kept for figures.
        package var category = 0.7

        package init() {}
    }

    package init(version: Int = 0, rules: [RoutingRule] = [], precision: Precision = Precision()) {
        self.version = version
        self.rules = rules
        self.precision = precision
    }

    func first(for complaint: RoutingRule.Case) -> RoutingRule? { rules.first { $0.holds(for: complaint) } }
}
