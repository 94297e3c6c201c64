import ArgumentParser
import Operator

/// `lapor explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows why a case went where it went: each decision, and who refused it.",
        discussion: "Words that decided are the citizen's own: for those only who may read the complaint.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try RoutingHistory(of: code)) }
}
