import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// Commands through the real queue and the real workers.
    @Suite("Casework")
    final class CaseworkTests: SiteTest {
        @Test("of commands that rest on the same version exactly one is carried out")
        func sameVersion() throws {
            try site.startWorkers()
            for _ in 0..<3 { try site.start("CaseWorker") }
            let codes = try site.routedCases(20)
            let senders = 8
            let messages = codes.flatMap { code in
                (0..<senders).map { sender in
                    let key = "\(code)-\(sender)"
                    var command = CaseCommand(
                        .escalate, key: key, target: .code(code), actor: CaseActor(.coordinator, id: "by-\(key)"))
                    command.expectedVersion = 2
                    command.reason = "mendesak"
                    return SentCommand(
                        command: command, correlationID: key, routingKey: command.routingKey,
                        body: command.json(at: .now))
                }
            }.shuffled()
            try Applications.publish(messages, to: site.broker.address, senders: senders, window: 20)
            try records.settleCommands(Set(messages.map(\.correlationID)))
            #expect(
                try records.texts(
                    """
                    SELECT count(*) FILTER (WHERE refusal IS NULL) || ' ' || count(*) FILTER
                        (WHERE refusal = 'version_conflict') FROM command GROUP BY complaint_id
                    """) == Array(repeating: "1 \(senders - 1)", count: codes.count))
            #expect(try records.count("SELECT count(*) FROM complaint WHERE version <> 3") == 0)
        }

        @Test("an id is one command's; whom others follow follows nobody; who left no number is not asked")
        func refusalsOfTheStore() throws {
            try site.startWorkers(and: "CaseWorker")
            let codes = try site.routedCases(10)
            let unreachable = try #require(
                try records.texts(
                    """
                    SELECT code FROM complaint c WHERE channel = 'sms' AND NOT EXISTS
                        (SELECT FROM reporter r WHERE r.complaint_id = c.id AND r.phone_hash IS NOT NULL)
                    """
                ).first)
            let others = codes.filter { $0 != unreachable }
            let (first, second, third) = (others[0], others[1], others[2])
            try site.broker.declareQueue("answers")
            func refusal(
                _ name: CommandName, _ code: String, _ key: String, into: String? = nil
            ) throws -> CommandRefusal.Code? {
                var command = CaseCommand(
                    name, key: key, target: .code(code), actor: CaseActor(.coordinator, id: "by-\(key)"))
                (command.reason, command.text, command.into) = ("uji", "Di mana?", into)
                let message = SentCommand(
                    command: command, correlationID: UUID().uuidString, routingKey: command.routingKey,
                    body: command.json(at: .now), replyTo: "answers")
                try Applications.publish([message], to: site.broker.address, senders: 1)
                let replies = try records.replies(to: [message], from: "answers")
                return try #require(replies[message.correlationID]?.first).refusal?.code
            }
            #expect(try refusal(.merge, first, "1", into: second) == nil)
            #expect(try refusal(.merge, second, "2", into: third) == .badMerge)
            #expect(try refusal(.merge, third, "3", into: first) == .badMerge)
            #expect(try refusal(.merge, third, "1", into: second) == .idReused)
            #expect(try refusal(.escalate, first, "1") == .idReused)
            #expect(try refusal(.merge, first, "1", into: second) == nil, "the first outcome stays")
            #expect(try refusal(.unmerge, first, "4") == nil)
            #expect(try refusal(.merge, second, "5", into: third) == nil)
            #expect(try refusal(.ask, unreachable, "6") == .unreachable)
            #expect(try records.count("SELECT count(*) FROM command") == 6)
            #expect(try records.depth("casework.dead") == 0)

            // Another sender's ids are their own.
            let own: [String: String?] = ["LAPOR_KEY_FILE": site.folder.appending(path: "sari.pem").path]
            #expect(try site.lapor(["key", "new"], own).code == 0)
            #expect(try site.lapor(["issuer", "add", "sari", "--role", "coordinator", "--any-body"], own).code == 0)
            func escalate(_ reason: String) throws -> (code: Int32?, output: String) {
                let sent = try site.lapor(["case", "escalate", third, "--id", "1", "--reason", reason], own)
                return (sent.code, sent.output)
            }
            #expect(try escalate("alasan sari").code == 0)
            let reused = try escalate("alasan lain sari")
            #expect(reused.code == 65 && reused.output.contains("command_id_reused"), "\(reused)")
            #expect(try escalate("alasan sari").code == 0)
            #expect(
                try records.texts("SELECT sender FROM command WHERE key = '1' ORDER BY sender") == ["meja.uji", "sari"])
            #expect(
                try records.texts("SELECT data->>'reason' FROM journal WHERE event = 'escalated'") == ["alasan sari"])
        }

        @Test("what is not allowed is answered to its sender and parks nothing; a sender that is gone blocks nobody")
        func refusals() throws {
            try site.startWorkers(and: "CaseWorker")
            let code = try #require(try site.routedCases(1).first)
            try site.broker.declareQueue("answers")
            func message(_ name: CommandName, _ key: String, role: CaseRole, to queue: String?) -> SentCommand {
                var command = CaseCommand(
                    name, key: key, target: .code(code), actor: CaseActor(role, id: "by-\(key)"))
                command.reason = "uji"
                return SentCommand(
                    command: command, correlationID: "c-\(key)", routingKey: command.routingKey,
                    body: command.json(at: .now), replyTo: queue)
            }
            let messages = [
                message(.dispute, "1", role: .reporter, to: "answers"),
                message(.disposition, "2", role: .officer, to: "answers-gone"),
                message(.archive, "3", role: .reporter, to: "answers"),
                message(.reply, "4", role: .officer, to: "answers"),
                message(.dispute, "1", role: .reporter, to: "answers"),
            ]
            try Applications.publish(messages, to: site.broker.address, senders: 1)
            try records.settleCommands(["1", "2", "3", "4"])
            let replies = try records.replies(to: messages, from: "answers")
            let codes = replies.mapValues { Set($0.compactMap(\.refusal?.code)) }
            #expect(codes == ["c-1": [.illegalMove], "c-3": [.notPermitted], "c-4": [.incomplete]])
            #expect(replies["c-1"]?.count == 2)
            #expect(replies["c-4"]?.first?.refusal?.reason.contains("text") == true)
            #expect(try records.count("SELECT count(*) FROM command WHERE refusal = 'not_permitted'") == 2)
            #expect(try records.count("SELECT max(version) FROM complaint") == 2)
            #expect(try records.depth("casework.dead") == 0)
        }
    }
}
