package import Contract
import Crypto
package import Rabbit

/// What is kept of a body above the contract's limit: its beginning, from which somebody can tell who sent what, its size, its
/// SHA-256, and its number. It can never be taken in as it is, and whole bodies would fill the queue.
package enum ParkedHead {
    /// Bytes of the beginning.
    static let bytes = 4096
    /// Above these its number is not looked for: reading so much is what its sender may want.
    static let readable = 4 << 20
    /// Size of the whole body, in bytes.
    package static let sizeHeader = "x-lapor-size"
    package static let hashHeader = "x-lapor-sha256"
    static let channelHeader = "x-lapor-named-channel"
    static let idHeader = "x-lapor-named-id"
    static let headers: Set<String> = [sizeHeader, hashHeader, channelHeader, idHeader]

    /// The beginning of `body`, not within a character, and headers with the rest.
    static func of(_ body: [UInt8]) -> (body: [UInt8], headers: [String: FieldValue]) {
        var end = min(bytes, body.count)
        while end > 0, end < body.count, body[end] & 0xC0 == 0x80 { end -= 1 }
        let hash = SHA256.hash(data: body).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        var headers: [String: FieldValue] = [
            sizeHeader: .integer(Int64(body.count)), hashHeader: .text(hash.joined()),
        ]
        if body.count <= readable, let key = number(of: body) {
            headers[channelHeader] = .text(key.channel)
            headers[idHeader] = .text(key.externalID)
        }
        return (Array(body[..<end]), headers)
    }

    /// The number of a single submission, plain or in an event.
    private static func number(of body: [UInt8]) -> SubmissionKey? {
        guard let fields = JSONFields(body, in: body.indices) else { return nil }
        let data = (try? fields.optionalObject("data")) ?? nil
        func text(_ name: String) -> String? {
            [fields, data].lazy.compactMap(\.self).compactMap { (try? $0.optionalString(name)) ?? nil }.first
        }
        return text("external_id").map { SubmissionKey(channel: text("channel") ?? "", externalID: $0) }
    }

    /// The number of a message of which only the beginning is kept; nil when all of it is, or the number is not known.
    package static func key(_ delivery: Delivery) -> SubmissionKey? {
        guard let id = delivery.properties.headers[idHeader]?.text else { return nil }
        return SubmissionKey(channel: delivery.properties.headers[channelHeader]?.text ?? "", externalID: id)
    }

    /// Whether only the beginning of the body is there.
    package static func isCut(_ delivery: Delivery) -> Bool { delivery.properties.headers[sizeHeader] != nil }
}
