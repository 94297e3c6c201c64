import Foundation
import Postgres
import TestKit
import Testing

extension SystemTests {
    @Suite("Clocks that speak")
    final class ClockTests: SiteTest {
        @Test("a journal that cannot be continued stops no other case")
        func misfit() throws {
            let cases = try DueCases(50, in: site)
            let broken = "SELECT complaint_id FROM agenda ORDER BY next_at LIMIT 1"
            let id = try #require(try records.texts("SELECT complaint_id::text FROM (\(broken)) b").first)
            try PostgresConnection(to: site.database).run(
                """
                INSERT INTO journal VALUES ('\(id)', 9, 'replied', now(), 'test', '{"version": 9, "code": "X"}');
                UPDATE complaint SET version = 9 WHERE id = '\(id)'
                """)
            try site.start("ClockWorker")
            let others = "SELECT count(*) FROM agenda WHERE next_at <= now()"
            #expect(try poll(seconds: 30) { try records.count(others) == 0 })
            try site.stopWorkers()
            #expect(try cases.taken() >= cases.steps - 2)
            let own = try records.texts(
                "SELECT (next_at > now() + interval '50 minutes')::text FROM agenda WHERE complaint_id = '\(id)'")
            #expect(own == ["true"])
            #expect(site.logs.contains("version 9: version 3 is missing"))
        }
    }
}
