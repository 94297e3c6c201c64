/// A PostgreSQL error code: five characters, of which the first two name the class (PostgreSQL, appendix A).
public struct SQLState: Sendable, Hashable, CustomStringConvertible {
    /// The five characters.
    public let code: String

    /// A code as the server sent it.
    public init(_ code: String) { self.code = code }

    /// The first two characters.
    public var classCode: Substring { code.prefix(2) }

    /// The code.
    public var description: String { code }
}

/// A class of SQLSTATEs, matched in a `switch` by `case .dataException:`.
public struct SQLStateClass: Sendable, Hashable {
    let prefixes: [String]

    /// The server cannot work now: connection, resources, shutdown, system error, or it is a read-only standby.
    public static let unavailable = SQLStateClass(prefixes: ["08", "57P", "53", "58", "25006", "57014"])
    /// Transactions in each other's way: the same again may succeed, or find that it is done already (unique violation).
    public static let contention = SQLStateClass(prefixes: ["40001", "40P01", "55P03", "23505"])
    /// The data cannot be stored: one row is at fault.
    public static let badData = SQLStateClass(prefixes: ["22", "23502", "23503", "23514"])

    /// A table, column, function or type that is not there: the schema is older than the program.
    public static let schemaMissing = SQLStateClass(prefixes: ["42P01", "42703", "42883", "42704"])

    /// Whether `state` belongs to the class.
    public static func ~= (pattern: SQLStateClass, state: SQLState) -> Bool {
        pattern.prefixes.contains { state.code.hasPrefix($0) }
    }
}
