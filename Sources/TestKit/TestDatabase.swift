import Foundation
package import Postgres

/// Databases that live for one test.
package enum TestDatabase {
    /// Runs `body` with the URL of a fresh, empty database, which is dropped afterwards, whoever is still connected.
    ///
    /// - Throws: what `body` throws, or `PostgresError` when the database cannot be made.
    package static func with<Result>(_ body: (_ url: String) throws -> Result) throws -> Result {
        let url = try create(on: TestStack.required().database)
        defer { drop(url) }
        return try body(url)
    }

    /// The same for a `body` that suspends.
    ///
    /// - Throws: what `body` throws, or `PostgresError` when the database cannot be made.
    package static func with<Result>(_ body: (_ url: String) async throws -> Result) async throws -> Result {
        let url = try create(on: TestStack.required().database)
        defer { drop(url) }
        return try await body(url)
    }

    /// Runs `body` in a session of a fresh, empty database.
    ///
    /// - Parameter change: changes the session's options.
    /// - Throws: what `body` throws, or `PostgresError` when the database cannot be made.
    package static func session(
        _ change: (inout PostgresConnection.Options) -> Void = { _ in },
        _ body: (inout PostgresConnection, _ url: String) throws -> Void
    ) throws {
        var options = PostgresConnection.Options()
        change(&options)
        try with { url in
            var connection = try PostgresConnection(to: url, options: options)
            try body(&connection, url)
        }
    }

    /// The `PostgresError` that `body` throws; nil when it throws none.
    package static func error(_ body: () throws(PostgresError) -> Void) -> PostgresError? {
        do throws(PostgresError) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// Makes a database on the server that `server` is a database of; returns its URL.
    ///
    /// - Parameter template: the URL of a database to copy, which nobody may use meanwhile; nil makes an empty one.
    /// - Throws: `PostgresError`.
    package static func create(on server: String, copying template: String? = nil) throws -> String {
        let name = TestStack.freshName()
        let source = template.map { " TEMPLATE \(Self.name(of: $0))" } ?? ""
        var options = PostgresConnection.Options()
        options.statementSeconds = 60
        try PostgresConnection(to: server, options: options).run("CREATE DATABASE \(name)\(source)")
        return url(of: name, on: server)
    }

    /// Drops the database at `url`, whoever is still connected.
    package static func drop(_ url: String) {
        // A database that stays behind harms nobody: the whole stack is thrown away.
        let server = Self.url(of: "postgres", on: url)
        _ = try? PostgresConnection(to: server).run("DROP DATABASE \(name(of: url)) WITH (FORCE)")
    }

    private static func name(of url: String) -> String { String(URLComponents(string: url)?.path.dropFirst() ?? "") }

    private static func url(of name: String, on server: String) -> String {
        var parts = URLComponents(string: server)
        parts?.path = "/\(name)"
        return parts?.string ?? server
    }
}
