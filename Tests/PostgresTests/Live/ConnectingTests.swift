import Foundation
import TestKit
import Testing

@testable import Postgres

extension Live {
    @Suite("Sessions", .serialized)
    struct ConnectingTests {
        private func error(_ url: String, seconds: Int = 2) -> PostgresError? {
            var options = PostgresConnection.Options()
            options.connectSeconds = seconds
            return TestDatabase.error { () throws(PostgresError) in
                _ = try PostgresConnection(to: url, options: options)
            }
        }

        private func hosts(_ list: String) throws -> String {
            let parts = try #require(URLComponents(string: try TestStack.required().database))
            let place = "\(parts.host ?? ""):\(parts.port ?? 5432)"
            return try TestStack.required().database.replacing(place, with: list.replacing("HERE", with: place))
        }

        @Test("nobody at the port, or nobody who talks: given up in time")
        func nowhere() throws {
            let dead = try hosts("127.0.0.1:\(LoopbackServer.deadPort())")
            #expect(error(dead)?.code == .cannotConnect)
            try SilentProxy.with(to: nil) { proxy in
                let url = try hosts("127.0.0.1:\(proxy.port)")
                let took = milliseconds { #expect(error(url)?.code == .cannotConnect) }
                #expect((1000..<5000).contains(took))
            }
        }

        @Test("a database that does not exist")
        func noDatabase() throws {
            var parts = try #require(URLComponents(string: try TestStack.required().database))
            parts.path = "/nowhere"
            let url = try #require(parts.string)
            #expect(error(url)?.code == .refused(SQLState("3D000")))
        }

        @Test("an account that does not exist")
        func noAccount() throws {
            var parts = try #require(URLComponents(string: try TestStack.required().database))
            (parts.user, parts.password) = ("nobody_at_all", "rahasia")
            let url = try #require(parts.string)
            let failure = try #require(error(url))
            guard case .refused(let state) = failure.code else {
                Issue.record("\(failure)")
                return
            }
            #expect(state.code.hasPrefix("28") && !failure.description.contains("rahasia"))
        }

        @Test(
            "what libpq cannot read is not repeated",
            arguments: [
                "postgresql://u:rahasia@[::1/db", "postgresql://u:rahasia@h:port/db", "postgresql://u:rahasia%zz@h/db",
                "host=h password=rahasia nonsense",
            ])
        func unreadable(_ url: String) throws {
            let failure = try #require(error(url))
            #expect(failure.code == .cannotConnect)
            #expect(!failure.description.contains("rahasia"))
        }

        @Test("the second host is taken when the first is dead")
        func secondHost() throws {
            let url = PostgresConnection.url(
                try hosts("127.0.0.1:\(LoopbackServer.deadPort()),HERE"),
                adding: [("target_session_attrs", "read-write")])
            let connection = try PostgresConnection(to: url)
            #expect(try connection.run("SELECT 'here'").text(0, 0) == "here")
        }

        @Test("a server that falls silent in mid-session is a timeout; one that resets is lost")
        func silence() throws {
            let port = try #require(URLComponents(string: try TestStack.required().database)?.port)
            try SilentProxy.with(to: port) { proxy in
                var options = PostgresConnection.Options()
                options.statementSeconds = 1
                let url = try hosts("127.0.0.1:\(proxy.port)")
                let first = try PostgresConnection(to: url, options: options)
                let second = try PostgresConnection(to: url, options: options)
                proxy.freeze()
                let took = milliseconds {
                    #expect(
                        TestDatabase.error { () throws(PostgresError) in try first.run("SELECT 1") }?.code == .timeout)
                }
                #expect((900..<3000).contains(took))
                proxy.drop()
                #expect(
                    TestDatabase.error { () throws(PostgresError) in try second.run("SELECT 1") }?.code
                        == .connectionLost)
            }
        }

        @Test("400 sessions, refused ones among them, leave no descriptor")
        func descriptors() throws {
            let dead = try hosts("127.0.0.1:\(LoopbackServer.deadPort())")
            let good = try TestStack.required().database
            let before = TestStack.openDescriptors
            for number in 0..<400 {
                if number % 4 == 0 {
                    #expect(error(dead)?.code == .cannotConnect)
                } else {
                    let connection = try PostgresConnection(to: good)
                    if number % 4 == 1 {
                        #expect(
                            TestDatabase.error { () throws(PostgresError) in try connection.run("nonsense") } != nil)
                    }
                }
            }
            // What other suites have open meanwhile goes again; a leak in any one kind would leave at least 100 for good.
            #expect(poll(seconds: 60) { TestStack.openDescriptors < before + 80 })
        }
    }
}
