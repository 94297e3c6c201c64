import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    /// Every worker ends at every place where it could have lost or doubled something.
    @Suite("Kill points")
    final class KillPointTests: SiteTest {
        private static let rounds = Depth.of(3, proof: 20)
        /// The places that each worker comes by.
        private static let places: [(worker: String, points: [KillPoint])] = [
            ("IntakeWorker", [.collected, .storing, .committed, .publishing, .confirmed, .acknowledged]),
            ("RoutingWorker", [.collected, .storing, .committed, .publishing, .confirmed, .acknowledged]),
            ("NotifyWorker", [.collected, .storing, .claimed, .answered, .committed, .confirmed, .acknowledged]),
        ]

        @Test("each worker ends again and again at each place; nothing is lost, doubled or stuck", arguments: places)
        func endsAtEachPlace(_ worker: String, _ points: [KillPoint]) throws {
            for other in Site.workers where other != worker { try site.spawn(other) }
            let messages = Submissions(series: "P").mixture(points.count * Self.rounds * 20)
            let submitter = try Submitter(site)
            var sent = 0
            for round in 0..<Self.rounds {
                for point in points {
                    let turn = 1 + (round + sent / 20) % 3
                    // Small batches: a worker that starts late must not store all it gets in fewer turns than its last.
                    let doomed = try site.spawn(
                        worker, [],
                        ["LAPOR_KILL_POINT": "\(point.rawValue):\(turn)", "LAPOR_BATCH_SIZE": "4"])
                    try submitter.submit(Array(messages[sent..<sent + 20]), window: 5, pause: 20)
                    sent += 20
                    let end = doomed.waitForEnd(seconds: 30)
                    #expect(end == -SIGKILL, "\(worker) does not come to \(point): \(doomed.output.suffix(300))")
                    if end == nil { try doomed.kill() }
                }
            }
            try site.spawn(worker)
            try records.settle(complaints: Set(messages.compactMap(\.key)).count, seconds: 90)
            try site.finishWorkers()
            let deaths = worker == "IntakeWorker" ? points.count * Self.rounds : 0
            try records.balance(messages, accepted: submitter.accepted(), parkedAgain: deaths)
        }

        private func awaitStrikingOff() throws {
            let struck = try poll(seconds: 30) {
                try records.count("SELECT count(*) FROM outbox") == 0
            }
            try #require(struck, "events stay in the outbox")
        }

        @Test("ClockWorker ends before it stores, publishes and strikes off; the next one does it, once")
        func sweeper() throws {
            try site.spawnWorkers()
            let messages = Submissions(series: "C").mixture(100)
            let submitter = try Submitter(site)
            try submitter.submit(messages)
            let good = Set(messages.compactMap(\.key)).count
            try records.settle(complaints: good)
            // Events are struck off a moment after they were confirmed.
            try awaitStrikingOff()
            for round in 0..<Self.rounds {
                for point in [KillPoint.publishing, .swept, .storing] {
                    try site.forgetAnnouncements()
                    let doomed = try site.spawn("ClockWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):1"])
                    let end = doomed.waitForEnd(seconds: 30)
                    #expect(end == -SIGKILL, "round \(round): ClockWorker does not come to \(point)")
                    if end == nil { try doomed.kill() }
                }
            }
            try site.spawn("ClockWorker")
            try awaitStrikingOff()
            try records.settle(complaints: good)
            try site.finishWorkers()
            try records.balance(messages, accepted: submitter.accepted())
        }
    }
}
