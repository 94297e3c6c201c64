import Foundation
import Postgres

/// Databases that live for one test.
public enum TestDatabase {
    /// Runs `body` with the URL of a fresh, empty database, which is dropped afterwards, whoever is still connected.
    ///
    /// - Throws: what `body` throws, or `PostgresError` when the database cannot be made.
    public static func with<Result>(_ body: (_ url: String) throws -> Result) throws -> Result {
        let stack = try TestStack.required()
        let name = try create(stack)
        defer { drop(name, stack) }
        return try body(url(of: name, stack))
    }

    /// The same for a `body` that suspends.
    ///
    /// - Throws: what `body` throws, or `PostgresError` when the database cannot be made.
    public static func with<Result>(_ body: (_ url: String) async throws -> Result) async throws -> Result {
        let stack = try TestStack.required()
        let name = try create(stack)
        defer { drop(name, stack) }
        return try await body(url(of: name, stack))
    }

    private static func create(_ stack: TestStack) throws -> String {
        let name = TestStack.freshName()
        var options = PostgresConnection.Options()
        options.statementSeconds = 30
        try PostgresConnection(to: stack.database, options: options).run("CREATE DATABASE \(name)")
        return name
    }

    private static func drop(_ name: String, _ stack: TestStack) {
        // A database that stays behind harms nobody: the whole stack is thrown away.
        _ = try? PostgresConnection(to: stack.database).run("DROP DATABASE \(name) WITH (FORCE)")
    }

    private static func url(of name: String, _ stack: TestStack) -> String {
        var parts = URLComponents(string: stack.database)
        parts?.path = "/\(name)"
        return parts?.string ?? stack.database
    }
}
