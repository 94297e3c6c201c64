import CRabbit
import Glibc

/// A message whose header or body has not arrived whole.
struct Assembly {
    enum Purpose {
        case delivery(Delivery)
        case returned(exchange: String, routingKey: String, reason: String)
    }

    var purpose: Purpose
    var properties = MessageProperties()
    var body: [UInt8] = []
    var expected: Int?

    var event: RabbitEvent {
        switch purpose {
        case .delivery(var delivery):
            delivery.properties = properties
            delivery.body = body
            return .delivery(delivery)
        case .returned(let exchange, let routingKey, let reason):
            return .returned(exchange: exchange, routingKey: routingKey, reason: reason)
        }
    }
}

extension RabbitConnection {
    /// The next thing the broker says, or nil when it says nothing within `milliseconds` (0: look, do not wait).
    ///
    /// Reading also keeps the heartbeat going in both directions.
    /// - Throws: `RabbitError` `connectionLost` when the peer is gone or silent for two heartbeats.
    package mutating func next(milliseconds: Int = 0) throws(RabbitError) -> RabbitEvent? {
        if let event = early.popFirst() { return event }
        return try nextFromSocket(milliseconds: milliseconds)
    }

    private mutating func nextFromSocket(milliseconds: Int) throws(RabbitError) -> RabbitEvent? {
        let deadline = MonotonicClock.milliseconds + milliseconds
        while true {
            let left = max(0, deadline - MonotonicClock.milliseconds)
            guard let frame = try readFrame(milliseconds: left) else { return nil }
            if let event = try take(frame) { return event }
        }
    }

    /// Lets the library exchange heartbeats without losing what arrives meanwhile: it is kept for `next`.
    ///
    /// - Throws: as `next`; `closedByBroker` with the broker's reason when it says goodbye.
    package mutating func keepAlive() throws(RabbitError) {
        while early.count < 4096, let event = try nextFromSocket(milliseconds: 0) {
            if case .closed(_, let text) = event { throw RabbitError(.closedByBroker, in: "read", text) }
            early.append(event)
        }
    }

    /// Gives the library's receive buffers back; call it once a turn, when no borrowed bytes are left.
    package mutating func releaseBuffers() { amqp_maybe_release_buffers(state) }

    private mutating func readFrame(milliseconds: Int) throws(RabbitError) -> amqp_frame_t? {
        // A broker that has said goodbye says no more, but may leave the socket open.
        guard isOpen else { throw RabbitError(.connectionLost, in: "read", "the connection is closed") }
        var frame = amqp_frame_t()
        var patience = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        let status = amqp_simple_wait_frame_noblock(state, &frame, &patience)
        if status == AMQP_STATUS_OK.rawValue { return frame }
        if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
        isOpen = false
        throw RabbitError(.connectionLost, in: "read", Self.words(for: status))
    }

    private mutating func take(_ frame: amqp_frame_t) throws(RabbitError) -> RabbitEvent? {
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD: return try takeMethod(frame)
        case AMQP_FRAME_HEADER: return try takeHeader(frame)
        case AMQP_FRAME_BODY: return try takeBody(frame)
        default: return nil
        }
    }

    private mutating func takeMethod(_ frame: amqp_frame_t) throws(RabbitError) -> RabbitEvent? {
        var frame = frame
        let id = crabbit_method_id(&frame)
        guard let decoded = crabbit_method(&frame) else { throw violation("method \(id) without arguments") }
        switch Int(id) {
        case crabbit_basic_deliver:
            let method = decoded.assumingMemoryBound(to: amqp_basic_deliver_t.self).pointee
            assembly = Assembly(
                purpose: .delivery(
                    Delivery(
                        tag: method.delivery_tag, redelivered: method.redelivered != 0,
                        exchange: String(copying: method.exchange), routingKey: String(copying: method.routing_key))))
            return nil
        case crabbit_basic_return:
            let method = decoded.assumingMemoryBound(to: amqp_basic_return_t.self).pointee
            assembly = Assembly(
                purpose: .returned(
                    exchange: String(copying: method.exchange), routingKey: String(copying: method.routing_key),
                    reason: "\(method.reply_code) \(String(copying: method.reply_text))"))
            return nil
        case crabbit_basic_ack:
            let method = decoded.assumingMemoryBound(to: amqp_basic_ack_t.self).pointee
            window.confirm(method.delivery_tag, multiple: method.multiple != 0)
            return .confirmed(tag: method.delivery_tag, multiple: method.multiple != 0)
        case crabbit_basic_nack:
            let method = decoded.assumingMemoryBound(to: amqp_basic_nack_t.self).pointee
            window.refuse(method.delivery_tag, multiple: method.multiple != 0)
            return .notAccepted(tag: method.delivery_tag, multiple: method.multiple != 0)
        default:
            return try takeRareMethod(id, decoded)
        }
    }

    private mutating func takeRareMethod(
        _ id: UInt32, _ decoded: UnsafeMutableRawPointer
    ) throws(RabbitError) -> RabbitEvent? {
        switch Int(id) {
        case crabbit_basic_cancel:
            let method = decoded.assumingMemoryBound(to: amqp_basic_cancel_t.self).pointee
            return .consumerCancelled(tag: String(copying: method.consumer_tag))
        case crabbit_connection_blocked:
            let method = decoded.assumingMemoryBound(to: amqp_connection_blocked_t.self).pointee
            let reason = String(copying: method.reason)
            blockReason = reason
            return .blocked(reason: reason)
        case crabbit_connection_unblocked:
            blockReason = nil
            return .unblocked
        case crabbit_channel_close, crabbit_connection_close:
            isOpen = false
            let text = Self.closeText(method: id, decoded: decoded)
            return .closed(code: Int(text.prefix(3)) ?? 0, text: text)
        default:
            throw violation("unexpected method \(id)")
        }
    }

    private mutating func takeHeader(_ frame: amqp_frame_t) throws(RabbitError) -> RabbitEvent? {
        var frame = frame
        guard assembly != nil else { throw violation("a header that belongs to no message") }
        let size = Int(crabbit_body_size(&frame))
        if let properties = crabbit_properties(&frame) {
            assembly?.properties = MessageProperties(copying: properties.pointee)
        }
        assembly?.expected = size
        assembly?.body.reserveCapacity(min(size, 1 << 20))
        return finishAssembly()
    }

    private mutating func takeBody(_ frame: amqp_frame_t) throws(RabbitError) -> RabbitEvent? {
        var frame = frame
        guard assembly?.expected != nil else { throw violation("a body that belongs to no message") }
        let fragment = crabbit_body(&frame)
        assembly?.body.append(contentsOf: UnsafeRawBufferPointer(start: fragment.bytes, count: fragment.len))
        return finishAssembly()
    }

    private mutating func finishAssembly() -> RabbitEvent? {
        guard let whole = assembly, let expected = whole.expected, whole.body.count >= expected else { return nil }
        assembly = nil
        if case .returned(let exchange, let key, _) = whole.purpose {
            window.giveBack(Route(exchange: exchange, key: key))
        }
        return whole.event
    }

    private mutating func violation(_ reason: String) -> RabbitError {
        isOpen = false
        return RabbitError(.protocolViolation, in: "read", reason)
    }
}

extension MessageProperties {
    init(copying source: amqp_basic_properties_t) {
        func string(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? {
            source._flags & amqp_flags_t(flag) == 0 ? nil : String(copying: bytes)
        }
        self.init(
            contentType: string(AMQP_BASIC_CONTENT_TYPE_FLAG, source.content_type),
            contentEncoding: string(AMQP_BASIC_CONTENT_ENCODING_FLAG, source.content_encoding),
            messageID: string(AMQP_BASIC_MESSAGE_ID_FLAG, source.message_id),
            type: string(AMQP_BASIC_TYPE_FLAG, source.type),
            timestamp: source._flags & amqp_flags_t(AMQP_BASIC_TIMESTAMP_FLAG) == 0 ? nil : source.timestamp,
            correlationID: string(AMQP_BASIC_CORRELATION_ID_FLAG, source.correlation_id),
            replyTo: string(AMQP_BASIC_REPLY_TO_FLAG, source.reply_to),
            appID: string(AMQP_BASIC_APP_ID_FLAG, source.app_id),
            account: string(AMQP_BASIC_USER_ID_FLAG, source.user_id))
        if source._flags & amqp_flags_t(AMQP_BASIC_HEADERS_FLAG) != 0, source.headers.num_entries > 0 {
            headers = [String: FieldValue](copying: source.headers)
        }
    }
}
