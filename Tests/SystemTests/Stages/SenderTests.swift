import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// What a sender of commands may ask for, and must not be able to do.
    @Suite("Senders of commands")
    final class SenderTests: SiteTest {
        private func case1() throws -> String {
            try Submitter(site).submit([Submissions(series: "S").good(0)])
            try records.settle(complaints: 1)
            return try #require(try records.texts("SELECT code FROM complaint").first)
        }

        private func message(_ command: CaseCommand, to queue: String?) -> SentCommand {
            SentCommand(
                command: command, correlationID: "c-\(command.key)", routingKey: command.routingKey,
                body: command.json(at: .now), replyTo: queue)
        }

        @Test("a queue for answers that is full holds nobody; no answer goes to the pipeline's own queues")
        func answersThatNobodyTakes() throws {
            try site.startWorkers()
            try site.start("CaseWorker", ["LAPOR_LANES": "1"])
            let code = try case1()
            try site.broker.setPolicy("full", of: "answers-full", #"{"max-length":1,"overflow":"reject-publish"}"#)
            for queue in ["answers-full", "answers"] { try site.broker.declareQueue(queue) }
            func dispute(_ key: String, to queue: String) -> SentCommand {
                var command = CaseCommand(
                    .dispute, key: key, target: .code(code), actor: CaseActor(.reporter, id: "by-\(key)"))
                command.reason = "uji"
                return message(command, to: queue)
            }
            let many = (0..<20).map { dispute("full-\($0)", to: "answers-full") }
            let own = Topology.queueNames.sorted().map { dispute("own-\($0)", to: $0) }
            let last = dispute("last", to: "answers")
            // One by one, each when the one before is carried out: the full queue refuses a batch of its own.
            for (number, message) in (many + own + [last]).enumerated() {
                try Applications.publish([message], to: site.broker.address, senders: 1)
                #expect(poll(seconds: 30) { (try? records.count("SELECT count(*) FROM command")) == number + 1 })
            }
            try records.settleCommands(Set((many + own + [last]).compactMap(\.command?.key)))
            #expect(try records.replies(to: [last], from: "answers")["c-last"]?.count == 1)
            #expect(try (1...4).contains(records.depth("answers-full")))
            for queue in Topology.queueNames { #expect(try records.depth(queue) == 0, "\(queue)") }
            #expect(site.logs.contains("answers given up"))
        }

        @Test("words that nobody has kept, or that are another's, are no answer, whoever signs it")
        func forgedWords() throws {
            try site.startWorkers(and: "CaseWorker")
            let code = try case1()
            try site.broker.declareQueue("answers")
            func outcome(_ name: CommandName, _ role: CaseRole, _ key: String) throws -> CommandRefusal.Code? {
                var command = CaseCommand(name, key: key, target: .code(code), actor: CaseActor(role, id: "x"))
                command.correspondence = ComplaintID(high: 1, low: 2)
                let sent = message(command, to: "answers")
                try Applications.publish([sent], to: site.broker.address, senders: 1)
                return try #require(records.replies(to: [sent], from: "answers")[sent.correlationID]?.first)
                    .refusal?
                    .code
            }
            #expect(try outcome(.answer, .reporter, "1") == .incomplete)
            // Only an answer comes with words that intake keeps: to others the field means nothing.
            #expect(try outcome(.reply, .officer, "2") == .incomplete)
            #expect(try records.count("SELECT max(version) FROM complaint") == 2)
        }
    }
}
