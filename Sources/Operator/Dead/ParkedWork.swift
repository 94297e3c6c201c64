import Foundation
import Rabbit
import Shared

/// Goes through the queues once more and does something with each message of a selection; what came meanwhile stays.
struct ParkedPass {
    private let selection: ParkedSelection
    private let name: Phrase
    /// Messages that were removed from their queues, copies included.
    private(set) var removed = 0
    private(set) var ids: [String] = []

    init(_ selection: ParkedSelection, name: Phrase) { (self.selection, self.name) = (selection, name) }

    /// - Parameter body: does it; then the message is removed.
    /// - Throws: what `body` throws, and `RabbitError`; what was done until then is said, and stays done.
    mutating func each(_ run: RunName, _ body: (Delivery, DeadLetter, inout DeadQueue) throws -> Void) throws {
        let chosen = Set(selection.letters.map(\.id))
        var bar = ProgressBar(name, onlyIfWatched: true)
        defer { bar.end() }
        do {
            for stage in selection.stages {
                var queue = try DeadQueue(stage: stage)
                while let delivery = try queue.next() {
                    let letter = DeadLetter(delivery, stage: stage)
                    guard chosen.contains(letter.id) else { continue }
                    try body(delivery, letter, &queue)
                    try queue.remove()
                    if stage == "intake", let channel = letter.channel {
                        try queue.free(delivery.parkedBytes, of: channel)
                    }
                    KillPoint.acknowledged.pass()
                    removed += 1
                    if ids.last != letter.id { ids.append(letter.id) }
                    bar.show(Double(removed) / Double(copies), ParkedWords.soFar(removed, copies))
                }
            }
        } catch {
            Terminal.complain(ParkedWords.interrupted(removed, copies, run.description))
            throw error
        }
        ids = ids.uniqued()
    }

    private var copies: Int { selection.letters.reduce(0) { $0 + $1.copies } }
}

package struct DiscardedMessages: CommandResult {
    /// Copies included, as they lay in the queues.
    var discarded: Int
    /// How many messages these are, each once.
    var messages: Int
    var ids: [String]
    /// What undoes it.
    var run: RunName

    /// Each is kept, with who discarded it and why, before it is removed.
    package init(_ selection: ParkedSelection, actor: String, reason: String) throws {
        var actions = try ParkedActions(actor: actor, reason: reason)
        run = actions.name
        var pass = ParkedPass(selection, name: ParkedWords.discarding)
        try pass.each(run) { delivery, letter, _ in
            try actions.keepDiscarded(delivery, letter)
            KillPoint.committed.pass()
        }
        (discarded, messages, ids) = (pass.removed, pass.ids.count, pass.ids)
    }

    package var text: String {
        let count = ParkedWords.counted(messages, discarded - messages)
        return ParkedWords.discarded(count, run.description).text
    }
}

package struct ReplayedMessages: CommandResult {
    /// Copies included, as they lay in the queues.
    var replayed: Int
    var ids: [String]
    var run: RunName

    /// - Parameters:
    ///   - account: whose messages go back although it may not send for their channel.
    ///   - rate: messages per second; those that ended workers go back one at a time.
    package init(_ selection: ParkedSelection, actor: String, vouchingFor account: String?, rate: Double) throws {
        let whole = try selection.vouched(for: account).whole()
        var replay = try ParkedReplay(actor: actor, reason: account.map { ParkedWords.vouched($0).text })
        run = replay.run
        var pass = ParkedPass(whole, name: ParkedWords.replaying)
        try pass.each(run) { delivery, letter, queue in
            try replay.putBack(delivery, letter)
            if letter.isSuspect {
                try replay.waitUntilTaken(&queue)
            } else {
                try ParkedReplay.wait(seconds: 1 / rate, &queue)
            }
        }
        (replayed, ids) = (pass.removed, pass.ids)
    }

    package var text: String { ParkedWords.putBack(ParkedWords.counted(ids.count, replayed - ids.count)).text }
}
