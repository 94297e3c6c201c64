/// A value in an AMQP table: what a message header holds.
package indirect enum FieldValue: Sendable, Equatable {
    case boolean(Bool)
    /// Any of AMQP's integer types, widened.
    case integer(Int64)
    case double(Double)
    /// A long string, as its bytes: AMQP does not promise UTF-8.
    case bytes([UInt8])
    /// Seconds since 1970.
    case timestamp(UInt64)
    case table([String: FieldValue])
    case array([FieldValue])
    /// No value, or one of a type or depth that is not read.
    case void

    package static func text(_ string: String) -> FieldValue { .bytes(Array(string.utf8)) }

    /// About how many bytes the value takes in a message.
    package var encodedSize: Int {
        switch self {
        case .bytes(let bytes): bytes.count + 6
        case .table(let table): table.reduce(6) { $0 + $1.key.utf8.count + 1 + $1.value.encodedSize }
        case .array(let array): array.reduce(6) { $0 + $1.encodedSize }
        default: 10
        }
    }

    package var text: String? {
        guard case .bytes(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    package var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }
}
