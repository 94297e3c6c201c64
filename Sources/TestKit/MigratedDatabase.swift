import Store
import Synchronization

/// Databases with the schema and nothing in it. Migrating takes longer than most tests: it is done once for each server, and
/// what it made is copied.
package enum MigratedDatabase {
    /// By the server's own database, the one that is copied.
    private static let made = Mutex<[String: String]>([:])

    /// Makes one on the server that `server` is a database of; returns its URL.
    ///
    /// - Throws: `PostgresError` or `MigrationError`.
    package static func create(on server: String) throws -> String {
        try TestDatabase.create(on: server, copying: try template(on: server))
    }

    /// Runs `body` with the URL of one that is dropped afterwards.
    ///
    /// - Throws: what `body` throws, or what `create(on:)` does.
    package static func with<Result>(_ body: (_ url: String) throws -> Result) throws -> Result {
        let url = try create(on: TestStack.required().database)
        defer { TestDatabase.drop(url) }
        return try body(url)
    }

    /// Made by the first who asks; others wait.
    private static func template(on server: String) throws -> String {
        try made.withLock { made in
            if let known = made[server] { return known }
            let url = try TestDatabase.create(on: server)
            _ = try Migrator().apply(to: url)
            // Most tests have no files of keys.
            var connection = try Database(at: url)
            try DeploymentTable.set(.codeKey, to: "000102030405060708090a0b0c0d0e0f", &connection)
            made[server] = url
            return url
        }
    }
}
