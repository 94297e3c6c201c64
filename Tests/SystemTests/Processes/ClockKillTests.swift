import Foundation
import Postgres
import Shared
import TestKit
import Testing

extension SystemTests {
    /// ClockWorkers end where they could leave something unsaid or say it twice.
    @Suite("Kill points of the clocks")
    final class ClockKillTests: SiteTest {
        @Test("a ClockWorker that ends at any place leaves nothing unsaid, unannounced or said twice")
        func killPoints() throws {
            let cases = try DueCases(2_500, in: site)
            for point in [KillPoint.collected, .storing, .committed, .publishing, .confirmed] {
                let doomed = try site.spawn("ClockWorker", [], ["LAPOR_KILL_POINT": point.rawValue])
                #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL, "it does not come to \(point)")
            }
            #expect(try cases.taken() < cases.steps)
            for _ in 0..<3 { try site.spawn("ClockWorker") }
            #expect(try poll(seconds: 60) { try cases.isOver() })
            try site.stopWorkers()
            try cases.check()
            try cases.checkAnnounced()
        }

        @Test(
            "of what the outbox holds for an event that was never announced, a copy that dies before it is struck off loses nothing"
        )
        func outbox() throws {
            let cases = try DueCases(50, in: site)
            let doomed = try site.spawn("ClockWorker", [], ["LAPOR_KILL_POINT": "committed"])
            #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL)
            #expect(try records.count("SELECT sum(cardinality(complaints)) FROM outbox") == 50)
            #expect(try records.depth("notify") == 0)
            let second = try site.spawn("ClockWorker", [], ["LAPOR_KILL_POINT": "swept"])
            #expect(second.waitForEnd(seconds: 30) == -SIGKILL)
            try site.spawn("ClockWorker")
            #expect(try poll(seconds: 30) { try cases.isOver() })
            try site.stopWorkers()
            try cases.check()
            // The doomed one took one step of each case; ten had two to take.
            #expect(try cases.checkAnnounced() >= cases.steps + 50)
        }

        @Test("three copies, one of which is killed every moment, let each deadline speak once")
        func killed() throws {
            let cases = try DueCases(Depth.of(5_000, proof: 100_000), in: site)
            var copies = try (0..<3).map { _ in try site.spawn("ClockWorker") }
            let pause = Depth.isProof ? 2.0 : 0.4
            let end = Date.now.addingTimeInterval(600)
            var kills = 0
            while try !cases.isOver(), Date.now < end {
                Thread.sleep(forTimeInterval: pause)
                try copies[kills % 3].kill()
                copies[kills % 3] = try site.spawn("ClockWorker")
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

        @Test("of several copies one sweeps, and the next takes over when it is killed")
        func takesOver() throws {
            let clocks = try (0..<3).map { _ in try site.spawn("ClockWorker") }
            let holders = """
                SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'ClockWorker'
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            #expect(try poll(seconds: 20) { try records.count("SELECT count(*) FROM (\(holders)) h") == 1 })
            for round in 0..<2 {
                try clocks[round].kill()
                #expect(try poll(seconds: 20) { try records.count("SELECT count(*) FROM (\(holders)) h") == 1 })
            }
            try site.forget(20)
            try site.startWorkers()
            try records.settle(complaints: 20)
            try site.stopWorkers()
        }
    }
}
