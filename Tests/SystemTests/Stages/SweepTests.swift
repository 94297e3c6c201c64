import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("The sweeper")
    final class SweepTests: SiteTest {
        @Test("what was stored and never announced is announced within seconds, once")
        func announces() throws {
            try site.forget(250)
            let clock = try site.start("ClockWorker")
            #expect(
                try poll(seconds: 20) {
                    try records.count("SELECT count(*) FROM outbox") == 0
                })
            try site.startWorkers()
            try records.settle(complaints: 250)
            // Nothing is left to be swept: a second look finds nothing to announce.
            Thread.sleep(forTimeInterval: 8)
            #expect(clock.output.components(separatedBy: "stored and forgotten").count == 2, "\(clock.output)")
            try site.stopWorkers()
        }

        @Test(
            "what a queue held that is gone is announced again when an operator asks for it, and nobody hears it twice")
        func announcesAgain() throws {
            try site.startWorkers()
            try Submitter(site).submit((0..<50).map(Submissions(series: "L").good))
            try records.settle(complaints: 50)
            site.stop("NotifyWorker")
            try Submitter(site, ledger: "second").submit((50..<80).map(Submissions(series: "L").good))
            #expect(
                try poll(seconds: 30) {
                    try records.count("SELECT count(*) FROM complaint WHERE version = 2") == 80
                })
            try site.broker.purge("notify")
            try site.start("NotifyWorker")
            try site.start("ClockWorker")
            try site.run("announce", "--since", "1h")
            try records.settle(complaints: 80)
            try site.stopWorkers()
            let sent = try records.outboxIDs()
            #expect(Set(sent).count == sent.count)
        }
    }
}
