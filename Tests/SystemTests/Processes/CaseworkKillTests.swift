import Complaints
import Contract
import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    /// CaseWorker ends at every place where it could have lost or doubled a command.
    @Suite("Kill points of casework")
    final class CaseworkKillTests: SiteTest {
        private static let commands = Depth.of(2_000, proof: 100_000)
        private static let cases = Depth.of(60, proof: 1_000)
        private static let rounds = Depth.of(3, proof: 20)
        private static let points: [KillPoint] = [
            .collected, .storing, .committed, .publishing, .confirmed, .acknowledged,
        ]

        @Test("random commands by several senders, repeated, reordered, with workers killed: each has one outcome")
        func randomCommands() throws {
            try site.startWorkers(and: "ClockWorker")
            var casework = try (0..<3).map { _ in try site.spawn("CaseWorker") }
            let codes = try site.routedCases(Self.cases)
            for queue in ["answers-1", "answers-2"] { try site.broker.declareQueue(queue) }
            var random = RandomCommands(
                seed: Depth.seed, cases: codes, secrets: try site.secrets())
            let messages = random.messages(
                Self.commands, replyTo: ["answers-1", "answers-2", "answers-gone", nil])
            var kills = 0
            try Applications.publish(messages, to: site.broker.address, senders: 4) { sent in
                guard sent * 8 / messages.count > kills else { return }
                try casework[kills % 3].kill()
                casework[kills % 3] = try site.spawn("CaseWorker")
                kills += 1
            }
            let keys = Set(messages.compactMap(\.command?.key))
            try records.settleCommands(keys, seconds: Depth.isProof ? 600 : 90)
            #expect(kills >= 7)
            try checkReplies(messages)
            try site.finishWorkers()
            // What was parked and not acknowledged when a worker ended is parked again: one batch for each death.
            try records.balanceCommands(messages, parkedAgain: kills * 8)
            for secret in Submissions.secrets { #expect(!site.logs.contains(secret), "\(secret)") }
        }

        /// Every copy of a command is answered, all with the same outcome.
        private func checkReplies(_ messages: [SentCommand]) throws {
            var outcomes: [String: CommandOutcome] = [:]
            for queue in ["answers-1", "answers-2"] {
                for (_, replies) in try records.replies(to: messages, from: queue) {
                    for reply in replies {
                        let first = outcomes[reply.key] ?? reply
                        #expect(reply == first)
                        outcomes[reply.key] = first
                    }
                }
            }
            let applied = try Set(records.texts("SELECT key FROM command WHERE refusal IS NULL"))
            // Who asks for a code is not told whether one was sent.
            for (key, outcome) in outcomes where !outcome.isKeptBack {
                #expect((outcome.refusal == nil) == applied.contains(key), "\(key)")
            }
        }

        @Test("CaseWorker ends again and again at each place; each command is carried out once and answered")
        func endsAtEachPlace() throws {
            try site.startWorkers()
            var random = RandomCommands(
                seed: Depth.seed, cases: try site.routedCases(30), secrets: try site.secrets())
            try site.broker.declareQueue("answers")
            var messages: [SentCommand] = []
            for round in 0..<Self.rounds {
                for (index, point) in Self.points.enumerated() {
                    let turn = 1 + (round + index) % 3
                    let doomed = try site.spawn("CaseWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):\(turn)"])
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
            try site.spawn("CaseWorker")
            try site.start("ClockWorker")
            try records.settleCommands(Set(messages.compactMap(\.command?.key)))
            let replies = try records.replies(to: messages, from: "answers")
            #expect(!replies.isEmpty)
            try site.finishWorkers()
            try records.balanceCommands(messages, parkedAgain: Self.rounds * Self.points.count)
        }
    }
}
