package import Complaints
package import Rabbit

/// Where the sender of a message wants to hear what became of it (AMQP `reply_to`).
package struct ReplyAddress: Sendable, Equatable {
    /// Their own queue.
    package let queue: String
    /// What they know the message by.
    package let correlationID: String?

    /// The answer to what the message said.
    ///
    /// - Parameters:
    ///   - id: of the CloudEvent in `json`.
    ///   - trace: what the sender traces the cause by; nil: they do not.
    package func answer(_ id: String, _ json: [UInt8], trace: TraceParent?) -> Outbound {
        var message = Outbound(
            routingKey: queue, messageID: id, json: json, to: .sender(correlationID: correlationID))
        message.trace = trace
        return message
    }
}

extension Delivery {
    /// Nil: nobody waits for an answer, or the queue is one of lapor's, which its senders must not feed with answers.
    package var replyAddress: ReplyAddress? {
        guard let queue = properties.replyTo, !queue.isEmpty, !Topology.isOurs(queue) else { return nil }
        return ReplyAddress(queue: queue, correlationID: properties.correlationID)
    }
}
