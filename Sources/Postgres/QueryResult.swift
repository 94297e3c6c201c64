import CPostgres

/// The rows of one answered statement, in binary format. Confined to the thread of its connection.
package final class QueryResult {
    let result: OpaquePointer
    var lastColumn: Int32 = 0

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    package var count: Int { Int(PQntuples(result)) }

    /// What the server did, such as `INSERT 0 3` or `COMMIT`.
    package var commandTag: String { String(cString: PQcmdStatus(result)) }

    /// How many rows were inserted, changed or deleted.
    package var affectedRows: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    func isNull(_ row: Int, _ column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) != 0 }

    /// A `text` or anything sent as text.
    func text(_ row: Int, _ column: Int) -> String { String(decoding: bytes(row, column), as: UTF8.self) }

    func optionalText(_ row: Int, _ column: Int) -> String? {
        isNull(row, column) ? nil : text(row, column)
    }

    func integer(_ row: Int, _ column: Int) -> Int64 {
        let value = bytes(row, column)
        var number = Int64(Int8(bitPattern: value.first ?? 0) < 0 ? -1 : 0)
        for byte in value { number = number << 8 | Int64(byte) }
        return number
    }

    func boolean(_ row: Int, _ column: Int) -> Bool { bytes(row, column).first == 1 }

    func double(_ row: Int, _ column: Int) -> Double {
        Double(bitPattern: UInt64(bitPattern: integer(row, column)))
    }

    func float(_ row: Int, _ column: Int) -> Float {
        Float(bitPattern: UInt32(truncatingIfNeeded: integer(row, column)))
    }

    /// A `timestamptz`, in microseconds since 1970.
    func microseconds(_ row: Int, _ column: Int) -> Int64 {
        integer(row, column) + postgresEpochMicroseconds
    }

    /// A `date`, in days since 1970.
    func days(_ row: Int, _ column: Int) -> Int { Int(integer(row, column)) + Int(postgresEpochDays) }

    /// A `uuid` as its two halves.
    func uuid(_ row: Int, _ column: Int) -> (high: UInt64, low: UInt64) {
        let value = bytes(row, column)
        guard value.count == 16 else { return (0, 0) }
        func half(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: value.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        return (half(0), half(8))
    }

    /// The value's bytes, valid while this result lives.
    func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, Int32(row), Int32(column)),
            count: Int(PQgetlength(result, Int32(row), Int32(column))))
    }
}
