/// A one-dimensional array in PostgreSQL's binary format: one column of a batch, for `unnest`.
public struct BinaryArray: BinaryValues, Sendable {
    /// The element types that are sent.
    public enum Element: UInt32, Sendable {
        /// `boolean`
        case boolean = 16
        /// `bigint`
        case bigint = 20
        /// `smallint`
        case smallint = 21
        /// `integer`
        case integer = 23
        /// `text`
        case text = 25
        /// `real`
        case real = 700
        /// `date`
        case date = 1082
        /// `timestamptz`
        case timestamptz = 1184
        /// `uuid`
        case uuid = 2950
        /// `json`
        case json = 114

        /// The array type of the element type (`pg_type.typarray`).
        var array: UInt32 {
            switch self {
            case .boolean: 1000
            case .bigint: 1016
            case .smallint: 1005
            case .integer: 1007
            case .text: 1009
            case .real: 1021
            case .date: 1182
            case .timestamptz: 1185
            case .uuid: 2951
            case .json: 199
            }
        }
    }

    /// The bytes so far.
    public var writer = BinaryWriter()
    /// How many elements.
    public private(set) var count = 0
    let element: Element

    /// An empty array of `element`.
    public init(_ element: Element) {
        self.element = element
        writer.append(Int32(1))  // dimensions
        writer.append(Int32(1))  // may hold NULL: the server looks for itself
        writer.append(Int32(bitPattern: element.rawValue))
        writer.append(Int32(0))  // length, filled in when sent
        writer.append(Int32(1))  // lower bound
    }

    /// Counts one element.
    public mutating func willAppend() { count += 1 }

    /// The finished bytes.
    var encoded: [UInt8] {
        var finished = writer
        finished.overwrite(at: 12, with: Int32(count))
        return finished.bytes
    }
}

/// A value for one `$n` of a statement.
public enum Parameter: Sendable {
    /// An array: a column of a batch.
    case array(BinaryArray)
    /// `text`
    case text(String?)
    /// `bigint`
    case bigint(Int64)
    /// `integer`
    case integer(Int32)
    /// `boolean`
    case boolean(Bool)
    /// `timestamptz`, in microseconds since 1970.
    case timestamptz(microseconds: Int64)
    /// `uuid`
    case uuid(high: UInt64, low: UInt64)

    var type: UInt32 {
        switch self {
        case .array(let array): array.element.array
        case .text: 25
        case .bigint: 20
        case .integer: 23
        case .boolean: 16
        case .timestamptz: 1184
        case .uuid: 2950
        }
    }

    /// The value in binary format, or nil for NULL.
    var bytes: [UInt8]? {
        var writer = BinaryWriter()
        switch self {
        case .array(let array): return array.encoded
        case .text(let text): return text.map { Array($0.utf8) }
        case .bigint(let value): writer.append(value)
        case .integer(let value): writer.append(value)
        case .boolean(let value): return [value ? 1 : 0]
        case .timestamptz(let microseconds): writer.append(microseconds - postgresEpochMicroseconds)
        case .uuid(let high, let low):
            writer.append(high)
            writer.append(low)
        }
        return writer.bytes
    }
}
