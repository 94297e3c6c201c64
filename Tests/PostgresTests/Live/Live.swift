import Postgres
import TestKit
import Testing

/// Everything here talks to a real database; without one it is skipped.
@Suite("Live database", .stack, .dedicatedThread, .timeLimit(.minutes(2)))
enum Live {}

/// A suite each of whose tests has a session of an empty database of its own.
class SessionTest {
    let url: String
    var connection: PostgresConnection

    init() throws {
        url = try TestDatabase.create(on: TestStack.required().database)
        connection = try PostgresConnection(to: url)
    }

    deinit { TestDatabase.drop(url) }
}
