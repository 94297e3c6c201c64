/// The properties of a message that are read and written here (AMQP 0-9-1, class basic).
package struct MessageProperties: Sendable, Equatable {
    package var contentType: String?
    /// Encoding of the body, such as `gzip`.
    package var contentEncoding: String?
    package var headers: [String: FieldValue]
    package var messageID: String?
    package var type: String?
    /// Seconds since 1970.
    package var timestamp: UInt64?
    /// What the message belongs to, in its sender's words.
    package var correlationID: String?
    package var replyTo: String?
    package var appID: String?
    /// The account that published it, which the broker has compared (`user_id`); nil: its sender did not say. It is read only: a
    /// connection names its own account, and nobody else's.
    package var account: String?

    package init(
        contentType: String? = nil, contentEncoding: String? = nil, headers: [String: FieldValue] = [:],
        messageID: String? = nil, type: String? = nil, timestamp: UInt64? = nil, correlationID: String? = nil,
        replyTo: String? = nil, appID: String? = nil, account: String? = nil
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.headers = headers
        self.messageID = messageID
        self.type = type
        self.timestamp = timestamp
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.appID = appID
        self.account = account
    }
}

/// A message that the broker delivered and waits to have settled.
package struct Delivery: Sendable, Equatable {
    /// The number to acknowledge it by, on its own channel only.
    package var tag: UInt64
    package var redelivered: Bool
    package var exchange: String
    package var routingKey: String
    package var properties: MessageProperties
    package var body: [UInt8]

    /// A delivery; tests make their own.
    package init(
        tag: UInt64, redelivered: Bool = false, exchange: String = "", routingKey: String = "",
        properties: MessageProperties = MessageProperties(), body: [UInt8] = []
    ) {
        self.tag = tag
        self.redelivered = redelivered
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
    }

    /// How often a quorum queue has delivered it before (`x-delivery-count`).
    package var deliveryCount: Int { Int(properties.headers["x-delivery-count"]?.integer ?? (redelivered ? 1 : 0)) }
}

package struct Route: Sendable, Hashable, CustomStringConvertible {
    /// The exchange; empty for the default one.
    package let exchange: String
    package let key: String

    package init(exchange: String, key: String) {
        self.exchange = exchange
        self.key = key
    }

    /// For a log: the key, and the exchange unless it is the default one.
    package var description: String { exchange.isEmpty ? key : "\(exchange) \(key)" }
}

/// A message to publish; always persistent.
package struct Publication: Sendable, Equatable {
    /// Whether it comes back when no queue wants it. What nobody waits for any more may be dropped.
    package var isMandatory: Bool
    /// Where to; empty for the default exchange.
    package var exchange: String
    package var routingKey: String
    package var properties: MessageProperties
    package var body: [UInt8]
    package var route: Route { Route(exchange: exchange, key: routingKey) }

    package init(
        exchange: String, routingKey: String, properties: MessageProperties, body: [UInt8], isMandatory: Bool = true
    ) {
        self.isMandatory = isMandatory
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
    }
}
