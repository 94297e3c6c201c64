import ArgumentParser
import Operator

/// `lapor report routing`
struct RoutingReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing", abstract: "Counts assignments and how many were refused, by what decided them.",
        discussion: """
            Misroute rate: assignments that the body refused (bukan wewenang) or that a desk moved to another body / all \
            assignments of that time. By what decided, rule, model version, category and body; and what was left to desks.
            """)

    @Option(help: "How far back, as 12h or 90d.")
    var since = Age(days: 90)
    @Option(help: "Most rows per table.")
    var limit = 20
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws { try output.print(try RoutingFigures(since: since, limit: limit)) }
}
