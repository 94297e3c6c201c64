import Foundation
package import Rabbit
import Shared

extension TestBroker {
    /// Makes a quorum queue.
    ///
    /// - Throws: `RabbitError`.
    package func declareQueue(_ name: String) throws {
        var connection = try connect()
        try connection.declareQueue(name, arguments: ["x-queue-type": .text("quorum")])
    }

    /// Publishes and waits for the confirms.
    ///
    /// - Throws: `RabbitError`, also when a message is returned or refused.
    package func publish(_ messages: [Publication]) throws {
        var connection = try connect()
        try connection.selectConfirms()
        for message in messages { try connection.publish(message) }
        try connection.waitForConfirms(milliseconds: 10_000)
    }

    /// Publishes one message to a queue.
    ///
    /// - Throws: `RabbitError`, also when it is returned or refused.
    package func publish(
        to queue: String, _ body: [UInt8] = [], properties: MessageProperties = MessageProperties()
    ) throws {
        try publish([Publication(exchange: "", routingKey: queue, properties: properties, body: body)])
    }

    /// How many messages wait in `queue`, not counting those that are delivered and unsettled.
    ///
    /// - Throws: `RabbitError` `closedByBroker` when there is no such queue.
    package func depth(_ queue: String) throws -> Int {
        var connection = try connect()
        return try connection.messageCount(of: queue)
    }

    /// Takes `count` messages out of `queue`; fewer when they do not come within `seconds`.
    ///
    /// - Throws: `RabbitError`.
    package func take(_ queue: String, _ count: Int = 1, seconds: Int = 10) throws -> [Delivery] {
        try read(queue, count, seconds, keep: false)
    }

    /// Reads up to `count` messages of `queue` and leaves them there. Each look counts as a delivery.
    ///
    /// - Throws: `RabbitError`.
    package func look(_ queue: String, _ count: Int = 1, seconds: Int = 10) throws -> [Delivery] {
        try read(queue, count, seconds, keep: true)
    }

    private func read(_ queue: String, _ count: Int, _ seconds: Int, keep: Bool) throws -> [Delivery] {
        guard count > 0 else { return [] }
        var connection = try connect()
        let tag = try connection.consume(queue, prefetch: count)
        var deliveries: [Delivery] = []
        let end = SocketBreaker.monotonicMilliseconds + seconds * 1000
        while deliveries.count < count {
            let left = end - SocketBreaker.monotonicMilliseconds
            guard left > 0, let event = try connection.next(milliseconds: left) else { break }
            if case .delivery(let delivery) = event { deliveries.append(delivery) }
        }
        if !keep, let last = deliveries.last { try connection.acknowledge(last.tag, multiple: true) }
        // Answered after the acknowledgement was read: what was taken is gone when this returns.
        try connection.cancel(tag)
        return deliveries
    }

    /// Removes everything from `queue`.
    ///
    /// - Throws: `TopologyError`.
    package func purge(_ queue: String) throws {
        try api.send("DELETE", "queues/\(path)/\(ManagementAPI.escape(queue))/contents", [])
    }

    /// Deletes `queue`.
    ///
    /// - Throws: `TopologyError`.
    package func deleteQueue(_ queue: String) throws {
        try api.send("DELETE", "queues/\(path)/\(ManagementAPI.escape(queue))", [])
    }
}
