import ArgumentParser
import Operator

/// `lapor rules try`
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
        guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws { try output.print(try RuleTrial(of: file, since: since, limit: limit)) }
}
