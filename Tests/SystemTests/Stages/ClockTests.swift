import Foundation
import Postgres
import Shared
import TestKit
import Testing

extension SystemTests {
    @Suite("Clocks that speak")
    struct ClockTests {
        @Test("a ClockWorker that ends at any place leaves nothing unsaid, unannounced or said twice")
        func killPoints() throws {
            try Site.with { site in
                let cases = try DueCases(2_500, in: site)
                for point in [KillPoint.collected, .storing, .committed, .publishing, .confirmed] {
                    let doomed = try site.start("ClockWorker", [], ["LAPOR_KILL_POINT": point.rawValue])
                    #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL, "it does not come to \(point)")
                }
                #expect(try cases.taken() < cases.steps)
                for _ in 0..<3 { try site.start("ClockWorker") }
                #expect(try poll(seconds: 60) { try cases.isOver() })
                try site.stopWorkers()
                try cases.check()
                try cases.checkAnnounced()
            }
        }

        @Test(
            "of what the outbox holds for an event that was never announced, a copy that dies before it is struck off loses nothing"
        )
        func outbox() throws {
            try Site.with { site in
                let cases = try DueCases(50, in: site)
                let doomed = try site.start("ClockWorker", [], ["LAPOR_KILL_POINT": "committed"])
                #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL)
                let records = Records(site: site)
                #expect(try records.count("SELECT count(*) FROM outbox") == 50)
                #expect(try records.depth("notify") == 0)
                let second = try site.start("ClockWorker", [], ["LAPOR_KILL_POINT": "swept"])
                #expect(second.waitForEnd(seconds: 30) == -SIGKILL)
                try site.start("ClockWorker")
                #expect(try poll(seconds: 30) { try cases.isOver() })
                try site.stopWorkers()
                try cases.check()
                // The doomed one took one step of each case; ten had two to take.
                #expect(try cases.checkAnnounced() >= cases.steps + 50)
            }
        }

        @Test("three copies, one of which is killed every moment, let each deadline speak once")
        func killed() throws {
            try Site.with { site in
                let cases = try DueCases(Depth.of(5_000, proof: 100_000), in: site)
                var copies = try (0..<3).map { _ in try site.start("ClockWorker") }
                let pause = Depth.isProof ? 2.0 : 0.4
                let end = Date.now.addingTimeInterval(600)
                var kills = 0
                while try !cases.isOver(), Date.now < end {
                    Thread.sleep(forTimeInterval: pause)
                    try copies[kills % 3].kill()
                    copies[kills % 3] = try site.start("ClockWorker")
                    kills += 1
                    // A copy needs a moment to start; what is left at the end is swept by one that lives.
                    if try cases.taken() >= cases.steps { break }
                }
                #expect(kills >= 2)
                #expect(try poll(seconds: 60) { try cases.isOver() })
                try site.stopWorkers()
                try cases.check()
                try cases.checkAnnounced()
            }
        }

        @Test("a journal that cannot be continued stops no other case")
        func misfit() throws {
            try Site.with { site in
                let cases = try DueCases(50, in: site)
                let records = Records(site: site)
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
                let log = site.programs.filter { $0.name == "ClockWorker" }.map(\.output).joined()
                #expect(log.contains("version 9: version 3 is missing"))
            }
        }
    }
}
