/// Whose a login of the database is.
package enum DatabaseProgram: String, Sendable, CaseIterable {
    case intake, routing, casework, notify, clock
    /// Who takes submissions over HTTP.
    case gateway
    /// Who hands events over HTTP to those who asked for them.
    case webhook
    /// Who takes SMS.
    case sms
    /// Who reads the mailbox.
    case mail
    /// Reports: figures, and no case.
    case report
    /// Who calls `lapor`.
    case operators = "operator"
    /// `lapor migrate`: it may become the owner of the schema, and has no right of its own.
    case migrate

    /// The worker's, whose login it is; nil: no worker's.
    package var worker: WorkerKind? { WorkerKind.allCases.first { "\($0)" == rawValue } }
}

/// What a login may do with one table: which columns it reads, adds and changes, and whether it removes rows.
package struct LoginGrant: Sendable, Equatable {
    /// Columns with a comma between them; `*`: the whole table, also columns to come.
    package typealias Columns = String

    package let table: String
    package let read: Columns?
    package let add: Columns?
    package let change: Columns?
    package let remove: Bool

    init(_ table: String, read: Columns? = nil, add: Columns? = nil, change: Columns? = nil, remove: Bool = false) {
        self.table = table
        self.read = read
        self.add = add
        self.change = change
        self.remove = remove
    }

    /// The single rights that it consists of.
    package var rights: [LoginRight] {
        [("SELECT", read), ("INSERT", add), ("UPDATE", change), ("DELETE", remove ? "*" : nil)].flatMap {
            verb, columns in
            (columns?.split(separator: ",") ?? []).map { column in
                let column = column.filter { $0 != " " }
                return LoginRight(of: .table, table, verb, column: column == "*" ? "" : String(column))
            }
        }
    }
}

/// One right to one thing, as PostgreSQL keeps it.
package struct LoginRight: Sendable, Hashable, Comparable, CustomStringConvertible {
    package enum Kind: String, Sendable { case table, function, sequence, schema }

    package let kind: Kind
    /// A function with the types of its parameters.
    package let name: String
    /// Such as `SELECT`.
    package let verb: String
    /// Empty: the whole table.
    package let column: String

    /// A right to `verb` on something.
    package init(of kind: Kind, _ name: String, _ verb: String, column: String = "") {
        self.kind = kind
        self.name = name
        self.verb = verb
        self.column = column
    }

    /// What the right is to.
    package var thing: String { column.isEmpty ? name : "\(name).\(column)" }

    package var description: String { "\(verb) \(name)\(column.isEmpty ? "" : " (\(column))")" }

    package static func < (one: LoginRight, other: LoginRight) -> Bool {
        (one.name, one.verb, one.column) < (other.name, other.verb, other.column)
    }
}
