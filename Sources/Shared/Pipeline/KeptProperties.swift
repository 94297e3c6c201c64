import Foundation
package import Rabbit

/// The AMQP properties of a message as JSON, from which the very same can be made again, but for proofs of who sent it: whoever
/// puts it back signs it. Texts of headers stand in Base64: AMQP does not promise UTF-8.
package struct KeptProperties: Codable {
    private var contentType: String?
    private var contentEncoding: String?
    private var messageID: String?
    private var type: String?
    private var timestamp: UInt64?
    private var correlationID: String?
    private var replyTo: String?
    private var appID: String?
    private var headers: [String: KeptValue]

    package init(_ properties: MessageProperties) {
        (contentType, contentEncoding) = (properties.contentType, properties.contentEncoding)
        (messageID, type, timestamp) = (properties.messageID, properties.type, properties.timestamp)
        (correlationID, replyTo, appID) = (properties.correlationID, properties.replyTo, properties.appID)
        headers = properties.withoutProofs.headers.mapValues(KeptValue.init)
    }

    /// - Throws: `DecodingError`.
    package init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }

    package var json: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }

    package var properties: MessageProperties {
        MessageProperties(
            contentType: contentType, contentEncoding: contentEncoding, headers: headers.mapValues(\.value),
            messageID: messageID, type: type, timestamp: timestamp, correlationID: correlationID, replyTo: replyTo,
            appID: appID)
    }
}

/// A header's value: one member of these, or none for `void`.
private struct KeptValue: Codable {
    private var boolean: Bool?
    private var integer: Int64?
    /// Bits: JSON has no infinity.
    private var double: UInt64?
    private var bytes: Data?
    private var timestamp: UInt64?
    private var table: [String: KeptValue]?
    private var array: [KeptValue]?

    init(_ value: FieldValue) {
        switch value {
        case .boolean(let value): boolean = value
        case .integer(let value): integer = value
        case .double(let value): double = value.bitPattern
        case .bytes(let value): bytes = Data(value)
        case .timestamp(let value): timestamp = value
        case .table(let value): table = value.mapValues(KeptValue.init)
        case .array(let value): array = value.map(KeptValue.init)
        case .void: break
        }
    }

    var value: FieldValue {
        if let boolean { return .boolean(boolean) }
        if let integer { return .integer(integer) }
        if let double { return .double(Double(bitPattern: double)) }
        if let bytes { return .bytes(Array(bytes)) }
        if let timestamp { return .timestamp(timestamp) }
        if let table { return .table(table.mapValues(\.value)) }
        if let array { return .array(array.map(\.value)) }
        return .void
    }
}
