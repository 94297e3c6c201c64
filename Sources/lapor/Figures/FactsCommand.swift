import ArgumentParser
import Operator

/// `lapor facts`
struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "The table that figures are counted from; 'lapor reconcile' compares it with the journal.",
        subcommands: [Rebuild.self])

    /// `lapor facts rebuild`
    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes all facts anew from the journal. Reports meanwhile see each case's old facts or its new ones, never half of them."
        )

        func run() throws { print(try RebuiltFacts().text) }
    }
}
