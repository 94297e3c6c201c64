package import Complaints

/// The kinds of bodies that the agency model tells apart, and who performs each: one row of `agency_family` per body or
/// duty of a family.
package struct AgencyFamilies: Sendable {
    /// Who performs what a family stands for.
    package enum Target: Sendable, Hashable {
        /// The unit that performs this duty in the region.
        case duty(String)
        /// One body for the whole nation.
        case body(String)

        /// Reads `duty:1.03` and `body:PLN`; nil for anything else.
        package init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            switch parts[0] {
            case "duty": self = .duty(parts[1])
            case "body": self = .body(parts[1])
            default: return nil
            }
        }
    }

    private let standards: [String: Target]
    private let families: [Target: String]
    private let names: [String: String]

    /// Builds from the rows; a family may have one standard target, taken when nothing says which of its targets is meant.
    package init(_ rows: [(family: String, name: String, target: Target, isStandard: Bool)] = []) {
        names = Dictionary(rows.map { ($0.family, $0.name) }) { first, _ in first }
        var standards: [String: Target] = [:]
        var families: [Target: String] = [:]
        for row in rows {
            families[row.target] = row.family
            if row.isStandard { standards[row.family] = row.target }
        }
        self.standards = standards
        self.families = families
    }

    /// Who performs the family unless something says otherwise; nil when that cannot be said in general.
    package func standard(_ family: String) -> Target? { standards[family] }

    /// What officers call it.
    package func name(of family: String) -> String { names[family] ?? family }

    /// The family that a target belongs to.
    package func family(of target: Target) -> String? { families[target] }

    /// The family that a body belongs to.
    package func family(of body: Body) -> String? {
        families[.body(body.code)] ?? body.dutyCode.flatMap { families[.duty($0)] }
    }
}

extension Category {
    /// Who answers the category.
    var target: AgencyFamilies.Target? {
        nationalBodyCode.map(AgencyFamilies.Target.body) ?? dutyCode.map(AgencyFamilies.Target.duty)
    }
}
