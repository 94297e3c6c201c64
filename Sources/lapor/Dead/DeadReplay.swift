import ArgumentParser
import Foundation
import Operator

/// `lapor dead replay`
struct DeadReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Puts parked messages back to the queue that gave them up.",
        discussion: """
            Replaying twice changes nothing: what is stored is known. A message that is still bad is parked again. Messages \
            that the broker parked because they ended workers (code delivery_limit) go back one at a time.
            """)

    @OptionGroup var selection: DeadSelection
    @Option(help: "Messages per second.")
    var rate = 100.0
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var replayed: Int
        var ids: [String]
    }

    func validate() throws {
        guard rate > 0 else { throw ValidationError("--rate must be above 0") }
    }

    func run() throws {
        var replay = try ParkedReplay()
        var ids: [String] = []
        for stage in selection.stages {
            var queue = try DeadQueue(stage: stage)
            while let delivery = try queue.next() {
                let letter = DeadLetter(delivery, stage: stage)
                guard selection.contains(letter) else { continue }
                try replay.putBack(delivery, letter)
                try queue.remove(delivery)
                ids.append(letter.id)
                if letter.isSuspect {
                    try replay.waitUntilTaken(stage)
                } else {
                    Thread.sleep(forTimeInterval: 1 / rate)
                }
            }
        }
        guard !ids.isEmpty else { throw Failure(.notFound, "no parked message is meant by that") }
        try output.print(Result(replayed: ids.count, ids: ids), "put back \(ids.count)")
    }
}
