/// A PostgreSQL error code: five characters, of which the first two name the class (PostgreSQL, appendix A).
package struct SQLState: Sendable, Hashable, CustomStringConvertible {
    package let code: String

    package init(_ code: String) { self.code = code }

    package var description: String { code }

    /// The login lacks a right.
    package static let notAllowed = SQLState("42501")
}

/// A class of SQLSTATEs, matched in a `switch` by `case .dataException:`.
package struct SQLStateClass: Sendable, Hashable {
    let prefixes: [String]

    /// The server cannot work now: connection, resources, shutdown, system error, or it is a read-only standby.
    package static let unavailable = SQLStateClass(prefixes: ["08", "57P", "53", "58", "25006", "57014"])
    /// Transactions in each other's way: the same again may succeed, or find that it is done already (unique violation).
    package static let contention = SQLStateClass(prefixes: ["40001", "40P01", "55P03", "23505"])
    /// The data cannot be stored: one row is at fault.
    package static let badData = SQLStateClass(prefixes: ["22", "23502", "23503", "23514"])

    /// The login is refused, for as long as nobody changes the account, the database or the settings.
    package static let loginRefused = SQLStateClass(prefixes: ["28", "3D000", "42501"])

    /// A table, column, function or type that is not there: the schema is older than the program.
    package static let schemaMissing = SQLStateClass(prefixes: ["42P01", "42703", "42883", "42704"])

    package static func ~= (pattern: SQLStateClass, state: SQLState) -> Bool {
        pattern.prefixes.contains { state.code.hasPrefix($0) }
    }
}
