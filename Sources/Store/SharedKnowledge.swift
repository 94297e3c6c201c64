package import Postgres
import Synchronization

/// What a process has read from the reference tables, shared by its lanes and read again when they changed.
package final class SharedKnowledge<Value: Sendable>: Sendable {
    private struct Known {
        var version: Int
        var value: Value
    }

    private let known = Mutex<Known?>(nil)

    package init() {}

    /// Lets the next lane that asks read it again.
    package func forget() { known.withLock { $0 = nil } }

    /// The value for the version that the database has now. One lane reads it, the others wait for that: lanes that start
    /// together would each have a copy of their own.
    package func current(
        _ connection: inout PostgresConnection,
        read: (inout PostgresConnection) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        let version = try ReferenceTables.version(&connection)
        return try known.withLock { known throws(PostgresError) in
            if let known, known.version == version { return known.value }
            let value = try read(&connection)
            known = Known(version: version, value: value)
            return value
        }
    }
}
