import ArgumentParser
import Shared

/// `lapor topology`
struct TopologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology", abstract: "Exchanges, queues, bindings and policies of the broker.",
        subcommands: [Apply.self, Check.self])

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets the policies and declares what is missing. What exists otherwise is named, not changed.")

        func run() throws {
            let control = try Connections.topology()
            try control.apply()
            try control.check()
            print("The topology is in effect.")
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares the broker with what must be there and names each difference.")

        func run() throws {
            try Connections.topology().check()
            print("The topology is as it must be.")
        }
    }
}
