import Foundation
import Rabbit
import Shared
import Store

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
    /// - Throws: `Failure` `notFound` when none is meant, what `body` throws.
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

package struct DiscardedMessages: CommandResult {
    var discarded: Int
    var ids: [String]

    /// Who did it and why is written down first.
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

package struct ReplayedMessages: CommandResult {
    var replayed: Int
    var ids: [String]

    /// - Parameter rate: messages per second; those that ended workers go back one at a time.
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

struct ParkedReplay: ~Copyable {
    /// How often a message has been put back, in a header that it keeps.
    static let header = "x-lapor-replays"
    private static let patience = 30_000
    private var connection: RabbitConnection
    private var actions: ParkedActions

    init() throws {
        let connection = try Connections.publisher()
        actions = try ParkedActions()
        self.connection = connection
    }

    /// The message as it was before it was parked. Submissions go through their exchange, so that their key counts as it
    /// did; our own events go to the one queue that parked them.
    static func publication(_ delivery: Delivery, _ letter: DeadLetter) -> Publication {
        var properties = delivery.properties
        let replays = (properties.headers[header]?.integer ?? 0) + 1
        properties.headers = properties.headers.filter { name, _ in
            !name.hasPrefix("x-lapor-") && !name.hasPrefix("x-death") && !name.hasPrefix("x-first-death")
                && !name.hasPrefix("x-last-death") && name != "x-delivery-count"
        }
        properties.headers[header] = .integer(replays)
        let isSubmission = letter.stage == "intake" && letter.exchange == Topology.intakeExchange
        return Publication(
            exchange: isSubmission ? letter.exchange : "", routingKey: isSubmission ? letter.routingKey : letter.stage,
            properties: properties, body: delivery.body)
    }

    /// Puts one back: recorded, published and confirmed when this returns.
    mutating func putBack(_ delivery: Delivery, _ letter: DeadLetter) throws {
        try actions.record(.replay, letter, reason: nil)
        try connection.publish(Self.publication(delivery, letter))
        try connection.waitForConfirms(milliseconds: Self.patience)
    }

    /// Waits until the stage has taken everything that waits for it: a message that ends workers must not meet others
    /// of its kind.
    ///
    /// - Throws: `RabbitError`; `Failure` `notYet` when nobody takes it.
    mutating func waitUntilTaken(_ stage: String) throws {
        for _ in 0..<Self.patience / 200 {
            Thread.sleep(forTimeInterval: 0.2)
            if try connection.messageCount(of: stage) == 0 { return Thread.sleep(forTimeInterval: 0.5) }
        }
        throw Failure(.notYet, ParkedWords.notTakenUp(stage))
    }
}
