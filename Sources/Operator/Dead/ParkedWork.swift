import Foundation
import Rabbit
import Store

/// Which parked messages something is done with.
package struct ParkedChoice {
    private let ids: [String]
    let stages: [String]
    private let code: String?

    /// - Parameters:
    ///   - ids: their beginnings; none does not narrow.
    ///   - code: only those parked for this reason; nil does not narrow.
    package init(ids: [String], stages: [String], code: String?) {
        (self.ids, self.stages, self.code) = (ids.map { $0.lowercased() }, stages, code)
    }

    private func contains(_ letter: DeadLetter) -> Bool {
        (ids.isEmpty || ids.contains { letter.id.hasPrefix($0) }) && (code == nil || letter.code == code)
    }

    /// Does something with each that is meant, which removes it from its queue.
    ///
    /// - Returns: the ids.
    /// - Throws: `Failure` `notFound` when none is meant, what `body` throws, `SettingError`, `RabbitError`.
    fileprivate func each(_ body: (Delivery, DeadLetter, inout DeadQueue) throws -> Void) throws -> [String] {
        var ids: [String] = []
        for stage in stages {
            var queue = try DeadQueue(stage: stage)
            while let delivery = try queue.next() {
                let letter = DeadLetter(delivery, stage: stage)
                guard contains(letter) else { continue }
                try body(delivery, letter, &queue)
                ids.append(letter.id)
            }
        }
        guard !ids.isEmpty else { throw Failure(.notFound, ParkedWords.noneMeant) }
        return ids
    }
}

/// Parked messages that were removed for good.
package struct DiscardedMessages: CommandResult {
    var discarded: Int
    var ids: [String]

    /// Who did it and why is written down first.
    ///
    /// - Throws: `Failure`, and the errors of broker and database.
    package init(_ choice: ParkedChoice, reason: String) throws {
        var actions = try ParkedActions()
        ids = try choice.each { delivery, letter, queue in
            try actions.record(.discard, letter, reason: reason, keys: MessageHead(of: delivery.body).keys)
            try queue.remove(delivery)
        }
        discarded = ids.count
    }

    package var text: String { ParkedWords.discarded(discarded).text }
}

/// Parked messages that were put back to the queue that gave them up.
package struct ReplayedMessages: CommandResult {
    var replayed: Int
    var ids: [String]

    /// - Parameter rate: messages per second; those that ended workers go back one at a time.
    /// - Throws: `Failure`, and the errors of broker and database.
    package init(_ choice: ParkedChoice, rate: Double) throws {
        var replay = try ParkedReplay()
        ids = try choice.each { delivery, letter, queue in
            try replay.putBack(delivery, letter)
            try queue.remove(delivery)
            if letter.isSuspect {
                try replay.waitUntilTaken(queue.stage)
            } else {
                Thread.sleep(forTimeInterval: 1 / rate)
            }
        }
        replayed = ids.count
    }

    package var text: String { ParkedWords.putBack(replayed).text }
}
