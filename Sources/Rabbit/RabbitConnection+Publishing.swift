import CRabbit

extension RabbitConnection {
    /// Puts the channel into confirm mode: from now on every publish is answered.
    ///
    /// - Throws: `RabbitError` when the broker does not agree.
    package mutating func selectConfirms() throws(RabbitError) {
        amqp_confirm_select(state, Self.channel)
        try check("confirm.select")
        window = ConfirmWindow()
    }

    /// Sends one persistent message; its confirm is still to come.
    ///
    /// - Throws: `RabbitError` `connectionLost` when the socket is gone.
    package mutating func publish(_ message: Publication) throws(RabbitError) {
        var arena = TableArena()
        var properties = amqp_basic_properties_t()
        var flags = AMQP_BASIC_DELIVERY_MODE_FLAG
        properties.delivery_mode = 2
        func set(_ value: String?, _ flag: Int32, _ field: inout amqp_bytes_t, _ arena: inout TableArena) {
            guard let value else { return }
            field = arena.bytes(value.utf8)
            flags |= flag
        }
        set(message.properties.contentType, AMQP_BASIC_CONTENT_TYPE_FLAG, &properties.content_type, &arena)
        set(message.properties.contentEncoding, AMQP_BASIC_CONTENT_ENCODING_FLAG, &properties.content_encoding, &arena)
        // What is longer does not fit, and nobody could publish the message at all; its body says who it is.
        let name = message.properties.messageID.flatMap { $0.utf8.count <= Self.shortString ? $0 : nil }
        set(name, AMQP_BASIC_MESSAGE_ID_FLAG, &properties.message_id, &arena)
        set(message.properties.type, AMQP_BASIC_TYPE_FLAG, &properties.type, &arena)
        set(message.properties.correlationID, AMQP_BASIC_CORRELATION_ID_FLAG, &properties.correlation_id, &arena)
        set(message.properties.replyTo, AMQP_BASIC_REPLY_TO_FLAG, &properties.reply_to, &arena)
        set(message.properties.appID, AMQP_BASIC_APP_ID_FLAG, &properties.app_id, &arena)
        set(account, AMQP_BASIC_USER_ID_FLAG, &properties.user_id, &arena)
        if let timestamp = message.properties.timestamp {
            properties.timestamp = timestamp
            flags |= AMQP_BASIC_TIMESTAMP_FLAG
        }
        if !message.properties.headers.isEmpty {
            properties.headers = arena.table(message.properties.headers)
            flags |= AMQP_BASIC_HEADERS_FLAG
        }
        properties._flags = amqp_flags_t(flags)
        let exchange = arena.bytes(message.exchange.utf8)
        let key = arena.bytes(message.routingKey.utf8)
        let status = message.body.withUnsafeBytes { body in
            amqp_basic_publish(
                state, Self.channel, exchange, key, message.isMandatory ? 1 : 0, 0, &properties,
                amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress)))
        }
        guard status == AMQP_STATUS_OK.rawValue else { throw lost("basic.publish", status) }
        window.publish()
    }

    /// Bytes of a short string (AMQP 0-9-1, 4.2.5.3).
    private static let shortString = 255

    package var unconfirmed: Int { window.outstanding }

    /// How many messages were published since `selectConfirms`.
    package var published: UInt64 { window.published }

    /// Those of `messages` that are in no queue as far as is known, when they were published in this order and
    /// `published` was `before` then.
    package func notTaken(of messages: [Publication], publishedAfter before: UInt64) -> [Publication] {
        zip(messages, (before + 1)...).filter { !window.isTaken($1, by: $0.route) }.map(\.0)
    }

    /// Reads until every publish is answered.
    ///
    /// - Parameter milliseconds: how long to wait altogether.
    /// - Throws: `RabbitError` `timeout` when some stay unanswered, `unroutable` when one was returned (although it
    ///   is confirmed as well), `notAccepted` when one was refused, `closedByBroker`, `connectionLost`.
    package mutating func waitForConfirms(milliseconds: Int) throws(RabbitError) {
        let deadline = MonotonicClock.milliseconds + milliseconds
        // What is not an answer to a publish is for whoever reads next.
        var kept: [RabbitEvent] = []
        defer { if !kept.isEmpty { early = kept + early } }
        while window.outstanding > 0 {
            let left = deadline - MonotonicClock.milliseconds
            guard left > 0 else {
                throw RabbitError(.timeout, in: "confirm", "\(window.outstanding) publishes unanswered")
            }
            switch try next(milliseconds: left) {
            case .closed(_, let text)?: throw RabbitError(.closedByBroker, in: "confirm", text)
            case .delivery(let delivery)?: kept.append(.delivery(delivery))
            case .consumerCancelled(let tag)?: kept.append(.consumerCancelled(tag: tag))
            default: continue
            }
        }
        if !window.returned.isEmpty {
            let routes = window.returned.map(\.description).sorted().joined(separator: ", ")
            throw RabbitError(.unroutable, in: "basic.publish", "no queue is bound for \(routes)")
        }
        if window.refused > 0 {
            throw RabbitError(.notAccepted, in: "basic.publish", "\(window.refused) refused by basic.nack")
        }
    }

    mutating func lost(_ operation: String, _ status: Int32) -> RabbitError {
        isOpen = false
        return RabbitError(.connectionLost, in: operation, Self.words(for: status))
    }

    mutating func check(_ operation: String) throws(RabbitError) {
        do throws(RabbitError) {
            try Self.check(amqp_get_rpc_reply(state), operation)
        } catch {
            // After any failed method the channel is closed or its state unknown: never reuse it.
            isOpen = false
            throw error
        }
    }
}
