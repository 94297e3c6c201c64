import CRabbit

extension RabbitConnection {
    /// Makes a durable exchange, or finds that it is there with the same properties.
    ///
    /// - Parameter alternate: the exchange that gets what it cannot route.
    /// - Throws: `RabbitError` `closedByBroker` (406) when it exists otherwise.
    package mutating func declareExchange(
        _ name: String, type: String, alternate: String? = nil
    ) throws(RabbitError) {
        var arena = TableArena()
        let arguments = alternate.map { ["alternate-exchange": FieldValue.text($0)] } ?? [:]
        amqp_exchange_declare(
            state, Self.channel, arena.bytes(name.utf8), arena.bytes(type.utf8), 0, 1, 0, 0, arena.table(arguments))
        try check("exchange.declare \(name)")
    }

    /// Looks whether an exchange is there.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (404) when it is not.
    package mutating func checkExchange(_ name: String) throws(RabbitError) {
        var arena = TableArena()
        amqp_exchange_declare(
            state, Self.channel, arena.bytes(name.utf8), arena.bytes("topic".utf8), 1, 1, 0, 0, amqp_empty_table)
        try check("exchange.declare \(name)")
    }

    /// Makes a durable queue, or finds that it is there with the same arguments.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (406) when it exists otherwise.
    package mutating func declareQueue(_ name: String, arguments: [String: FieldValue]) throws(RabbitError) {
        var arena = TableArena()
        _ = amqp_queue_declare(state, Self.channel, arena.bytes(name.utf8), 0, 1, 0, 0, arena.table(arguments))
        try check("queue.declare \(name)")
    }

    /// Binds `queue` to `exchange` for `key`.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (404) when one of them is missing.
    package mutating func bind(_ queue: String, to exchange: String, key: String) throws(RabbitError) {
        var arena = TableArena()
        amqp_queue_bind(
            state, Self.channel, arena.bytes(queue.utf8), arena.bytes(exchange.utf8), arena.bytes(key.utf8),
            amqp_empty_table)
        try check("queue.bind \(queue)")
    }

    /// Binds an exchange to another one, `source`, for `key`.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (404) when one of them is missing.
    package mutating func bind(exchange name: String, to source: String, key: String) throws(RabbitError) {
        var arena = TableArena()
        amqp_exchange_bind(
            state, Self.channel, arena.bytes(name.utf8), arena.bytes(source.utf8), arena.bytes(key.utf8),
            amqp_empty_table)
        try check("exchange.bind \(name)")
    }

    /// Takes away what binds `queue` to `exchange` for `key`; nothing happens when it is not there.
    ///
    /// - Throws: `RabbitError` when the broker refuses.
    package mutating func unbind(_ queue: String, from exchange: String, key: String) throws(RabbitError) {
        var arena = TableArena()
        amqp_queue_unbind(
            state, Self.channel, arena.bytes(queue.utf8), arena.bytes(exchange.utf8), arena.bytes(key.utf8),
            amqp_empty_table)
        try check("queue.unbind \(queue)")
    }

    /// How many messages wait in `queue`.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (404) when there is no such queue; the connection is then closed.
    package mutating func messageCount(of queue: String) throws(RabbitError) -> Int { try depth(of: queue).ready }

    /// How many messages wait in `queue`, and how many consumers it has.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (404) when there is no such queue; the connection is then closed.
    package mutating func depth(of queue: String) throws(RabbitError) -> (ready: Int, consumers: Int) {
        var arena = TableArena()
        let reply = amqp_queue_declare(state, Self.channel, arena.bytes(queue.utf8), 1, 1, 0, 0, amqp_empty_table)
        try check("queue.declare \(queue)")
        return (Int(reply?.pointee.message_count ?? 0), Int(reply?.pointee.consumer_count ?? 0))
    }

    /// Removes a queue with all its messages.
    ///
    /// - Throws: `RabbitError` when the broker refuses.
    package mutating func deleteQueue(_ name: String) throws(RabbitError) {
        var arena = TableArena()
        _ = amqp_queue_delete(state, Self.channel, arena.bytes(name.utf8), 0, 0)
        try check("queue.delete \(name)")
    }
}
