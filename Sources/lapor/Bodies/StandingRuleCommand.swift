import ArgumentParser
import Complaints
import Operator
import Postgres
import Store

/// `lapor body rule`
struct StandingRuleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "What makes a body dormant, and what only puts it into the coaching report.",
        subcommands: [List.self, Set.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the rules, past ones too.")

        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            var reason: String
            var appliesTo: String
            var effect: String
            var threshold: Int
            var validFrom: String
            var validTo: String?
            var inForce: Bool
        }

        func run() throws {
            var register = try BodyRegister()
            let rules = try StandingTable.rules(&register.database)
            let inForce = StandingRules(rules, on: register.today).inForce
            let rows = rules.map { rule in
                Row(
                    reason: rule.reason.rawValue, appliesTo: rule.scope.rawValue, effect: rule.effect.rawValue,
                    threshold: rule.threshold, validFrom: rule.validFrom.description,
                    validTo: rule.validTo?.description, inForce: inForce.contains(rule))
            }
            var table = TextTable(["Reason", "For", "Effect", "From", "Valid from", "Valid to", "In force"])
            for row in rows {
                table.add([
                    row.reason, row.appliesTo, row.effect, String(row.threshold), row.validFrom, row.validTo ?? "-",
                    row.inForce ? "yes" : "no",
                ])
            }
            try output.print(rows, table.text)
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets a rule from a day on; the older one stays on record.",
            discussion: "hold: the body above holds the cases; list: in the coaching report; none: it does not matter.")

        @Argument(help: "\(StandingReason.allCases.map(\.rawValue).joined(separator: ", ")).")
        var reason: String
        @Argument(help: "Its effect: \(StandingEffect.allCases.map(\.rawValue).joined(separator: ", ")).")
        var effect: String
        @Option(help: "For whom: \(StandingRule.Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
        var appliesTo = StandingRule.Scope.registered.rawValue
        @Option(help: "From how many working days, or failed notices, on.")
        var threshold = 0
        @Option(help: "First day; default: today.", transform: CivilDate.typed)
        var from: CivilDate?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard StandingReason(rawValue: reason) != nil else {
                throw ValidationError("no reason is called \(reason)")
            }
            guard StandingEffect(rawValue: effect) != nil else {
                throw ValidationError("no effect is called \(effect)")
            }
            guard StandingRule.Scope(rawValue: appliesTo) != nil else {
                throw ValidationError("--applies-to knows no \(appliesTo)")
            }
            guard 0...1000 ~= threshold else { throw ValidationError("--threshold must be 0 to 1000") }
        }

        func run() throws {
            var register = try BodyRegister()
            let from = from ?? register.today
            try register.database.execute(
                "set standing rule",
                """
                INSERT INTO standing_rule (reason, applies_to, effect, threshold, valid_from, source)
                VALUES ($1, $2, $3, $4, $5::text::date, 'I') ON CONFLICT (reason, applies_to, valid_from)
                DO UPDATE SET effect = EXCLUDED.effect, threshold = EXCLUDED.threshold, valid_to = NULL
                """,
                [.text(reason), .text(appliesTo), .text(effect), .integer(Int32(threshold)), .day(from)])
            try output.print(
                ["reason": reason, "effect": effect, "from": from.description],
                "\(reason) of \(appliesTo) bodies: \(effect) from \(from) on")
        }
    }
}
