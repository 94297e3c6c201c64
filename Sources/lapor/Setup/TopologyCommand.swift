import ArgumentParser
import Operator

/// `lapor topology`
struct TopologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology", abstract: "Exchanges, queues, bindings and policies of the broker.",
        subcommands: [Apply.self, Check.self])

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets the policies and declares what is missing. What exists otherwise is named, not changed.")

        @Flag(help: "Mark the virtual host as one for 'lapor play'; it must not be in use.")
        var rehearsal = false
        @OptionGroup var output: OutputOptions

        func run() throws { try TopologyCommand.print(try TopologyCheck.apply(isRehearsal: rehearsal), output) }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares the broker with what must be there and names each difference.")

        @OptionGroup var output: OutputOptions

        func run() throws { try TopologyCommand.print(try TopologyCheck.now(), output) }
    }

    private static func print(_ check: TopologyCheck, _ output: OutputOptions) throws {
        if output.json || check.failure == nil { try output.print(check) }
        if let failure = check.failure { throw failure }
    }
}
