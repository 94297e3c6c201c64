import ArgumentParser
import Operator
import Shared

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

        func run() throws {
            let control = try Connections.topology()
            if rehearsal { try control.markForRehearsal() }
            try control.apply()
            try TopologyCommand.check(control, output)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares the broker with what must be there and names each difference.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try TopologyCommand.check(try Connections.topology(), output)
        }
    }

    private struct Result: Encodable {
        var differences: [String]
    }

    private static func check(_ control: TopologyControl, _ output: OutputOptions) throws {
        do {
            try control.check()
            try output.print(Result(differences: []), "The topology is as it must be.")
        } catch TopologyError.mismatch(let differences) {
            if output.json { try output.print(Result(differences: differences), "") }
            throw TopologyError.mismatch(differences)
        }
    }
}
