import Foundation
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("Bad input")
    final class BadInputTests: SiteTest {
        /// Publishes `bad` among good ones; returns what was parked once all good ones are stored.
        private func park(_ bad: [TestMessage]) throws -> [Delivery] {
            let worker = try site.start("IntakeWorker")
            let series = Submissions(series: "B")
            let messages = bad.enumerated().flatMap { [series.good($0 * 2), $1, series.good($0 * 2 + 1)] }
            let submitter = try Submitter(site)
            try submitter.submit(messages, window: 20)
            let done = try poll(seconds: 30) {
                try records.complaints() == bad.count * 2 && records.depth("intake.dead") >= bad.count
            }
            let counts = "\(try records.complaints()) complaints, \(try records.depth("intake.dead")) parked"
            try #require(done, Comment(rawValue: counts))
            #expect(worker.isRunning)
            try site.stopWorkers()
            #expect(try records.depth("intake") == 0)
            return try records.take("intake.dead")
        }

        @Test("every example of the contract ends as the contract says")
        func contractExamples() throws {
            let examples = ContractExample.all
            try #require(!examples.isEmpty)
            let worker = try site.start("IntakeWorker")
            let submitter = try Submitter(site)
            let messages = try examples.map { try $0.message() }
            try submitter.submit(messages, window: 50)
            let expected = (examples.reduce(0) { $0 + $1.registered }, examples.flatMap(\.parked).sorted())
            _ = try poll(seconds: 30) {
                try records.complaints() >= expected.0 && records.depth("intake.dead") >= expected.1.count
            }
            #expect(worker.isRunning)
            try site.stopWorkers()
            #expect(try records.depth("intake") == 0)
            #expect(try records.complaints() == expected.0)
            let parked = try records.take("intake.dead")
            let labels = parked.map { delivery in
                let headers = delivery.properties.headers
                return "\(delivery.properties.messageID ?? "") item \(headers["x-lapor-item"]?.integer ?? -1): "
                    + "\(headers["x-lapor-code"]?.text ?? "") \(headers["x-lapor-field"]?.text ?? "-")"
            }
            #expect(Set(expected.1).subtracting(labels) == [], "should have been parked")
            #expect(Set(labels).subtracting(expected.1) == [], "should not have been parked")
            #expect(labels.count == expected.1.count)
            try keepsBytes(parked, messages)
        }

        private func keepsBytes(_ parked: [Delivery], _ messages: [TestMessage]) throws {
            let sent = Dictionary(uniqueKeysWithValues: messages.map { ($0.messageID, $0) })
            for delivery in parked where delivery.properties.headers["x-lapor-item"] == nil {
                let original = try #require(sent[delivery.properties.messageID ?? ""])
                let isTooLarge = delivery.properties.headers["x-lapor-code"]?.text == "body_too_large"
                let body = isTooLarge ? Array(original.body.prefix(4096)) : original.body
                #expect(delivery.body == body, "\(original.messageID)")
                #expect(delivery.properties.contentType == original.properties.contentType)
                #expect(delivery.properties.contentEncoding == original.properties.contentEncoding)
                #expect(delivery.properties.headers["x-lapor-routing-key"]?.text == original.routingKey)
            }
        }

        private func message(_ name: String, _ body: [UInt8], _ change: (inout MessageProperties) -> Void = { _ in })
            -> TestMessage
        {
            var properties = MessageProperties(contentType: "application/json")
            change(&properties)
            return TestMessage(messageID: name, routingKey: "intake.web", properties: properties, body: body)
        }

        @Test("bytes that are no submission are parked, of large ones the beginning; those beside them are not touched")
        func wildBytes() throws {
            let deep = Array((#"{"channel":"web","x":"# + String(repeating: "[", count: 10_000)).utf8)
            let bodies: [(String, [UInt8])] = [
                ("empty", []), ("text", Array("halo".utf8)), ("nul", [0]),
                ("zeros", [UInt8](repeating: 0, count: 4096)),
                ("not utf-8", [0xC3, 0x28, 0xFF]), ("surrogate", [0xED, 0xA0, 0x80]),
                ("cut emoji", Array(#"{"channel":"web","external_id":"1","text":""#.utf8) + [0xF0, 0x9F]),
                ("deep, open", deep),
                ("deep, closed", deep + [UInt8](repeating: UInt8(ascii: "]"), count: 10_000) + [UInt8(ascii: "}")]),
                ("braces", Array(String(repeating: #"{"a":"#, count: 10_000).utf8)),
                ("large", [UInt8](repeating: UInt8(ascii: " "), count: 1_000_000)),
                ("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), ("bom", [0xEF, 0xBB, 0xBF] + Array("{}".utf8)),
                ("number", Array("1e999999".utf8)),
                ("long number", [UInt8](repeating: UInt8(ascii: "9"), count: 100_000)),
            ]
            let parked = try park(bodies.map { message($0.0, $0.1) })
            #expect(parked.count == bodies.count)
            let found = Dictionary(parked.map { ($0.properties.messageID ?? "", $0) }, uniquingKeysWith: { $1 })
            for (name, body) in bodies {
                #expect(found[name]?.body == (name == "large" ? Array(body[..<4096]) : body), "\(name)")
                let code = found[name]?.properties.headers["x-lapor-code"]?.text ?? ""
                #expect(!code.isEmpty && code != "storage_refused", "\(name): \(code)")
                #expect(found[name]?.properties.headers["x-lapor-stage"]?.text == "intake")
            }
        }

        @Test("odd properties and headers: parked with them, or accepted in spite of them")
        func oddProperties() throws {
            var deep = FieldValue.text("dasar")
            for _ in 0..<2000 { deep = .table(["d": deep]) }
            let nothing = Array("{}".utf8)
            let bad = [
                message("content type", nothing) { $0.contentType = "application/\u{0}" },
                message("encoding", nothing) { $0.contentEncoding = "br" },
                message("long type", nothing) { $0.contentType = String(repeating: "x", count: 255) },
                message("deep headers", nothing) { $0.headers = ["tree": deep] },
                message("all kinds", nothing) {
                    $0.headers = [
                        "b": .boolean(true), "i": .integer(.min), "d": .double(-0.5), "v": .void, "t": .timestamp(.max),
                        "raw": .bytes([0, 0xFF, 0xC3]), "list": .array([.integer(1), .table(["x": .text("y")])]),
                        "": .text(""),
                    ]
                    $0.type = "jenis"
                    $0.timestamp = .max
                },
                message("our own names", nothing) {
                    $0.headers = [
                        "x-lapor-code": .text("palsu"), "x-lapor-stage": .integer(7), "x-delivery-count": .integer(49),
                    ]
                },
                message("death", nothing) { $0.headers = ["x-death": .array([.table(["count": .integer(99)])])] },
                message("many headers", nothing) {
                    for number in 0..<2000 { $0.headers["h\(number)"] = .text("nilai") }
                },
            ]
            let parked = try park(bad)
            let found = Dictionary(
                parked.map { ($0.properties.messageID ?? "", $0.properties) }, uniquingKeysWith: { $1 })
            #expect(Set(found.keys) == Set(bad.map(\.messageID)))
            let kinds = try #require(found["all kinds"])
            #expect(kinds.headers["raw"] == .bytes([0, 0xFF, 0xC3]))
            #expect(kinds.headers["list"] == .array([.integer(1), .table(["x": .text("y")])]))
            #expect(kinds.headers["i"] == .integer(.min))
            #expect(kinds.type == "jenis" && kinds.timestamp == .max)
            #expect(found["our own names"]?.headers["x-lapor-code"]?.text == "field_missing")
            #expect(found["our own names"]?.headers["x-lapor-stage"]?.text == "intake")
            #expect(found["many headers"]?.headers["h1999"]?.text == "nilai")
            #expect(found["death"]?.headers["x-death"] == nil)
        }

        @Test("10 MB are refused by the broker, which closes the publisher; nobody else notices")
        func tooLarge() throws {
            let program = try site.start("IntakeWorker")
            var connection = try site.broker.connect()
            try connection.selectConfirms()
            let large = message("large", [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20))
            var refusal: RabbitError?
            do throws(RabbitError) {
                try connection.publish(large.publication)
                try connection.waitForConfirms(milliseconds: 10_000)
            } catch {
                refusal = error
            }
            #expect(refusal?.code == .closedByBroker || refusal?.code == .connectionLost)
            try Submitter(site).submit([Submissions(series: "L").good(1)])
            let stored = try poll(seconds: 10) { try records.complaints() == 1 }
            #expect(stored)
            #expect(try records.depth("intake.dead") == 0)
            #expect(program.isRunning && !program.output.contains("interrupted"))
            try site.stopWorkers()
        }
    }
}

extension ContractExample {
    fileprivate func message() throws -> TestMessage {
        TestMessage(
            messageID: name, routingKey: routingKey,
            properties: MessageProperties(contentType: contentType, contentEncoding: contentEncoding), body: try body())
    }

    /// How many of its submissions become complaints.
    fileprivate var registered: Int {
        expect.filter { $0.outcome == "registered" }.reduce(0) { $0 + ($1.count ?? 1) }
    }

    /// How its parked messages must be labelled.
    fileprivate var parked: [String] {
        expect.filter { $0.outcome == "rejected" }
            .map { "\(name) item \($0.item ?? -1): \($0.code ?? "?") \($0.field ?? "-")" }
    }
}
