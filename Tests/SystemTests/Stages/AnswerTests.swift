import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// Ask, do not delete: a question over the reporter's own channel, and what they write back.
    @Suite("Questions and answers")
    struct AnswerTests {
        private static let question = "Di jalan dan nomor berapa tepatnya?"
        private static let answer = "Jalan Mawar nomor lima, bukan-untuk-umum"

        /// What a phone sends to 1708.
        private func sms(_ site: Site, _ id: String, _ text: String, from phone: String, title: String? = nil) throws {
            let heading = title.map { #""title":"\#($0)","# } ?? ""
            let body =
                #"{"channel":"sms","external_id":"\#(id)",\#(heading)"text":"\#(text)","reporter":{"phone":"\#(phone)"}}"#
            try site.broker.publish([
                Publication(
                    exchange: Topology.intakeExchange, routingKey: "intake.sms",
                    properties: MessageProperties(contentType: "application/json", messageID: id),
                    body: Array(body.utf8))
            ])
        }

        private func lapor(_ site: Site, _ arguments: String...) throws -> (code: Int32?, output: String) {
            let program = try site.start("lapor", arguments)
            return (program.waitForEnd(seconds: 60), program.output)
        }

        /// A site with all workers where one SMS was reported and a question to it was asked; its code.
        private func asked(_ site: Site) throws -> String {
            try site.startWorkers()
            try site.start("CaseWorker")
            try site.start("ClockWorker")
            let records = Records(site: site)
            try sms(site, "sms-1", "Lampu jalan mati di Kota Samarinda", from: "0812-7777-1001")
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            let asked = try lapor(site, "case", "ask", code, "--text", Self.question)
            #expect(asked.code == 0, "\(asked.output)")
            return code
        }

        private func events(_ records: Records, _ code: String) throws -> [String] {
            try records.texts(
                """
                SELECT event FROM journal j JOIN complaint c ON c.id = j.complaint_id WHERE c.code = '\(code)'
                ORDER BY j.version
                """)
        }

        private func wait(
            _ records: Records, _ code: String, for count: Int, _ location: SourceLocation = #_sourceLocation
        ) throws {
            let come = poll(seconds: 60) { (try? events(records, code).count) == count }
            let found = try events(records, code)
            try #require(come, "\(found)\n\(records.site.logs.suffix(2000))", sourceLocation: location)
        }

        private func wait(
            complaints: Int, _ records: Records, _ location: SourceLocation = #_sourceLocation
        ) throws {
            let come = poll(seconds: 60) { (try? records.complaints()) == complaints }
            try #require(come, "\(records.site.logs.suffix(2000))", sourceLocation: location)
        }

        @Test(
            "an SMS from the same number answers, however the number is written; the case goes on",
            arguments: ["+6281277771001", "0812 7777 1001"])
        func revives(_ phone: String) throws {
            try Site.with { site in
                let records = Records(site: site)
                let code = try asked(site)
                #expect(try records.texts("SELECT status::text FROM complaint") == ["tunda"])
                try sms(site, "sms-2", Self.answer, from: phone)
                try wait(records, code, for: 5)
                // Delivered again, as operators do.
                try sms(site, "sms-2", Self.answer, from: phone)
                // The question is answered: what comes now is a report of its own.
                try sms(site, "sms-3", "Sampah menumpuk di Kota Samarinda", from: phone)
                try wait(complaints: 2, records)
                #expect(try events(records, code).prefix(4) == ["registered", "unrouted", "asked", "answered"])
                #expect(try ["assigned", "unrouted"].contains(events(records, code)[4]))
                #expect(try events(records, code).count == 5)
                #expect(
                    try records.texts("SELECT text FROM correspondence WHERE role = 'reporter'") == [Self.answer])
                #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
                #expect(try records.count("SELECT count(*) FROM open_question") == 0)
                #expect(try records.depth("casework.dead") == 0 && records.depth("intake.dead") == 0)
            }
        }

        @Test("an answer that was kept and not passed on is passed on when it comes again, and is in the account")
        func interrupted() throws {
            try Site.with { site in
                let records = Records(site: site)
                let code = try asked(site)
                let intake = try #require(site.programs.first { $0.name == "IntakeWorker" })
                intake.terminate()
                #expect(intake.waitForEnd(seconds: 30) == 0)
                let doomed = try site.start("IntakeWorker", [], ["LAPOR_KILL_POINT": "committed"])
                try sms(site, "sms-2", Self.answer, from: "0812-7777-1001")
                #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL)
                #expect(try events(records, code).last == "asked")
                try site.start("IntakeWorker")
                try wait(records, code, for: 5)
                #expect(try records.count("SELECT count(*) FROM correspondence WHERE role = 'reporter'") == 1)
                #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
                let sound = try poll(seconds: 30) { try lapor(site, "reconcile").code == 0 }
                let account = try lapor(site, "reconcile").output
                #expect(sound, "\(account)")
                #expect(try records.depth("casework.dead") == 0)
            }
        }

        @Test("an answer whose command is lost with its queue is brought to its case by a ClockWorker")
        func lostCommand() throws {
            try Site.with { site in
                let records = Records(site: site)
                let code = try asked(site)
                for worker in site.programs where ["CaseWorker", "ClockWorker"].contains(worker.name) {
                    worker.terminate()
                    #expect(worker.waitForEnd(seconds: 30) == 0)
                }
                try sms(site, "sms-2", Self.answer, from: "0812-7777-1001")
                #expect(try poll(seconds: 30) { try records.depth("casework") == 1 })
                try site.broker.purge("casework")
                // A ClockWorker looks for lost commands when it starts and then once a minute; young ones may be on their way.
                let lost = "SELECT count(*) FROM correspondence WHERE version IS NULL AND at < now() - interval '6 s'"
                try #require(try poll(seconds: 30) { try records.count(lost) == 1 })
                try site.start("CaseWorker")
                try site.start("ClockWorker")
                try wait(records, code, for: 5)
                #expect(try events(records, code)[3] == "answered")
                #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
            }
        }

        @Test("a question stays open while the case waits, whatever else is said of it")
        func escalatedMeanwhile() throws {
            try Site.with { site in
                let records = Records(site: site)
                let code = try asked(site)
                let escalated = try lapor(site, "case", "escalate", code, "--reason", "mendesak")
                #expect(escalated.code == 0, "\(escalated.output)")
                try sms(site, "sms-2", Self.answer, from: "0812-7777-1001")
                try wait(records, code, for: 6)
                #expect(
                    try events(records, code).prefix(5) == ["registered", "unrouted", "asked", "escalated", "answered"])
                #expect(try records.count("SELECT count(*) FROM open_question") == 0 && records.complaints() == 1)
            }
        }

        @Test("who reported by an application and left a number alone is asked by SMS, and their SMS is the answer")
        func askedByAnotherWay() throws {
            try Site.with { site in
                try site.startWorkers()
                try site.start("CaseWorker")
                let records = Records(site: site)
                try site.run(
                    "lapor", "submit", "--channel", "whatsapp", "--text", "Lampu jalan mati di Kota Samarinda",
                    "--phone",
                    "0812-7777-1003")
                try records.settle(complaints: 1)
                let code = try #require(try records.texts("SELECT code FROM complaint").first)
                let long = try lapor(
                    site, "case", "ask", code, "--text", String(repeating: "Di mana tepatnya? ", count: 9))
                #expect(long.code != 0 && long.output.contains("at most \(CaseState.longestSMSQuestion)"))
                let asked = try lapor(site, "case", "ask", code, "--text", Self.question)
                #expect(asked.code == 0, "\(asked.output)")
                let channels = "SELECT channel FROM open_question ORDER BY channel"
                #expect(try records.texts(channels) == ["sms", "whatsapp"])
                try sms(site, "sms-2", Self.answer, from: "0812-7777-1003")
                try wait(records, code, for: 5)
                #expect(try records.texts(channels) == [] && records.complaints() == 1)
            }
        }

        @Test("a question that was withdrawn in the same breath waits for nothing")
        func askedAndMerged() throws {
            try Site.with { site in
                try site.startWorkers()
                let records = Records(site: site)
                try sms(site, "sms-1", "Lampu jalan mati di Kota Samarinda", from: "0812-7777-1001")
                try sms(site, "sms-0", "Lampu mati di Kota Samarinda", from: "0812-7777-1002")
                try records.settle(complaints: 2)
                let codes = try records.texts(
                    """
                    SELECT code FROM complaint c JOIN submission s ON s.complaint_id = c.id ORDER BY s.external_id DESC
                    """)
                var ask = CaseCommand(
                    .ask, key: "ask", target: .code(codes[0]), actor: CaseActor(.coordinator, id: "uji"))
                ask.text = Self.question
                var merge = CaseCommand(.merge, key: "merge", target: .code(codes[0]), actor: ask.actor)
                (merge.into, merge.reason) = (codes[1], "hal yang sama")
                let sent = [ask, merge].map {
                    SentCommand(
                        command: $0, correlationID: $0.key, routingKey: $0.routingKey, body: $0.json(at: .now),
                        replyTo: nil)
                }
                try Applications.publish(sent, to: site.broker.address, senders: 1)
                #expect(try poll(seconds: 30) { try records.depth("casework") == 2 })
                try site.start("CaseWorker", [], ["LAPOR_LANES": "1"])
                try wait(records, codes[0], for: 4)
                #expect(try events(records, codes[0]) == ["registered", "unrouted", "asked", "merged"])
                #expect(try records.count("SELECT count(*) FROM open_question") == 0)
            }
        }

        @Test("who reports something else meanwhile, with a title or from another number, makes a report of its own")
        func ownReports() throws {
            try Site.with { site in
                let records = Records(site: site)
                let code = try asked(site)
                try sms(site, "sms-2", "Sampah menumpuk di pasar", from: "0812-7777-1001", title: "Sampah")
                try sms(site, "sms-3", "Air keruh di Kota Samarinda", from: "0812-7777-1002")
                try wait(complaints: 3, records)
                #expect(try events(records, code) == ["registered", "unrouted", "asked"])
                #expect(try records.texts("SELECT status::text FROM complaint WHERE code = '\(code)'") == ["tunda"])
            }
        }

        @Test("the question reaches the reporter as one SMS; no message tells words, number or name")
        func staysPrivate() throws {
            try Site.with { site in
                let records = Records(site: site)
                var connection = try site.broker.connect()
                try connection.declareQueue("spy", arguments: ["x-queue-type": .text("quorum")])
                try connection.bind("spy", to: Topology.eventsExchange, key: "#")
                try connection.bind("spy", to: Topology.caseworkExchange, key: "case.answer")
                let code = try asked(site)
                try sms(site, "sms-2", Self.answer, from: "0812-7777-1001")
                try wait(records, code, for: 5)
                let told = try poll(seconds: 30) {
                    try records.outboxLines().contains { $0.contains(Self.question) }
                }
                #expect(told)
                let questions = try records.outboxLines().filter { $0.contains(Self.question) }
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
        }

        @Test("an answer that comes after the case was filed for want of it takes it up again")
        func lateAnswer() throws {
            try Site.with { site in
                let records = Records(site: site)
                try site.run("lapor", "migrate", "--rehearsal")
                var connection = try PostgresConnection(to: site.database)
                func setTime(_ text: String) throws {
                    try StoreClock.setScenarioTime(try #require(Instant(rfc3339: text)), &connection)
                }
                try setTime("2020-03-02T09:00:00+08:00")
                let code = try asked(site)
                // No ClockWorker spoke in time: who was not warned has two working days more.
                try setTime("2020-03-31T09:00:00+08:00")
                try wait(records, code, for: 4)
                #expect(try events(records, code).last == "warned")
                try setTime("2020-04-03T09:00:00+08:00")
                try wait(records, code, for: 5)
                #expect(try events(records, code) == ["registered", "unrouted", "asked", "warned", "archived"])
                #expect(
                    try records.count(
                        "SELECT count(*) FROM journal WHERE event = 'archived' AND data->>'cause' = 'no_answer'") == 1)
                try sms(site, "sms-2", Self.answer, from: "+6281277771001")
                let revived = try poll(seconds: 60) { try events(records, code).contains("answered") }
                #expect(revived, "\(site.logs.suffix(2000))")
                #expect(try records.complaints() == 1)
            }
        }
    }
}
