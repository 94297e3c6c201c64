import CRabbit

// What the account may do, found out without doing it. RabbitMQ tells nobody but administrators.

extension RabbitConnection {
    /// Looks whether `queue`, a quorum queue, may be read. Nothing is delivered: such a queue refuses a limit for the whole channel,
    /// which is looked at after the right.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (403) when it may not. The connection is closed either way.
    package mutating func checkReading(_ queue: String) throws(RabbitError) {
        amqp_basic_qos(state, Self.channel, 0, 1, 1)
        try check("basic.qos")
        var arena = TableArena()
        amqp_basic_consume(
            state, Self.channel, arena.bytes(queue.utf8), amqp_empty_bytes, 0, 0, 0, amqp_empty_table)
        do throws(RabbitError) {
            try check("basic.consume")
        } catch {
            // 540: this queue cannot be read in this way, but it may be read.
            guard error.code == .closedByBroker, error.reason.hasPrefix("540") else { throw error }
        }
    }

    /// Looks whether messages may be published to `exchange`: who may, may also take a binding away from it. The other end that is
    /// named is the default exchange, which nothing can be bound to: this the broker says after it has looked at the right to
    /// write, and before any other right.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (403) when they may not. The connection is closed either way.
    package mutating func checkWriting(_ exchange: String) throws(RabbitError) {
        var arena = TableArena()
        amqp_exchange_unbind(
            state, Self.channel, arena.bytes(exchange.utf8), amqp_empty_bytes,
            arena.bytes("lapor.no-such-binding".utf8), amqp_empty_table)
        do throws(RabbitError) {
            try check("exchange.unbind \(exchange)")
        } catch {
            guard error.code == .closedByBroker, error.reason.contains("default exchange") else { throw error }
        }
    }
}
