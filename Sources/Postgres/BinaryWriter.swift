/// PostgreSQL's binary formats, big-endian, appended to a buffer. Opaque outside this module.
package struct BinaryWriter: Sendable {
    @usableFromInline var bytes: [UInt8] = []

    @usableFromInline init() {}

    @inlinable mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        append(MemoryLayout<Value>.size) { $0.storeBytes(of: value.bigEndian, as: Value.self) }
    }

    /// A value of fixed size behind its length, in one step: rows hold many.
    @inlinable mutating func append<Value: FixedWidthInteger>(counted value: Value) {
        append(4 + MemoryLayout<Value>.size) { place in
            place.storeBytes(of: Int32(truncatingIfNeeded: MemoryLayout<Value>.size).bigEndian, as: Int32.self)
            (place + 4).storeBytes(of: value.bigEndian, as: Value.self)
        }
    }

    @inlinable mutating func appendUUID(high: UInt64, low: UInt64) {
        append(20) { place in
            place.storeBytes(of: Int32(16).bigEndian, as: Int32.self)
            (place + 4).storeBytes(of: high.bigEndian, as: UInt64.self)
            (place + 12).storeBytes(of: low.bigEndian, as: UInt64.self)
        }
    }

    /// - Parameter write: initializes all `count` bytes from the place that it is given.
    @inlinable @inline(__always)
    mutating func append(_ count: Int, _ write: (UnsafeMutableRawPointer) -> Void) {
        bytes.append(addingCapacity: count) { bytes in
            bytes.withUnsafeMutableBufferPointer { buffer, initialized in
                // There is room for `count` bytes, so there is a first one.
                guard let first = buffer.baseAddress else { return }
                write(UnsafeMutableRawPointer(first + initialized))
                initialized += count
            }
        }
    }

    mutating func overwrite(at offset: Int, with value: Int32) {
        withUnsafeBytes(of: value.bigEndian) { source in
            for index in 0..<4 { bytes[offset + index] = source[index] }
        }
    }
}

/// Microseconds from 1970, the epoch of everyone else, to 2000, PostgreSQL's.
@usableFromInline let postgresEpochMicroseconds: Int64 = 946_684_800_000_000
/// Days between the same two.
@usableFromInline let postgresEpochDays: Int32 = 10_957

/// Values in PostgreSQL's binary format, each preceded by its length: the elements of an array, the fields of a row.
package protocol BinaryValues {
    var writer: BinaryWriter { get set }
    /// Called before each value.
    mutating func willAppend()
}

extension BinaryValues {
    @inlinable package mutating func appendNull() {
        willAppend()
        writer.append(Int32(-1))
    }

    @inlinable package mutating func append(_ value: Bool) {
        willAppend()
        writer.append(counted: UInt8(value ? 1 : 0))
    }

    @inlinable package mutating func append(_ value: Int16) {
        willAppend()
        writer.append(counted: value)
    }

    @inlinable package mutating func append(_ value: Int32) {
        willAppend()
        writer.append(counted: value)
    }

    @inlinable package mutating func append(_ value: Int64) {
        willAppend()
        writer.append(counted: value)
    }

    @inlinable package mutating func append(_ value: Double) {
        append(Int64(bitPattern: value.bitPattern))
    }

    @inlinable package mutating func append(_ value: Float) {
        append(Int32(bitPattern: value.bitPattern))
    }

    /// A `uuid` by its two halves.
    @inlinable package mutating func appendUUID(high: UInt64, low: UInt64) {
        willAppend()
        writer.appendUUID(high: high, low: low)
    }

    /// A `timestamptz`, in microseconds since 1970.
    @inlinable package mutating func appendTimestamp(microseconds: Int64) {
        append(microseconds - postgresEpochMicroseconds)
    }

    /// A `date`, in days since 1970.
    @inlinable package mutating func appendDate(days: Int) { append(Int32(days) - postgresEpochDays) }

    /// A `text`, `json` or any other type whose binary form is its text.
    @inlinable package mutating func append(_ value: String) {
        var value = value
        willAppend()
        value.withUTF8 { utf8 in
            writer.append(Int32(utf8.count))
            writer.bytes.append(contentsOf: utf8)
        }
    }

    /// The same from bytes that are UTF-8 already, or a `bytea`.
    @inlinable package mutating func append(utf8 value: [UInt8]) {
        willAppend()
        writer.append(Int32(value.count))
        writer.bytes.append(contentsOf: value)
    }

    /// A `jsonb` from its JSON text.
    @inlinable package mutating func append(jsonb value: [UInt8]) {
        willAppend()
        writer.append(Int32(value.count + 1))
        writer.bytes.append(1)  // version of the format
        writer.bytes.append(contentsOf: value)
    }

    @inlinable package mutating func append(_ value: String?) {
        guard let value else { return appendNull() }
        append(value)
    }
}
