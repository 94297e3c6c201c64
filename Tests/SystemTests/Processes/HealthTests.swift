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
            let port = try program.opsPort()
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

        /// Connects, sends the beginning of a request and nothing more; whether the other side ends it within 20 s.
        private func isEnded(after beginning: String, _ port: Int) throws -> Bool {
            let script = #"exec 3<>"/dev/tcp/127.0.0.1/$1"; printf %b "$2" >&3; timeout 20 cat <&3 >/dev/null"#
            return try Child(["/bin/bash", "-c", script, "bash", "\(port)", beginning]).wait(seconds: 30) == 0
        }

        @Test("who begins a request and says no more is not waited for")
        func patience() throws {
            let port = try site.spawn("ClockWorker", [], ["LAPOR_OPS_PORT": "0"]).opsPort()
            #expect(try isEnded(after: #"GET /health HTTP/1.1\r\nHost: a\r\nX"#, port))
            #expect(try get("/health", port).status == 200)
            try site.stopWorkers()
        }

        @Test("the numbers for Prometheus are those of the work done")
        func metrics() throws {
            let programs = try site.spawnWorkers(["LAPOR_OPS_PORT": "0"])
            let submitter = try Submitter(site)
            let series = Submissions(series: "M")
            try submitter.submit([series.good(0), series.good(1), series.good(0)])
            try records.settle(complaints: 2)
            let pages = try programs.map { try get("/metrics", try $0.opsPort()).text }
            #expect(pages[0].contains("lapor_items_total{stage=\"intake\",outcome=\"announced\"} 2\n"))
            #expect(pages[0].contains("lapor_items_total{stage=\"intake\",outcome=\"finished\"} 1\n"))
            #expect(pages[0].contains("lapor_published_total{stage=\"intake\"} 2\n"))
            #expect(pages[1].contains("lapor_items_total{stage=\"routing\",outcome=\"announced\"} 2\n"))
            #expect(pages[2].contains("lapor_items_total{stage=\"notify\",outcome=\"parked\"} 0\n"))
            for step in ["collect", "store", "commit", "publish", "acknowledge"] {
                #expect(pages[0].contains("lapor_turn_duration_seconds_count{stage=\"intake\",step=\"\(step)\"}"))
            }
            #expect(pages[0].contains(/lapor_connections_total{to="broker"} [2-9]/))
            #expect(
                pages[2].contains("lapor_notice_attempts_total{channel=\"email\",provider=\"file\",outcome=\"filed\"}"))
            for page in pages { for secret in Submissions.secrets { #expect(!page.contains(secret), "\(secret)") } }
        }
    }
}
