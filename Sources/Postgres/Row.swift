import CPostgres
import Glibc

/// One row of a result, its values by the names of their columns. Lives as long as it is held; confined to the thread of
/// its connection.
///
/// A name that the statement does not select is a fault of the program and ends it: a wrong value would go unnoticed.
public struct Row {
    let result: QueryResult
    let index: Int

    /// Whether the value is NULL.
    public func isNull(_ name: StaticString) -> Bool { result.isNull(index, result.column(name)) }

    /// A `text` or anything sent as text.
    public func text(_ name: StaticString) -> String { result.text(index, result.column(name)) }

    /// A text, or nil for NULL.
    public func optionalText(_ name: StaticString) -> String? { result.optionalText(index, result.column(name)) }

    /// A `smallint`, `integer` or `bigint`.
    public func integer(_ name: StaticString) -> Int { Int(result.integer(index, result.column(name))) }

    /// A number, or nil for NULL.
    public func optionalInteger(_ name: StaticString) -> Int? { isNull(name) ? nil : integer(name) }

    /// A number of a column whose name the program has made.
    public func integer(named name: String) -> Int { Int(result.integer(index, result.column(named: name))) }

    /// A text of such a column, or nil for NULL.
    public func optionalText(named name: String) -> String? {
        result.optionalText(index, result.column(named: name))
    }

    /// A `boolean`.
    public func boolean(_ name: StaticString) -> Bool { result.boolean(index, result.column(name)) }

    /// A `double precision`.
    public func double(_ name: StaticString) -> Double { result.double(index, result.column(name)) }

    /// A `real`.
    public func float(_ name: StaticString) -> Float { result.float(index, result.column(name)) }

    /// A `timestamptz`, in microseconds since 1970.
    public func microseconds(_ name: StaticString) -> Int64 { result.microseconds(index, result.column(name)) }

    /// A `date`, in days since 1970.
    public func days(_ name: StaticString) -> Int { result.days(index, result.column(name)) }

    /// A `uuid` as its two halves.
    public func uuid(_ name: StaticString) -> (high: UInt64, low: UInt64) {
        result.uuid(index, result.column(name))
    }
}

extension QueryResult: RandomAccessCollection {
    /// The first row.
    public var startIndex: Int { 0 }

    /// The end of the rows.
    public var endIndex: Int { count }

    /// A row.
    public subscript(index: Int) -> Row { Row(result: self, index: index) }

    /// Where the statement selects `name`.
    func column(_ name: StaticString) -> Int {
        column(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
    }

    /// Where it selects a column whose name the program has made.
    func column(named name: String) -> Int { name.withCString { column($0) } }

    private func column(_ wanted: UnsafePointer<CChar>) -> Int {
        for column in 0..<PQnfields(result) where strcmp(PQfname(result, column), wanted) == 0 { return Int(column) }
        preconditionFailure("the statement selects no column \(String(cString: wanted))")
    }
}
