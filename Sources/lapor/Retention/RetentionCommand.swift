import ArgumentParser
import Operator

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Counts what is kept for a while only and whose time is over, or removes it.",
        discussion: """
            Nothing of it is a record, and nobody reads it any more. Cases, journals, notices and what people did stay: \
            docs/operators.md has the whole policy. Workers may run meanwhile; twice changes nothing.
            """)

    @Flag(help: "Remove it.")
    var apply = false
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try RetentionPage(apply: apply)) }
}
