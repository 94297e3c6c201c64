import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// What senders hear of their submissions, and of commands that cannot be read.
    @Suite("Answers at the queue")
    final class IntakeAnswerTests: SiteTest {
        private struct Told {
            var type: String
            var data: JSONFields
        }

        private func asking(_ message: TestMessage, _ queue: String) -> Publication {
            var publication = message.publication
            (publication.properties.replyTo, publication.properties.correlationID) = (queue, message.messageID)
            return publication
        }

        /// What came to `queue`, by correlation id.
        private func told(_ queue: String, _ count: Int) throws -> [String: [Told]] {
            try site.broker.take(queue, count, seconds: 30).reduce(into: [:]) { told, delivery in
                let event = try #require(JSONFields(strictly: delivery.body))
                let data = try #require(try event.optionalObject("data"))
                told[delivery.properties.correlationID ?? "none", default: []].append(
                    Told(type: try event.string("type"), data: data))
            }
        }

        @Test("each submission is answered: registered with its code, known, or refused with code and field")
        func outcomes() throws {
            try site.start("IntakeWorker")
            try site.broker.declareQueue("answers")
            let series = Submissions(series: "A")
            let (first, second) = (series.good(0), series.good(1))
            var other = first
            other.body = Array(String(decoding: first.body, as: UTF8.self).replacing("di K", with: "dekat K").utf8)
            other.messageID = "other"
            let bad = series.bad(2)
            try site.broker.publish([asking(first, "answers"), asking(bad, "answers"), asking(second, "gone")])
            let told = try told("answers", 2)
            let code = try #require(try records.texts("SELECT code FROM complaint WHERE channel = 'web'").first)
            let registered = try #require(told[first.messageID]?.first)
            #expect(registered.type == "id.lapor.submission.registered.v1")
            #expect(try registered.data.string("code") == code)
            #expect(try registered.data.string("external_id") == "A-0")
            let refused = try #require(told[bad.messageID]?.first)
            #expect(refused.type == "id.lapor.submission.refused.v1")
            #expect(try refused.data.string("error") == "field_missing")
            #expect(try refused.data.optionalString("field") != nil)

            try site.broker.publish([asking(first, "answers"), asking(other, "answers")])
            let again = try self.told("answers", 2)
            #expect(again[first.messageID]?.map(\.type) == ["id.lapor.submission.duplicate.v1"])
            #expect(try again[first.messageID]?.first?.data.string("code") == code)
            #expect(try again["other"]?.first?.data.string("error") == "external_id_reused")
            #expect(try again["other"]?.first?.data.optionalString("code") == nil)
            #expect(try poll(seconds: 30) { try records.complaints() == 2 })
        }

        @Test("an id longer than a name of AMQP is answered like another, and holds up nobody behind it")
        func longID() throws {
            try site.start("IntakeWorker", ["LAPOR_LANES": "1"])
            try site.broker.declareQueue("answers")
            let long = String(repeating: "é", count: 200)
            var first = Submissions(series: "L").good(0)
            first.body = Array(String(decoding: first.body, as: UTF8.self).replacing("L-0", with: long).utf8)
            let second = Submissions(series: "L").good(4)
            try site.broker.publish([asking(first, "answers"), asking(second, "answers")])
            let told = try told("answers", 2)
            #expect(told.count == 2)
            #expect(try told[first.messageID]?.first?.data.string("external_id") == long)
            #expect(try records.complaints() == 2)
        }

        @Test("a misspelt key loses nothing: it is parked and told, and put back where it was meant to go")
        func misspelt() throws {
            try site.start("IntakeWorker")
            try site.start("CaseWorker")
            try site.broker.declareQueue("answers")
            let series = Submissions(series: "K")
            let keys = ["web", "Intake.web", "intake_web"]
            let messages = keys.enumerated().map { number, key in
                var publication = asking(series.good(number * 4), "answers")
                publication.routingKey = key
                return publication
            }
            var command = asking(series.good(3), "answers")
            (command.exchange, command.routingKey) = (Topology.caseworkExchange, "casse.reply")
            try site.broker.publish(messages + [command])
            let told = try told("answers", 4)
            #expect(told.count == 4)
            for answer in told.values.joined() {
                #expect(try answer.data.string("error") == "routing_key_unknown")
            }
            #expect(try records.depth("intake.dead") == 3 && records.depth("casework.dead") == 1)
            try site.run("dead", "replay", "--stage", "intake", "--all", "--yes")
            #expect(try poll(seconds: 30) { try records.complaints() == 3 })
        }

        @Test("a command that is parked is answered too")
        func parkedCommand() throws {
            try site.start("CaseWorker")
            try site.broker.declareQueue("answers")
            let properties = MessageProperties(correlationID: "c", replyTo: "answers")
            let body = Array(#"{"id":"disp-1","command":"verify","case":"KVNT-RWQH-SMPX"}"#.utf8)
            try site.broker.publish([
                Publication(
                    exchange: Topology.caseworkExchange, routingKey: "case.verify", properties: properties, body: body)
            ])
            let told = try #require(try told("answers", 1)["c"]?.first)
            #expect(told.type == "id.lapor.command.parked.v1")
            #expect(try told.data.string("id") == "disp-1" && told.data.string("field") == "case")
        }

        @Test("a sender whose queue takes nothing holds up nobody, even where parked messages find no room either")
        func fullQueues() throws {
            // Without the management API it does not see that the limit is another.
            let worker = try site.start("IntakeWorker", ["LAPOR_MANAGEMENT_URL": nil])
            try site.broker.setPolicy("full", of: "answers", #"{"max-length":1,"overflow":"reject-publish"}"#)
            try site.broker.declareQueue("answers")
            try site.broker.setPolicy(
                "small", of: "intake.dead",
                #"{"max-length-bytes":100000,"overflow":"reject-publish","delivery-limit":1000000}"#)
            let series = Submissions(series: "F")
            var sent = 0
            func bad() -> Publication {
                var message = series.bad(sent)
                message.body += Array(repeating: UInt8(ascii: " "), count: 10_000)
                sent += 1
                return asking(message, "answers")
            }
            // The policies take effect when the queues have heard of them.
            #expect(
                try poll(seconds: 60) {
                    try site.broker.publish((0..<10).map { _ in bad() })
                    return try records.count("SELECT count(*) FROM parked_overflow") > 0
                })
            try site.broker.publish((0..<3).map { asking(series.good($0), "answers") })
            #expect(try poll(seconds: 60) { try records.complaints() == 3 && records.depth("intake") == 0 })
            #expect(worker.isRunning)
            let lying = try records.depth("intake.dead")
            #expect(try poll(seconds: 30) { try records.count("SELECT count(*) FROM parked_overflow") == sent - lying })
            #expect(site.logs.contains("answers given up"))
        }
    }
}
