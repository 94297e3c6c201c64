import Foundation
import Rabbit
import Shared
import Store

/// Puts parked messages back where they came from.
struct ParkedReplay: ~Copyable {
    /// How often a message has been put back, in a header that it keeps.
    static let header = "x-lapor-replays"
    private static let patience = 30_000
    private var connection: RabbitConnection
    private var actions: ParkedActions

    /// - Throws: `SettingError`, and the errors of broker and database.
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
    ///
    /// - Throws: the errors of broker and database.
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
