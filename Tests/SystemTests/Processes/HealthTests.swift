import Foundation
import Postgres
import TestKit
import Testing
import Transfer

extension TimedTests {
    @Suite("Health pages")
    final class HealthTests: SiteTest {
        private struct Page: Equatable {
            var status: Int
            var text: String
        }

        /// The worker's port, which it chooses itself and tells its log.
        private func port(of program: Program) throws -> Int {
            var port: Int?
            _ = poll(seconds: 20) {
                port = program.output.firstMatch(of: #/listening on 127\.0\.0\.1:(\d+)/#).flatMap { Int($0.1) }
                return port != nil
            }
            return try #require(port, "\(program.output)")
        }

        private func get(_ path: String, _ port: Int) throws -> Page {
            let request = HTTPRequest(
                method: "GET", url: "http://127.0.0.1:\(port)\(path)", headers: [], body: [], timeout: .seconds(5),
                credentials: nil)
            guard case .http(let status, let body, _) = TransferClient.one(.http(request)) else {
                return Page(status: 0, text: "no answer")
            }
            return Page(status: status, text: String(decoding: body, as: UTF8.self))
        }

        private func administer(_ statements: [String]) throws {
            var parts = try #require(URLComponents(string: site.database))
            let name = parts.path.dropFirst()
            parts.path = "/postgres"
            let connection = try PostgresConnection(to: try #require(parts.string))
            for statement in statements { try connection.run(statement.replacing("$name", with: name)) }
        }

        @Test("a worker at rest tells within seconds that its database is gone, and back", arguments: Site.workers)
        func ready(worker: String) throws {
            let program = try site.spawn(worker, [], ["LAPOR_OPS_PORT": "0"])
            let port = try port(of: program)
            #expect(try poll(seconds: 20) { try get("/ready", port).status == 200 })
            try administer(
                [
                    "ALTER DATABASE $name ALLOW_CONNECTIONS false",
                    // An autovacuum worker is there now and then, and nobody but a superuser may end it.
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = '$name' AND backend_type = 'client backend'
                    """,
                ])
            #expect(try poll(seconds: 20) { try get("/ready", port).status == 503 }, "\(program.output)")
            #expect(try get("/health", port).status == 200)
            try administer(["ALTER DATABASE $name ALLOW_CONNECTIONS true"])
            #expect(try poll(seconds: 30) { try get("/ready", port).status == 200 }, "\(program.output)")
            try site.stopWorkers()
        }

        @Test("the numbers for Prometheus are those of the work done")
        func metrics() throws {
            let programs = try site.spawnWorkers(["LAPOR_OPS_PORT": "0"])
            let submitter = try Submitter(site)
            let series = Submissions(series: "M")
            try submitter.submit([series.good(0), series.good(1), series.good(0)])
            try records.settle(complaints: 2)
            let pages = try programs.map { try get("/metrics", try port(of: $0)).text }
            #expect(pages[0].contains("lapor_items_total{stage=\"intake\"} 3\n"))
            #expect(pages[0].contains("lapor_published_total{stage=\"intake\"} 2\n"))
            #expect(pages[1].contains("lapor_items_total{stage=\"routing\"} 2\n"))
            #expect(pages[2].contains("lapor_parked_total{stage=\"notify\"} 0\n"))
        }
    }
}
