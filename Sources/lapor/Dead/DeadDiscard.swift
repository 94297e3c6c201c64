import ArgumentParser
import Operator
import Rabbit

/// `lapor dead discard`
struct DeadDiscard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Removes parked messages for good; who did it and why is written down first.")

    @OptionGroup var selection: DeadSelection
    @Option(help: "Why they are not worth keeping.")
    var reason: String
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var discarded: Int
        var ids: [String]
    }

    func validate() throws {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason must say why") }
    }

    func run() throws {
        var actions = try ParkedActions()
        var ids: [String] = []
        for stage in selection.stages {
            var queue = try DeadQueue(stage: stage)
            while let delivery = try queue.next() {
                let letter = DeadLetter(delivery, stage: stage)
                guard selection.contains(letter) else { continue }
                try actions.record(.discard, letter, reason: reason, keys: MessageHead(of: delivery.body).keys)
                try queue.remove(delivery)
                ids.append(letter.id)
            }
        }
        guard !ids.isEmpty else { throw Failure(.notFound, "no parked message is meant by that") }
        try output.print(Result(discarded: ids.count, ids: ids), "discarded \(ids.count)")
    }
}
