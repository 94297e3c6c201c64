import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("The sweeper")
    struct SweepTests {
        /// Complaints that are stored and whose event is neither in a queue nor marked, as after an alarm.
        private func forget(_ count: Int, _ site: Site) throws {
            let intake = try site.start("IntakeWorker")
            let series = Submissions(series: "F")
            try Submitter(site).submit((0..<count).map(series.good))
            let records = Records(site: site)
            #expect(try poll(seconds: 30) { try records.complaints() == count })
            intake.terminate()
            #expect(intake.waitForEnd(seconds: 25) == 0)
            for queue in ["routing", "notify"] { try site.broker.purge(queue) }
            try PostgresConnection(to: site.database).run("UPDATE complaint SET next_published_at = NULL")
        }

        @Test("what was stored and never announced is announced within seconds, once")
        func announces() throws {
            try Site.with { site in
                try forget(250, site)
                try site.start("ClockWorker")
                let records = Records(site: site)
                #expect(
                    try poll(seconds: 20) {
                        try records.count("SELECT count(*) FROM complaint WHERE next_published_at IS NULL") == 0
                    })
                try site.startWorkers()
                try records.settle(complaints: 250)
                // Nothing is left to be swept: a second look finds nothing to announce.
                Thread.sleep(forTimeInterval: 8)
                let announced = site.programs.filter { $0.name == "ClockWorker" }.map(\.output).joined()
                #expect(announced.components(separatedBy: "stored and forgotten").count == 2, "\(announced)")
                try site.stopWorkers()
            }
        }

        @Test(
            "what a queue held that is gone is announced again when an operator asks for it, and nobody hears it twice")
        func announcesAgain() throws {
            try Site.with { site in
                let workers = try site.startWorkers()
                let records = Records(site: site)
                try Submitter(site).submit((0..<50).map(Submissions(series: "L").good))
                try records.settle(complaints: 50)
                workers[2].terminate()
                #expect(workers[2].waitForEnd(seconds: 25) == 0)
                try Submitter(site, ledger: "second").submit((50..<80).map(Submissions(series: "L").good))
                #expect(
                    try poll(seconds: 30) {
                        try records.count("SELECT count(*) FROM complaint WHERE version = 2") == 80
                    })
                try site.broker.purge("notify")
                try site.start("NotifyWorker")
                try site.start("ClockWorker")
                try site.run("lapor", "announce", "--since", "1h")
                try records.settle(complaints: 80)
                try site.stopWorkers()
                let sent = try records.outboxIDs()
                #expect(Set(sent).count == sent.count)
            }
        }

        @Test("of several copies one sweeps, and the next takes over when it is killed")
        func takesOver() throws {
            try Site.with { site in
                let clocks = try (0..<3).map { _ in try site.start("ClockWorker") }
                let records = Records(site: site)
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
                try forget(20, site)
                try site.startWorkers()
                try records.settle(complaints: 20)
                try site.stopWorkers()
            }
        }
    }
}
