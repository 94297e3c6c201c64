import Complaints
import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    /// CaseWorker ends at every place where it could have lost or doubled a command.
    @Suite("Kill points of casework")
    struct CaseworkKillTests {
        private static let rounds = Depth.of(3, proof: 20)
        private static let points: [KillPoint] = [
            .collected, .storing, .committed, .publishing, .confirmed, .acknowledged,
        ]

        @Test("CaseWorker ends again and again at each place; each command is carried out once and answered")
        func endsAtEachPlace() throws {
            try Site.with { site in
                try site.startWorkers()
                let records = Records(site: site)
                let submitter = try Submitter(site)
                try submitter.submit((0..<30).map(Submissions(series: "P").good))
                try records.settle(complaints: 30)
                try site.broker.declareQueue("answers")
                var random = RandomCommands(
                    seed: Depth.seed, cases: try records.texts("SELECT code FROM complaint ORDER BY id"))
                var messages: [SentCommand] = []
                for round in 0..<Self.rounds {
                    for (index, point) in Self.points.enumerated() {
                        let turn = 1 + (round + index) % 3
                        let doomed = try site.start("CaseWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):\(turn)"])
                        let fresh = random.messages(20, replyTo: ["answers", nil])
                        messages += fresh
                        try Applications.publish(fresh, to: site.broker.address, senders: 1, window: 5) { _ in
                            Thread.sleep(forTimeInterval: 0.02)
                        }
                        let end = doomed.waitForEnd(seconds: 30)
                        #expect(end == -SIGKILL, "does not come to \(point): \(doomed.output.suffix(300))")
                        if end == nil { try doomed.kill() }
                    }
                }
                try site.start("CaseWorker")
                try site.start("ClockWorker")
                try records.settleCommands(Set(messages.compactMap(\.command?.key)))
                let replies = try records.replies(to: messages, from: "answers")
                #expect(!replies.isEmpty)
                try site.stopWorkers()
                try records.balanceCommands(messages, parkedAgain: Self.rounds * Self.points.count)
            }
        }
    }
}
