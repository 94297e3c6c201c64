import Foundation
import TestKit
import Testing

@testable import Postgres

extension Live {
    @Suite("Failures", .serialized)
    final class FailureTests: SessionTest {
        private static let secret = "NIK3171234567890001"

        @Test(
            "a refused value is never repeated",
            arguments: [
                ("22P02", "INSERT INTO t (n) VALUES ($1::integer)"), ("22P02", "SELECT $1::json"),
                ("22P02", "SELECT $1::mood"), ("22007", "SELECT $1::date"),
                ("22001", "INSERT INTO t (short) VALUES ($1)"),
                ("23505", "INSERT INTO t (id) VALUES ($1), ($1)"), ("23514", "INSERT INTO t (checked) VALUES ($1)"),
                ("23503", "INSERT INTO t (parent) VALUES ($1)"),
                ("23502", "INSERT INTO t (id, required) VALUES ($1, NULL)"),
                ("23P01", "INSERT INTO t (excluded) VALUES ($1), ($1)"),
            ])
        func secrets(_ state: String, _ sql: String) throws {
            try connection.run(
                """
                CREATE TYPE mood AS ENUM ('a');
                CREATE TABLE t (id text UNIQUE, n integer, short varchar(3), checked text CHECK (checked = 'a'),
                    parent text REFERENCES t (id), required text NOT NULL DEFAULT '', excluded text,
                    EXCLUDE USING btree (excluded WITH =))
                """)
            let failure = try #require(
                TestDatabase.error { () throws(PostgresError) in
                    try connection.execute("store", sql, [.text(Self.secret)])
                })
            #expect(failure.sqlState == SQLState(state))
            #expect(!failure.description.contains(Self.secret))
            #expect(!"\(failure)".contains("3171234567890001"))
            #expect(try connection.run("SELECT 'well'").text(0, 0) == "well")
        }

        @Test("a text with NUL is bad data")
        func nul() throws {
            let failure = TestDatabase.error { () throws(PostgresError) in
                try connection.execute("nul", "SELECT $1", [.text("a\0b")])
            }
            #expect(failure?.sqlState.map { SQLStateClass.badData ~= $0 } == true)
        }

        @Test("COMMIT that is answered ROLLBACK is not committed")
        func notCommitted() throws {
            try connection.run("CREATE TABLE t (id integer)")
            let failure = TestDatabase.error { () throws(PostgresError) in
                try connection.transaction { connection throws(PostgresError) in
                    try connection.run("INSERT INTO t VALUES (1)")
                    // A body that swallows an error.
                    _ = TestDatabase.error { () throws(PostgresError) in try connection.run("SELECT 1/0") }
                }
            }
            #expect(failure?.code == .notCommitted)
            #expect(try connection.run("SELECT count(*)::text FROM t").text(0, 0) == "0")
        }

        @Test("an error in a transaction rolls it back")
        func rollback() throws {
            try connection.run("CREATE TABLE t (id integer PRIMARY KEY)")
            let failure = TestDatabase.error { () throws(PostgresError) in
                try connection.transaction { connection throws(PostgresError) in
                    try connection.run("INSERT INTO t VALUES (1)")
                    try connection.run("INSERT INTO t VALUES (1)")
                }
            }
            #expect(failure?.sqlState == SQLState("23505"))
            try connection.transaction { connection throws(PostgresError) in
                _ = try connection.run("INSERT INTO t VALUES (1)")
            }
            #expect(try connection.run("SELECT count(*)::text FROM t").text(0, 0) == "1")
        }

        @Test("a deferred constraint that fails in COMMIT rolls back")
        func deferred() throws {
            try connection.run("CREATE TABLE t (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            let failure = TestDatabase.error { () throws(PostgresError) in
                try connection.transaction { connection throws(PostgresError) in
                    _ = try connection.run("INSERT INTO t VALUES (1), (1)")
                }
            }
            #expect(failure?.sqlState == SQLState("23505"))
            #expect(try connection.run("SELECT count(*)::text FROM t").text(0, 0) == "0")
        }

        @Test("a statement's deadline ends it")
        func deadline() throws {
            try TestDatabase.session {
                $0.statementSeconds = 1
            } _: { connection, _ in
                let took = milliseconds {
                    #expect(
                        TestDatabase.error { () throws(PostgresError) in try connection.run("SELECT pg_sleep(20)") }?
                            .code
                            == .timeout)
                }
                #expect((900..<3000).contains(took))
            }
        }

        @Test("a backend that is killed is unavailable, and a new session works")
        func terminated() throws {
            let pid = try connection.run("SELECT pg_backend_pid()::text").text(0, 0)
            let other = try PostgresConnection(to: url)
            try other.run("SELECT pg_terminate_backend(\(pid), 5000)")
            let failure = try #require(
                TestDatabase.error { () throws(PostgresError) in try connection.run("SELECT 1") })
            #expect(failure.isRetriable)
            #expect(failure.code == .connectionLost || failure.code == .server(SQLState("57P01")))
            #expect(
                TestDatabase.error { () throws(PostgresError) in try connection.run("SELECT 1") }?.code
                    == .connectionLost)
        }
    }
}
