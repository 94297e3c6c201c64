package import Complaints
import Store

/// What makes a body dormant, and what only puts it into the coaching report; past rules too.
package struct StandingRuleList: CutList {
    package struct Row: Encodable {
        var reason: String
        var appliesTo: String
        var effect: String
        var threshold: Int
        var validFrom: String
        var validTo: String?
        var inForce: Bool
    }

    package let rows: [Row]
    package let more: Int

    package init(limit: Int) throws {
        var register = try BodyRegister()
        let rules = try StandingTable.rules(&register.database)
        let inForce = StandingRules(rules, on: register.today).inForce
        (rows, more) = rules.map { rule in
            Row(
                reason: rule.reason.rawValue, appliesTo: rule.scope.rawValue, effect: rule.effect.rawValue,
                threshold: rule.threshold, validFrom: rule.validFrom.description,
                validTo: rule.validTo?.description, inForce: inForce.contains(rule))
        }.cut(to: limit)
    }

    package var text: String {
        return TextTable(
            [.reason, .appliesTo, .effect, .threshold, .validFrom, .validTo, .inForce],
            rows.map {
                [
                    $0.reason, $0.appliesTo, $0.effect, $0.threshold, $0.validFrom, $0.validTo,
                    CommonWords.answer($0.inForce),
                ]
            }
        ).text
    }
}

/// A rule that was set; the older one stays on record.
package struct StandingRuleChange: CommandResult {
    private let scope: StandingRule.Scope
    var reason: String
    var effect: String
    var from: String

    private enum CodingKeys: String, CodingKey {
        case reason, effect, from
    }

    /// Sets a rule from a day on; today, when no day is said.
    package init(
        _ reason: StandingReason, _ effect: StandingEffect, for scope: StandingRule.Scope, threshold: Int,
        from: CivilDate?
    ) throws {
        var register = try BodyRegister()
        let from = from ?? register.today
        let rule = StandingRule(reason, scope, effect, threshold: threshold, validFrom: from, validTo: nil)
        try StandingTable.set(rule, &register.database)
        self.scope = scope
        (self.reason, self.effect, self.from) = (reason.rawValue, effect.rawValue, from.description)
    }

    package var text: String { BodyWords.rule(reason, scope.rawValue, effect, from).text }
}
