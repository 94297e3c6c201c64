import Contract
import Foundation
import Rabbit
import Store

/// A queue of parked messages, looked through from its beginning. What is not removed stays: the broker puts it back
/// when the connection closes.
struct DeadQueue: ~Copyable {
    let stage: String
    private var name: String { "\(stage).dead" }
    private var connection: RabbitConnection
    private var left: Int

    /// - Throws: `RabbitError`; `SettingError` without a broker's address.
    init(stage: String) throws {
        let name = "\(stage).dead"
        var connection = try RabbitConnection(to: try Connections.broker())
        // What comes while one looks is for the next look: a replayed message that is parked again must not come round.
        let left = try connection.messageCount(of: name)
        if left > 0 { _ = try connection.consume(name, prefetch: min(left, 65_535)) }
        self.stage = stage
        self.left = left
        self.connection = connection
    }

    /// The next message; nil when all have been seen.
    mutating func next() throws(RabbitError) -> Delivery? {
        guard left > 0 else { return nil }
        left -= 1
        // Somebody else may have taken one meanwhile: then there is no more to wait for.
        while let event = try connection.next(milliseconds: 2000) {
            switch event {
            case .delivery(let delivery): return delivery
            case .closed(_, let text): throw RabbitError(.closedByBroker, in: "basic.consume", text)
            case .consumerCancelled: throw RabbitError(.consumerCancelled, in: "basic.consume", "\(name) is gone")
            default: continue
            }
        }
        left = 0
        return nil
    }

    mutating func remove(_ delivery: Delivery) throws(RabbitError) { try connection.acknowledge(delivery.tag) }
}

/// The record of what people did to parked messages.
struct ParkedActions: ~Copyable {
    private var database: Database

    init() throws { database = try Connections.database() }

    /// Writes down what is about to be done; it is stored when this returns.
    ///
    /// - Parameter keys: the submissions in it, as their channels know them.
    mutating func record(
        _ action: ParkedActionTable.Action, _ letter: DeadLetter, reason: String?, keys: [SubmissionKey] = []
    ) throws {
        let named = ParkedActionTable.Letter(
            id: letter.id, stage: letter.stage, code: letter.code, parkedAt: letter.parkedAt, keys: keys)
        try ParkedActionTable.record(
            action, named, at: try StoreClock.now(&database), actor: NSUserName(), reason: reason, &database)
    }
}
