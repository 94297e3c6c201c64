import CRabbit

extension RabbitConnection {
    /// Subscribes to `queue` with a random tag: reused tags lose deliveries on broker 3.10 under churn.
    ///
    /// - Parameters:
    ///   - prefetch: the most messages that wait unsettled at a time.
    ///   - isSettled: whether they count as settled when they are sent.
    /// - Returns: the consumer tag.
    /// - Throws: `RabbitError` when the queue does not exist or may not be read.
    package mutating func consume(
        _ queue: String, prefetch: Int, isSettled: Bool = false
    ) throws(RabbitError) -> String {
        amqp_basic_qos(state, Self.channel, 0, UInt16(clamping: prefetch), 0)
        try check("basic.qos")
        let tag = "lapor-" + String(UInt64.random(in: .min ... .max), radix: 36)
        var arena = TableArena()
        amqp_basic_consume(
            state, Self.channel, arena.bytes(queue.utf8), arena.bytes(tag.utf8), 0, isSettled ? 1 : 0, 0,
            amqp_empty_table)
        try check("basic.consume")
        return tag
    }

    /// Where answers to messages of this connection come that name it as their `reply_to`: no queue, and no right is needed for it
    /// (RabbitMQ's direct reply-to).
    package static let directReplies = "amq.rabbitmq.reply-to"

    /// Ends the subscription; what was delivered before can still be read and settled.
    ///
    /// - Throws: `RabbitError` when the connection is gone.
    package mutating func cancel(_ tag: String) throws(RabbitError) {
        var arena = TableArena()
        amqp_basic_cancel(state, Self.channel, arena.bytes(tag.utf8))
        try check("basic.cancel")
    }

    /// Tells the broker that `tag`, or all unsettled ones up to it, need not be kept.
    ///
    /// - Throws: `RabbitError` `connectionLost`.
    package mutating func acknowledge(_ tag: UInt64, multiple: Bool = false) throws(RabbitError) {
        let status = amqp_basic_ack(state, Self.channel, tag, multiple ? 1 : 0)
        guard status == AMQP_STATUS_OK.rawValue else { throw lost("basic.ack", status) }
    }
}
