import CPostgres
import Glibc

/// One row of a result, its values by the names of their columns. Lives as long as it is held; confined to the thread of
/// its connection.
///
/// A name that the statement does not select is a fault of the program and ends it: a wrong value would go unnoticed.
package struct Row {
    let result: QueryResult
    let index: Int

    package func isNull(_ name: StaticString) -> Bool { result.isNull(index, result.column(name)) }

    /// A `text` or anything sent as text.
    package func text(_ name: StaticString) -> String { result.text(index, result.column(name)) }

    /// The bytes of a text.
    package func utf8(_ name: StaticString) -> [UInt8] { Array(result.bytes(index, result.column(name))) }

    /// The bytes of a text or a `bytea`.
    package func optionalBytes(_ name: StaticString) -> [UInt8]? { isNull(name) ? nil : utf8(name) }

    package func optionalText(_ name: StaticString) -> String? { result.optionalText(index, result.column(name)) }

    package func integer(_ name: StaticString) -> Int { Int(result.integer(index, result.column(name))) }

    package func optionalInteger(_ name: StaticString) -> Int? { isNull(name) ? nil : integer(name) }

    /// A number of a column whose name the program has made.
    package func integer(named name: String) -> Int { Int(result.integer(index, result.column(named: name))) }

    /// A text of such a column, or nil for NULL.
    package func optionalText(named name: String) -> String? {
        result.optionalText(index, result.column(named: name))
    }

    package func boolean(_ name: StaticString) -> Bool { result.boolean(index, result.column(name)) }

    package func optionalBoolean(_ name: StaticString) -> Bool? { isNull(name) ? nil : boolean(name) }

    package func double(_ name: StaticString) -> Double { result.double(index, result.column(name)) }

    package func float(_ name: StaticString) -> Float { result.float(index, result.column(name)) }

    /// A `timestamptz`, in microseconds since 1970.
    package func microseconds(_ name: StaticString) -> Int64 { result.microseconds(index, result.column(name)) }

    /// A `date`, in days since 1970.
    package func days(_ name: StaticString) -> Int { result.days(index, result.column(name)) }

    /// A `uuid` as its two halves.
    package func uuid(_ name: StaticString) -> (high: UInt64, low: UInt64) {
        result.uuid(index, result.column(name))
    }
}

extension QueryResult: RandomAccessCollection {
    package var startIndex: Int { 0 }

    package var endIndex: Int { count }

    package subscript(index: Int) -> Row { Row(result: self, index: index) }

    func column(_ name: StaticString) -> Int {
        column(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
    }

    /// Where it selects a column whose name the program has made.
    func column(named name: String) -> Int { name.withCString { column($0) } }

    private func column(_ wanted: UnsafePointer<CChar>) -> Int {
        // Mostly they are read in their order: the search goes on where the last one was.
        let count = PQnfields(result)
        for step in 0..<count {
            let column = (lastColumn + step) % count
            guard strcmp(PQfname(result, column), wanted) == 0 else { continue }
            lastColumn = column
            return Int(column)
        }
        preconditionFailure("the statement selects no column \(String(cString: wanted))")
    }
}
