import ArgumentParser
import Operator

/// `lapor dead discard`
struct DeadDiscard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Removes parked messages for good; who did it and why is written down first.")

    @OptionGroup var selection: DeadSelection
    @Option(help: "Why they are not worth keeping.")
    var reason: String
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason must say why") }
    }

    func run() throws { try output.print(try DiscardedMessages(selection.choice, reason: reason)) }
}
