import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing

@testable import Store

extension SystemTests {
    /// Ask, do not delete: a question over the reporter's own channel, and what they write back.
    @Suite("Questions and answers")
    final class AnswerTests: SiteTest {
        private let question = AskedCase.question
        private let answer = AskedCase.answer

        private func wait(
            complaints: Int, _ location: SourceLocation = #_sourceLocation
        ) throws {
            let come = poll(seconds: 60) { (try? records.complaints()) == complaints }
            try #require(come, "\(records.site.logs.suffix(2000))", sourceLocation: location)
        }

        @Test(
            "an SMS from the same number answers, however the number is written; the case goes on",
            arguments: ["+6281277771001", "0812 7777 1001"])
        func revives(_ phone: String) throws {
            let code = try site.asked()
            #expect(try records.texts("SELECT status::text FROM complaint") == ["tunda"])
            try site.sms("sms-2", answer, from: phone)
            try records.awaitEvents(5, of: code)
            // Delivered again, as operators do.
            try site.sms("sms-2", answer, from: phone)
            // The question is answered: what comes now is a report of its own.
            try site.sms("sms-3", "Sampah menumpuk di Kota Samarinda", from: phone)
            try wait(complaints: 2)
            #expect(try records.events(of: code).prefix(4) == ["registered", "unrouted", "asked", "answered"])
            #expect(try ["assigned", "unrouted"].contains(records.events(of: code)[4]))
            #expect(try records.events(of: code).count == 5)
            #expect(try records.letters().filter { $0.role == "reporter" }.map(\.text) == [answer])
            #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
            #expect(try records.count("SELECT count(*) FROM open_question WHERE answered_at IS NULL") == 0)
            #expect(try records.depth("casework.dead") == 0 && records.depth("intake.dead") == 0)
        }

        @Test("an answer whose command is lost with its queue is brought to its case by a ClockWorker")
        func lostCommand() throws {
            let code = try site.asked()
            site.stop("CaseWorker", "ClockWorker")
            try site.sms("sms-2", answer, from: "0812-7777-1001")
            #expect(try poll(seconds: 30) { try records.depth("casework") == 1 })
            try site.broker.purge("casework")
            // A ClockWorker looks for lost commands when it starts and then once a minute; young ones may be on their way.
            let lost = "SELECT count(*) FROM correspondence WHERE version IS NULL AND at < now() - interval '6 s'"
            try #require(try poll(seconds: 30) { try records.count(lost) == 1 })
            try site.start("CaseWorker")
            try site.start("ClockWorker")
            try records.awaitEvents(5, of: code)
            #expect(try records.events(of: code)[3] == "answered")
            #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
        }

        @Test("a question stays open while the case waits, whatever else is said of it")
        func escalatedMeanwhile() throws {
            let code = try site.asked()
            let escalated = try site.lapor("case", "escalate", code, "--reason", "mendesak")
            #expect(escalated.code == 0, "\(escalated.output)")
            try site.sms("sms-2", answer, from: "0812-7777-1001")
            try records.awaitEvents(6, of: code)
            #expect(
                try records.events(of: code).prefix(5) == [
                    "registered", "unrouted", "asked", "escalated", "answered",
                ])
            #expect(try records.count("SELECT count(*) FROM open_question WHERE answered_at IS NULL") == 0)
            #expect(try records.complaints() == 1)
        }

        @Test("who reported by an application and left a number alone is asked by SMS, and their SMS is the answer")
        func askedByAnotherWay() throws {
            try site.startWorkers(and: "CaseWorker")
            let ending = try site.submit(
                "Lampu jalan mati di Kota Samarinda", ["phone": "0812-7777-1003"], "--channel", "whatsapp")
            #expect(ending.code == 0, "\(ending)")
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            let long = try site.lapor(
                "case", "ask", code, "--text-file", site.words(String(repeating: "Di mana tepatnya? ", count: 9)))
            #expect(long.code != 0 && long.output.contains("at most \(CaseState.longestSMSQuestion)"))
            let asked = try site.lapor("case", "ask", code, "--text-file", site.words(question))
            #expect(asked.code == 0, "\(asked.output)")
            let channels = "SELECT channel FROM open_question WHERE answered_at IS NULL ORDER BY channel"
            #expect(try records.texts(channels) == ["sms", "whatsapp"])
            try site.sms("sms-2", answer, from: "0812-7777-1003")
            try records.awaitEvents(5, of: code)
            #expect(try records.texts(channels) == [] && records.complaints() == 1)
        }

        @Test("a question that was withdrawn in the same breath waits for nothing")
        func askedAndMerged() throws {
            try site.startWorkers()
            try site.sms("sms-1", "Lampu jalan mati di Kota Samarinda", from: "0812-7777-1001")
            try site.sms("sms-0", "Lampu mati di Kota Samarinda", from: "0812-7777-1002")
            try records.settle(complaints: 2)
            let codes = try records.texts(
                """
                SELECT code FROM complaint c JOIN submission s ON s.complaint_id = c.id ORDER BY s.external_id DESC
                """)
            var ask = CaseCommand(
                .ask, key: "ask", target: .code(codes[0]), actor: CaseActor(.coordinator, id: "uji"))
            ask.text = question
            var merge = CaseCommand(.merge, key: "merge", target: .code(codes[0]), actor: ask.actor)
            (merge.into, merge.reason) = (codes[1], "hal yang sama")
            let sent = [ask, merge].map {
                SentCommand(
                    command: $0, correlationID: $0.key, routingKey: $0.routingKey, body: $0.json(at: .now),
                    replyTo: nil)
            }
            try Applications.publish(sent, to: site.broker.address, senders: 1)
            #expect(try poll(seconds: 30) { try records.depth("casework") == 2 })
            try site.start("CaseWorker", ["LAPOR_LANES": "1"])
            try records.awaitEvents(4, of: codes[0])
            #expect(try records.events(of: codes[0]) == ["registered", "unrouted", "asked", "merged"])
            #expect(try records.count("SELECT count(*) FROM open_question WHERE answered_at IS NULL") == 0)
        }

        @Test("who reports something else meanwhile, with a title or from another number, makes a report of its own")
        func ownReports() throws {
            let code = try site.asked()
            try site.sms("sms-2", "Sampah menumpuk di pasar", from: "0812-7777-1001", title: "Sampah")
            try site.sms("sms-3", "Air keruh di Kota Samarinda", from: "0812-7777-1002")
            try wait(complaints: 3)
            #expect(try records.events(of: code) == ["registered", "unrouted", "asked"])
            #expect(try records.texts("SELECT status::text FROM complaint WHERE code = '\(code)'") == ["tunda"])
        }

        @Test("the question reaches the reporter as one SMS; no message tells words, number or name")
        func staysPrivate() throws {
            var connection = try site.broker.connect()
            try connection.declareQueue("spy", arguments: ["x-queue-type": .text("quorum")])
            try connection.bind("spy", to: Topology.eventsExchange, key: "#")
            try connection.bind("spy", to: Topology.caseworkExchange, key: "case.answer")
            let code = try site.asked()
            try site.sms("sms-2", answer, from: "0812-7777-1001")
            try records.awaitEvents(5, of: code)
            let told = try poll(seconds: 30) {
                try records.outboxLines().contains { $0.contains(question) }
            }
            #expect(told)
            let questions = try records.outboxLines().filter { $0.contains(question) }
            #expect(questions.count == 1)
            let text = try #require(
                (JSONSerialization.jsonObject(with: Data(questions[0].utf8)) as? [String: Any])?["text"] as? String)
            #expect(text.contains(code) && GSM7.isEncodable(text))
            #expect((GSM7.septets(text) ?? .max) <= GSM7.segment)
            try site.stopWorkers()
            let spied = try records.take("spy").map {
                String(decoding: $0.body, as: UTF8.self) + "\($0.properties)"
            }
            #expect(
                spied.contains { $0.contains("complaint.answered") || $0.contains("id.lapor.complaint.answered") })
            #expect(spied.contains { $0.contains("id.lapor.case.answer.v1") })
            let journal = try records.texts("SELECT journal::text FROM journal")
            let outcomes = try records.texts("SELECT command::text FROM command")
            for secret in ["Mawar", "bukan-untuk-umum", "tepatnya", "7777-1001", "77771001"] {
                for text in spied + journal + outcomes + [site.logs] {
                    #expect(!text.contains(secret), "'\(secret)' in \(text)")
                }
            }
        }

        @Test("an answer that comes after the case was filed for want of it takes it up again")
        func lateAnswer() throws {
            site.worksByOneLogin()
            try site.run("migrate", "--rehearsal")
            var connection = try PostgresConnection(to: site.database)
            func setTime(_ text: String) throws {
                try StoreClock.setScenarioTime(try #require(Instant(rfc3339: text)), &connection)
            }
            try setTime("2020-03-02T09:00:00+08:00")
            let code = try site.asked()
            // No ClockWorker spoke in time: who was not warned has two working days more.
            try setTime("2020-03-31T09:00:00+08:00")
            try records.awaitEvents(4, of: code)
            #expect(try records.events(of: code).last == "warned")
            try setTime("2020-04-03T09:00:00+08:00")
            try records.awaitEvents(5, of: code)
            #expect(try records.events(of: code) == ["registered", "unrouted", "asked", "warned", "archived"])
            #expect(
                try records.count(
                    "SELECT count(*) FROM journal WHERE event = 'archived' AND data->>'cause' = 'no_answer'") == 1)
            try site.sms("sms-2", answer, from: "+6281277771001")
            let revived = try poll(seconds: 60) { try records.events(of: code).contains("answered") }
            #expect(revived, "\(site.logs.suffix(2000))")
            #expect(try records.complaints() == 1)
        }
    }
}
