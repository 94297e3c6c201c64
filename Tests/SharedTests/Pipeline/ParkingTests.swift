import Rabbit
import TestKit
import Testing

@testable import Contract
@testable import Shared

@Suite struct ParkingTests {
    private let parking = Parking(exchange: "lapor.dead", stage: "intake", overflow: ScriptedOverflow())
    private let rejection = Rejection("field_format", field: "reporter.phone", "no number")

    private func delivery(_ body: String = "{}", headers: [String: FieldValue] = [:]) -> Delivery {
        let properties = MessageProperties(
            contentType: "text/x", contentEncoding: "utf-8", headers: headers, messageID: "m", type: "t", timestamp: 9)
        return Delivery(
            tag: 1, exchange: "lapor.intake", routingKey: "intake.web", properties: properties, body: Array(body.utf8))
    }

    @Test func `the reason is in the headers`() {
        let parked = parking.park(delivery(), index: nil, bytes: nil, because: rejection, at: "2026-02-03T01:15:01Z")
        #expect(parked.exchange == "lapor.dead" && parked.routingKey == "intake")
        let expected: [String: FieldValue] = [
            "x-lapor-stage": .text("intake"), "x-lapor-code": .text("field_format"),
            "x-lapor-field": .text("reporter.phone"),
            "x-lapor-reason": .text("no number"), "x-lapor-at": .text("2026-02-03T01:15:01Z"),
            "x-lapor-exchange": .text("lapor.intake"), "x-lapor-routing-key": .text("intake.web"),
        ]
        #expect(parked.properties.headers == expected)
    }

    @Test func `no field, no header`() {
        let parked = parking.park(delivery(), index: nil, bytes: nil, because: Rejection("json_invalid", "x"), at: "")
        #expect(parked.properties.headers["x-lapor-field"] == nil && parked.properties.headers["x-lapor-item"] == nil)
    }

    @Test func `what was delivered before may be parked already, and says so`() {
        var again = delivery(headers: ["x-lapor-redelivered": .text("palsu")])
        #expect(park(again)["x-lapor-redelivered"] == nil)
        again.redelivered = true
        #expect(park(again)["x-lapor-redelivered"] == .boolean(true))
    }

    @Test func `the account that the broker has compared stands beside it, and no other`() {
        var sent = delivery(headers: ["x-lapor-account": .text("palsu")])
        #expect(park(sent)["x-lapor-account"] == nil)
        sent.properties.account = "kanal-web"
        #expect(park(sent)["x-lapor-account"] == .text("kanal-web"))
    }

    private func park(_ delivery: Delivery) -> [String: FieldValue] {
        parking.park(delivery, index: nil, bytes: nil, because: rejection, at: "").properties.headers
    }

    @Test func `bytes, properties and headers stay`() {
        let original = delivery(
            "any\u{0}bytes", headers: ["traceparent": .text("00"), "n": .table(["a": .array([.void])])])
        let parked = parking.park(original, index: nil, bytes: nil, because: rejection, at: "")
        #expect(parked.body == original.body)
        var properties = parked.properties
        properties.headers = properties.headers.filter { !$0.key.hasPrefix("x-lapor-") }
        #expect(properties == original.properties)
    }

    @Test func `who looks at a parked command does not find what proved it`() {
        for value in [FieldValue.text("a.b.c"), .bytes([0xFF]), .table(["x": .void]), .integer(1)] {
            #expect(park(delivery(headers: ["x-lapor-token": value, "n": .integer(7)]))["x-lapor-token"] == nil)
            #expect(park(delivery(headers: ["x-lapor-token": value, "n": .integer(7)]))["n"] == .integer(7))
        }
    }

    @Test func `whatever a proof is called, and wherever it stands, it is not kept`() throws {
        let token = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJtZWphIn0.c2lnbmF0dXJl"
        let headers: [String: FieldValue] = [
            "X-LAPOR-TOKEN": .text("x"), "Authorization": .text("Bearer x"), "mine": .text("bearer \(token)"),
            "n": .table(["x-lapor-token": .integer(1), "deep": .array([.text(token), .text("a")])]),
            "cut": .text(String(token.dropLast(8))), "word": .text("www.lapor.example.org"),
            "raw": .bytes([0xFF, 0x2E]),
        ]
        let expected: [String: FieldValue] = [
            "n": .table(["deep": .array([.text("a")])]), "word": .text("www.lapor.example.org"),
            "raw": .bytes([0xFF, 0x2E]),
        ]
        #expect(park(delivery(headers: headers)).filter { !$0.key.hasPrefix("x-lapor-") } == expected)
        // So it is with what an operator keeps, or the broker gave up.
        let kept = try KeptProperties(json: KeptProperties(MessageProperties(headers: headers)).json)
        #expect(kept.properties.headers == expected)
    }

    @Test func `the broker's trail does not travel on`() {
        let trail = [
            "x-death", "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason", "x-last-death-exchange",
            "x-last-death-queue", "x-last-death-reason", "x-delivery-count",
        ]
        var headers = Dictionary(uniqueKeysWithValues: trail.map { ($0, FieldValue.text("x")) })
        headers["x-mine"] = .boolean(true)
        headers["x-firstname"] = .text("y")
        let parked = parking.park(delivery(headers: headers), index: nil, bytes: nil, because: rejection, at: "")
        let kept = parked.properties.headers.keys.filter { !$0.hasPrefix("x-lapor-") }
        #expect(Set(kept) == ["x-mine", "x-firstname"])
    }

    @Test func `old reasons are replaced`() {
        let headers: [String: FieldValue] = ["x-lapor-code": .text("old"), "x-lapor-stage": .text("old")]
        let parked = parking.park(delivery(headers: headers), index: nil, bytes: nil, because: rejection, at: "")
        #expect(parked.properties.headers["x-lapor-code"] == .text("field_format"))
        #expect(parked.properties.headers["x-lapor-stage"] == .text("intake"))
    }

    @Test func `a sender's further routing keys are not followed`() {
        let headers: [String: FieldValue] = [
            "CC": .array([.text("routing")]), "BCC": .array([.text("notify")]), "cc": .text("kept"),
        ]
        let parked = parking.park(delivery(headers: headers), index: nil, bytes: nil, because: rejection, at: "")
        #expect(parked.properties.headers["CC"] == nil && parked.properties.headers["BCC"] == nil)
        #expect(parked.properties.headers["cc"] == .text("kept"))
    }

    @Test func `headers that fill a frame are left out, largest first, and counted`() {
        let headers: [String: FieldValue] = [
            "big": .bytes([UInt8](repeating: 65, count: 120_000)), "small": .text("kept"),
        ]
        let parked = parking.park(delivery(headers: headers), index: nil, bytes: nil, because: rejection, at: "")
        #expect(parked.properties.headers["big"] == nil)
        #expect(parked.properties.headers["small"] == .text("kept"))
        #expect(parked.properties.headers["x-lapor-headers-dropped"] == .integer(1))
    }

    @Test func `an item goes alone, with its own bytes`() {
        let batch = delivery(#"[{"a":1},{"b":2}]"#)
        for bytes in [nil, Array(#"{"b":2}"#.utf8)] as [[UInt8]?] {
            let parked = parking.park(batch, index: 1, bytes: bytes, because: rejection, at: "")
            #expect(String(decoding: parked.body, as: UTF8.self) == #"{"b":2}"#)
            #expect(parked.properties.headers["x-lapor-item"] == .integer(1))
            #expect(parked.properties.contentType == "application/cloudevents+json")
        }
    }

    @Test func `of a body above the limit the beginning, the size and the hash are kept`() {
        let text = String(repeating: "é", count: 200_000)
        let body = #"{"channel":"web","external_id":"w-1","text":"\#(text)"}"#
        let parked = parking.park(delivery(body), index: nil, bytes: nil, because: .bodyTooLarge, at: "")
        let head = String(decoding: parked.body, as: UTF8.self)
        #expect(parked.body.count > 4090 && parked.body.count <= 4096 && body.hasPrefix(head))
        #expect(parked.properties.headers["x-lapor-size"] == .integer(Int64(body.utf8.count)))
        #expect(
            parked.properties.headers["x-lapor-sha256"]
                == .text("374900147ae96fa07b30b675775fd4d9d600346798766f838f3eb13b2d45eda7"))
        let lying = Delivery(tag: 1, properties: parked.properties, body: parked.body)
        #expect(ParkedHead.isCut(lying))
        #expect(ParkedHead.key(lying) == SubmissionKey(channel: "web", externalID: "w-1"))
    }

    @Test func `a number in an event is kept too; of what cannot be read there is none`() {
        let filler = String(repeating: "x", count: 300_000)
        let event = #"{"specversion":"1.0","data":{"channel":"sms","external_id":"s-1","text":"\#(filler)"}}"#
        let key = SubmissionKey(channel: "sms", externalID: "s-1")
        for (body, key) in [(event, key), (filler, nil), ("[\(event)]", nil)] {
            let parked = parking.park(delivery(body), index: nil, bytes: nil, because: .bodyTooLarge, at: "")
            #expect(ParkedHead.key(Delivery(tag: 1, properties: parked.properties)) == key)
        }
    }

    @Test func `nobody else says that a body was cut`() {
        let forged = park(delivery(headers: ["x-lapor-size": .integer(9), "x-lapor-named-id": .text("theirs")]))
        #expect(forged["x-lapor-size"] == nil && forged["x-lapor-named-id"] == nil)
    }
}
