import ArgumentParser
import Foundation
import Operator

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Rules that decide before the models do: tries, applies and lists them.",
        discussion: """
            A file has one rule per line, as a JSON object; the first rule whose conditions all hold decides. docs/routing.md \
            has all members and examples.
            """,
        subcommands: [RulesApply.self, RulesTry.self, RulesList.self])
}

struct RulesApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Puts a file of rules in force, in the place of those before.",
        discussion:
            "Refused as a whole, with line and reason, when one rule is broken. Workers follow within 30 seconds.")

    @Argument(help: "The file.")
    var file: String
    @Option(help: "Who applies them; default: the user's name.")
    var actor = NSUserName()
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try AppliedRules(file, actor: actor)) }
}

struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the rules in force as they were written, and the sets before.")

    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try RuleSetList(limit: page.limit)) }
}

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
        try require(limit > 0, CallWords.aboveZero("--limit"))
    }

    func run() throws { try output.print(try RuleTrial(of: file, since: since, limit: limit)) }
}
