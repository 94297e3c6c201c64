import Foundation
import Postgres
import Shared
import SharedTestKit
import Testing

/// Everything here talks to a real database; without one it is skipped.
@Suite("Live database", .stack, .ownThread, .timeLimit(.minutes(2)))
enum Live {
    /// Runs `body` in a session of a fresh database.
    static func session(
        _ change: (inout PostgresConnection.Options) -> Void = { _ in },
        _ body: (inout PostgresConnection, _ url: String) throws -> Void
    ) throws {
        var options = PostgresConnection.Options()
        change(&options)
        try TestDatabase.with { url in
            var connection = try PostgresConnection(to: url, options: options)
            try body(&connection, url)
        }
    }

    /// The `PostgresError` that `body` throws.
    static func error(_ body: () throws(PostgresError) -> Void) -> PostgresError? {
        do throws(PostgresError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
