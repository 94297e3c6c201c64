/// The properties of a message that are read and written here (AMQP 0-9-1, class basic).
public struct MessageProperties: Sendable, Equatable {
    /// MIME type of the body.
    public var contentType: String?
    /// Encoding of the body, such as `gzip`.
    public var contentEncoding: String?
    /// Application headers.
    public var headers: [String: FieldValue]
    /// Identity of the message.
    public var messageID: String?
    /// Kind of the message.
    public var type: String?
    /// Seconds since 1970.
    public var timestamp: UInt64?
    /// What the message belongs to, in its sender's words.
    public var correlationID: String?
    /// Where its sender waits for an answer.
    public var replyTo: String?
    /// The application that sent it.
    public var appID: String?

    /// Properties; everything may be absent.
    public init(
        contentType: String? = nil, contentEncoding: String? = nil, headers: [String: FieldValue] = [:],
        messageID: String? = nil, type: String? = nil, timestamp: UInt64? = nil, correlationID: String? = nil,
        replyTo: String? = nil, appID: String? = nil
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
    }
}

/// A message that the broker delivered and waits to have settled.
public struct Delivery: Sendable, Equatable {
    /// The number to acknowledge it by, on its own channel only.
    public var tag: UInt64
    /// Whether the broker has delivered it before.
    public var redelivered: Bool
    /// The exchange it was published to.
    public var exchange: String
    /// The key it was published with.
    public var routingKey: String
    /// Its properties.
    public var properties: MessageProperties
    /// Its bytes.
    public var body: [UInt8]

    /// A delivery; tests make their own.
    public init(
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
    public var deliveryCount: Int { Int(properties.headers["x-delivery-count"]?.integer ?? (redelivered ? 1 : 0)) }
}

/// Where a message is sent: an exchange and a key.
public struct Route: Sendable, Hashable, CustomStringConvertible {
    /// The exchange; empty for the default one.
    public let exchange: String
    /// The key.
    public let key: String

    /// A route to `exchange` with `key`.
    public init(exchange: String, key: String) {
        self.exchange = exchange
        self.key = key
    }

    /// For a log: the key, and the exchange unless it is the default one.
    public var description: String { exchange.isEmpty ? key : "\(exchange) \(key)" }
}

/// A message to publish; always persistent.
public struct Publication: Sendable, Equatable {
    /// Whether it comes back when no queue wants it. What nobody waits for any more may be dropped.
    public var isMandatory: Bool
    /// Where to; empty for the default exchange.
    public var exchange: String
    /// With what key.
    public var routingKey: String
    /// Its properties.
    public var properties: MessageProperties
    /// Its bytes.
    public var body: [UInt8]
    /// Where it is sent.
    public var route: Route { Route(exchange: exchange, key: routingKey) }

    /// A message for `exchange` with `routingKey`.
    public init(
        exchange: String, routingKey: String, properties: MessageProperties, body: [UInt8], isMandatory: Bool = true
    ) {
        self.isMandatory = isMandatory
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
    }
}
