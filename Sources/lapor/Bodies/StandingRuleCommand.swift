import ArgumentParser
import Complaints
import Operator

/// `lapor body rule`
struct StandingRuleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "What makes a body dormant, and what only puts it into the coaching report.",
        subcommands: [List.self, Set.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the rules, past ones too.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try StandingRuleList()) }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets a rule from a day on; the older one stays on record.",
            discussion: "hold: the body above holds the cases; list: in the coaching report; none: it does not matter.")

        @Argument(help: "What is wrong with a body.")
        var reason: StandingReason
        @Argument(help: "Its effect.")
        var effect: StandingEffect
        @Option(help: "For whom.")
        var appliesTo = StandingRule.Scope.registered
        @Option(help: "From how many working days, or failed notices, on.")
        var threshold = 0
        @Option(help: "First day; default: today.", transform: CivilDate.typed)
        var from: CivilDate?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard 0...1000 ~= threshold else { throw ValidationError("--threshold must be 0 to 1000") }
        }

        func run() throws {
            try output.print(try StandingRuleChange(reason, effect, for: appliesTo, threshold: threshold, from: from))
        }
    }
}

extension StandingReason: ExpressibleByArgument {}
extension StandingEffect: ExpressibleByArgument {}
extension StandingRule.Scope: ExpressibleByArgument {}
