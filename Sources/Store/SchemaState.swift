import Postgres
package import Shared
import Synchronization

/// How the schema of a database stands beside what a program brings.
package enum SchemaState: Sendable, Equatable {
    /// Nothing was ever migrated.
    case none
    /// Migrations that were not applied.
    case behind([String])
    /// Migrations that the program does not know.
    case newer([String])
    /// Migrations that were applied with another text.
    case edited([String])
    /// All is as it must be: how many were applied.
    case current(Int)

    /// Nil when all is as it must be.
    package var remedy: Remedy? {
        switch self {
        case .none: Remedy("the database has no tables", "run 'lapor migrate'")
        case .behind(let names):
            Remedy("the schema is older than this program, without \(Self.list(names))", "run 'lapor migrate'")
        case .newer(let names):
            Remedy(
                "the schema is newer than this program, with \(Self.list(names))",
                "use the newer program, or restore what was before the upgrade")
        case .edited(let names):
            Remedy(
                "the schema was made by another text of \(Self.list(names))",
                "use the release that made it, or undo the edit")
        case .current: nil
        }
    }

    package var isNewer: Bool { if case .newer = self { true } else { false } }
    package var isEdited: Bool { if case .edited = self { true } else { false } }
    package var isOlder: Bool {
        switch self {
        case .none, .behind: true
        default: false
        }
    }

    private static func list(_ names: [String]) -> String {
        names.count > 3 ? "\(names[0]) … \(names[names.count - 1])" : names.joined(separator: ", ")
    }
}

/// Lets a program work when the schema is as it must be: looked at until it was once. A schema that is migrated while the
/// program runs is no reason to stop it.
package final class SchemaGate: Sendable {
    private let isOpen = Mutex(false)

    package init() {}

    /// - Throws: `Remedy` when the schema is wrong, `PostgresError` when it cannot be looked at.
    package func pass(_ url: String) throws {
        guard !isOpen.withLock({ $0 }) else { return }
        var connection = try PostgresConnection(at: url)
        if let remedy = try Migrator().state(&connection).remedy { throw remedy }
        isOpen.withLock { $0 = true }
    }
}
