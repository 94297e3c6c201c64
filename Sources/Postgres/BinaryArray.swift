/// A one-dimensional array in PostgreSQL's binary format: one column of a batch, for `unnest`.
package struct BinaryArray: BinaryValues, Sendable {
    package enum Element: UInt32, Sendable {
        case boolean = 16
        case bytea = 17
        case bigint = 20
        case smallint = 21
        case integer = 23
        case text = 25
        case real = 700
        case date = 1082
        case timestamptz = 1184
        case uuid = 2950
        case json = 114

        /// The array type of the element type (`pg_type.typarray`).
        var array: UInt32 {
            switch self {
            case .boolean: 1000
            case .bytea: 1001
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

    package var writer = BinaryWriter()
    package private(set) var count = 0
    let element: Element

    package init(_ element: Element) {
        self.element = element
        writer.append(Int32(1))  // dimensions
        writer.append(Int32(1))  // may hold NULL: the server looks for itself
        writer.append(Int32(bitPattern: element.rawValue))
        writer.append(Int32(0))  // length, filled in when sent
        writer.append(Int32(1))  // lower bound
    }

    package mutating func willAppend() { count += 1 }

    var encoded: [UInt8] {
        var finished = writer
        finished.overwrite(at: 12, with: Int32(count))
        return finished.bytes
    }
}

/// A value for one `$n` of a statement.
package enum Parameter: Sendable {
    /// An array: a column of a batch.
    case array(BinaryArray)
    case text(String?)
    case bytea([UInt8]?)
    case bigint(Int64)
    case integer(Int32)
    case boolean(Bool)
    /// `timestamptz`, in microseconds since 1970.
    case timestamptz(microseconds: Int64)
    case uuid(high: UInt64, low: UInt64)

    var type: UInt32 {
        switch self {
        case .array(let array): array.element.array
        case .text: 25
        case .bytea: 17
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
        case .bytea(let bytes): return bytes
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
