import Complaints
import Contract
import Foundation
import Rabbit
import Sealing
import Shared
import Store
import TestKit
import Testing

@testable import Operator

/// Corrected copies, and what goes where when a message is put back.
@Suite struct CorrectionTests {
    private static let now = Instant(rfc3339: "2026-11-29T00:00:00Z") ?? Instant(microseconds: 0)

    private static func parked(
        _ stage: String, exchange: String, key: String, _ body: String = "{}", _ more: [String: FieldValue] = [:]
    ) -> (Delivery, DeadLetter) {
        let headers = more.merging([
            "x-lapor-stage": .text(stage), "x-lapor-code": .text("field_missing"),
            "x-lapor-reason": .text("text is required"), "x-lapor-exchange": .text(exchange),
            "x-lapor-routing-key": .text(key),
        ]) { given, _ in given }
        let properties = MessageProperties(contentType: "text/plain", contentEncoding: "gzip", headers: headers)
        let delivery = Delivery(
            tag: 1, exchange: "lapor.dead", routingKey: stage, properties: properties, body: Array(body.utf8))
        return (delivery, DeadLetter(delivery, stage: stage))
    }

    private static func verdict(
        _ stage: String, key: String, _ copy: String, insteadOf original: String = "{}",
        before: StoredBefore = .nothing
    ) -> String? {
        let exchange = stage == "casework" ? Topology.caseworkExchange : Topology.intakeExchange
        let check = CopyCheck(parked(stage, exchange: exchange, key: key, original).1, now: now, before: before)
        do {
            return try check.accept(Array(copy.utf8), insteadOf: Array(original.utf8)) ? nil : "known"
        } catch {
            return (error as? Failure)?.phrase.en ?? "\(error)"
        }
    }

    @Test func `a copy is accepted as its stage would accept it`() {
        let good = #"{"channel":"web","external_id":"1","text":"Jalan rusak"}"#
        let event = #"{"specversion":"1.0","id":"1","source":"s","type":"id.lapor.submission.v1","data":\#(good)}"#
        for copy in [good, "\n\(good)\n", event, "[\(event)]"] {
            #expect(Self.verdict("intake", key: "intake.web", copy) == nil, "\(copy)")
        }
        let command = #"{"id":"k","command":"verify","case":"BBBB-BBBB-BBBB"}"#
        #expect(Self.verdict("casework", key: "case.verify", command) == nil)
    }

    @Test(arguments: [
        (#"{"channel":"web","external_id":"1"}"#, "field_missing"), (#"{"channel":"web"#, "json_invalid"),
        ("", "body_empty"), ("[]", "batch_empty"),
        (#"{"channel":"sms","external_id":"1","text":"Jalan rusak"}"#, "channel"),
        (#"{"channel":"web","external_id":"1","text":"  "}"#, "field_empty"),
    ]) func `what would be parked again is refused with its reason`(copy: String, code: String) {
        let verdict = Self.verdict("intake", key: "intake.web", copy)
        #expect(verdict?.contains(code) == true, "\(verdict ?? "accepted")")
    }

    @Test func `the same again is no correction, and the workers' own events are not edited`() {
        for same in ["{ }", "{}\n", " {}", "{\n\n}\n"] {
            let verdict = Self.verdict("intake", key: "intake.web", same, insteadOf: same)
            #expect(verdict?.contains("the same as the original") == true, "\(same)")
        }
        for stage in ["routing", "notify"] {
            let check = CopyCheck(
                Self.parked(stage, exchange: "lapor.events", key: "complaint.assigned").1, now: Self.now,
                before: .nothing)
            #expect(throws: Failure.self) { try check.accept([0x5B], insteadOf: [0x7B]) }
        }
    }

    private static func submission(_ id: String, _ text: String) -> String {
        #"{"channel":"web","external_id":"\#(id)","text":"\#(text)"}"#
    }
    private static func event(_ data: String) -> String {
        #"{"specversion":"1.0","id":"1","source":"s","type":"id.lapor.submission.v1","data":\#(data)}"#
    }

    /// A store that has some numbers: 1 with the words "Jalan rusak", command k by the same name.
    private static let store = StoredBefore(
        submissions: { submissions in
            submissions.map { one in
                guard one.externalID == "1" else { return .nothing }
                return one.text == "Jalan rusak" ? .same : .other
            }
        },
        commands: { commands in
            commands.map { $0.key == "k" ? $0.name == .verify ? .same : .other : .nothing }
        })

    @Test(arguments: [
        (submission("1", "Jalan lain"), "external_id_reused"), (submission("1", "Jalan rusak"), "known"),
        (submission("2", "Jalan lain"), nil), (event(submission("1", "Jalan lain")), "external_id_reused"),
        ("[\(event(submission("1", "Jalan rusak"))),\(event(submission("2", "Jalan lain")))]", nil),
        ("[\(event(submission("1", "Jalan rusak"))),\(event(submission("1", "Jalan rusak")))]", "known"),
        ("[\(event(submission("2", "Jalan lain"))),\(event(submission("1", "Jalan lain")))]", "external_id_reused"),
        ("[\(event(submission("3", "Satu"))),\(event(submission("3", "Dua")))]", "external_id_reused"),
        ("[\(event(submission("3", "Satu"))),\(event(submission("3", "Satu")))]", nil),
    ]) func `a number that another report has is told before, and one that is known too`(copy: String, says: String?) {
        let verdict = Self.verdict("intake", key: "intake.web", copy, before: Self.store)
        #expect(says.map { verdict?.contains($0) == true } ?? (verdict == nil), "\(verdict ?? "accepted")")
    }

    @Test(arguments: [
        ("case.verify", "k", "known"), ("case.close", "k", "command_id_reused"), ("case.verify", "k2", nil),
    ]) func `so is the id of a command`(key: String, id: String, says: String?) {
        let words = #""decision":"Laporan ini benar","action":"Sudah diperbaiki","further":"Ajukan keberatan""#
        let copy = #"{"id":"\#(id)","command":"\#(key.dropFirst(5))","case":"BBBB-BBBB-BBBB",\#(words)}"#
        let verdict = Self.verdict("casework", key: key, copy, before: Self.store)
        #expect(says.map { verdict?.contains($0) == true } ?? (verdict == nil), "\(verdict ?? "accepted")")
    }

    @Test func `a copy of what was sealed is not sent in clear`() {
        var (delivery, letter) = Self.parked("intake", exchange: "lapor.intake", key: "intake.web", "amplop", [:])
        delivery.properties.contentEncoding = "lapor-hpke"
        #expect(throws: Failure.self) {
            try ParkedReplay.correction(delivery, letter, [0x7B, 0x7D], contentType: "application/json")
        }
        delivery.properties.contentEncoding = "identity"
        #expect(throws: Never.self) {
            try ParkedReplay.correction(delivery, letter, [0x7B, 0x7D], contentType: "application/json")
        }
    }

    @Test func `a batch is no copy of what was sealed`() throws {
        let (_, letter) = Self.parked("intake", exchange: "lapor.intake", key: "intake.web")
        let check = CopyCheck(letter, isEnvelope: true, now: Self.now, before: .nothing)
        let one = Self.event(Self.submission("1", "Jalan rusak"))
        #expect(try check.accept(Array(one.utf8), insteadOf: [0x7B, 0x7D]))
        let failure = #expect(throws: Failure.self) {
            try check.accept(Array("[\(one)]".utf8), insteadOf: [0x7B, 0x7D])
        }
        #expect(failure?.phrase.en.contains("envelope_of_many") == true)
    }

    @Test func `what goes back by another key is sealed for that one, and stays where nothing opens it`() throws {
        let keys = TestKeys.all
        let words = Array("Jalan rusak".utf8)
        let body = try #require(keys.envelopes?.newest.seal(words, routingKey: "intake.web"))
        for (exchange, key) in [("lapor.asing", "intake"), ("lapor.intake", "intake.web")] {
            var (delivery, letter) = Self.parked("intake", exchange: exchange, key: "intake.web")
            (delivery.properties.contentEncoding, delivery.body) = ("lapor-hpke", body)
            let plain = ParkedReplay.publication(delivery, letter)
            let back = try ParkedReplay.sealedAnew(plain, letter, by: keys)
            #expect(back.routingKey == key && (back.body == body) == (key == "intake.web"))
            #expect(try keys.opened(back.body, routingKey: key) == words)
            guard key == "intake" else { continue }
            #expect(throws: Failure.self) { try ParkedReplay.sealedAnew(plain, letter, by: .none) }
        }
    }

    @Test func `what was sealed for another key is nobody's, and told`() throws {
        var (delivery, _) = Self.parked("intake", exchange: "lapor.intake", key: "intake.web", "amplop", [:])
        #expect(!delivery.isLocked(for: .none), "it is no envelope")
        delivery.properties.contentEncoding = "lapor-hpke"
        var (ours, others) = (CaseKeys.none, CaseKeys.none)
        (ours.envelopes, others.envelopes) = (
            KeyFile(new: .envelopes).envelopeKeys, KeyFile(new: .envelopes).envelopeKeys
        )
        #expect(!delivery.isLocked(for: ours), "no key opens what is no envelope inside")
        let key = try #require(ours.envelopes?.newest)
        delivery.body = try #require(key.seal([0x7B, 0x7D], routingKey: "intake.web"))
        #expect(!delivery.isLocked(for: ours))
        #expect(delivery.isLocked(for: others) && delivery.isLocked(for: .none))
    }

    @Test func `a copy goes where the original was sent, and says whose it is`() throws {
        let (delivery, letter) = Self.parked(
            "intake", exchange: "lapor.intake", key: "intake.web", "{}", ["x-own": .text("stays")])
        let copy = try ParkedReplay.correction(delivery, letter, [0x7B, 0x7D], contentType: "application/json")
        #expect(copy.exchange == "lapor.intake" && copy.routingKey == "intake.web")
        #expect(copy.properties.contentType == "application/json" && copy.properties.contentEncoding == nil)
        #expect(copy.properties.headers["x-lapor-corrects"]?.text == letter.id)
        #expect(copy.properties.headers["x-own"]?.text == "stays")
        #expect(copy.properties.headers["x-lapor-code"] == nil)
        // When it is parked again and put back, it still says so.
        let again = Delivery(tag: 1, properties: copy.properties, body: copy.body)
        let replayed = ParkedReplay.publication(again, DeadLetter(again, stage: "intake"))
        #expect(replayed.properties.headers["x-lapor-corrects"]?.text == letter.id)
    }

    @Test func `commands go back by their own key, events to the stage that gave them up`() {
        let (delivery, letter) = Self.parked("casework", exchange: "lapor.casework", key: "case.verify")
        #expect(
            ParkedReplay.publication(delivery, letter).route == Route(exchange: "lapor.casework", key: "case.verify"))
        let (event, parked) = Self.parked("notify", exchange: "lapor.events", key: "complaint.assigned")
        #expect(ParkedReplay.publication(event, parked).route == Route(exchange: "", key: "notify"))
    }

    @Test func `what the broker parked goes back by the key that it came with, whatever its own headers say`() {
        let death: [String: FieldValue] = [
            "reason": .text("delivery_limit"), "exchange": .text("lapor.casework"),
            "routing-keys": .array([.text("case.verify")]),
        ]
        let (delivery, letter) = Self.parked(
            "casework", exchange: "lapor.events", key: "complaint.x", "{}", ["x-death": .array([.table(death)])])
        #expect(letter.code == "delivery_limit" && letter.isSuspect)
        #expect(
            ParkedReplay.publication(delivery, letter).route == Route(exchange: "lapor.casework", key: "case.verify"))
        #expect(letter.reason.hasPrefix("the broker gave up") && letter.field == nil)
    }

    // MARK: - What is kept

    @Test func `properties are the same after they were kept`() throws {
        let headers: [String: FieldValue] = [
            "text": .text("Jalan"), "bytes": .bytes([0xFF, 0, 0x7F]), "yes": .boolean(true), "number": .integer(-7),
            "double": .double(.infinity), "time": .timestamp(1_700_000_000), "nothing": .void,
            "x-death": .array([.table(["count": .integer(1), "queue": .text("intake")]), .array([])]),
        ]
        var properties = MessageProperties(
            contentType: "application/json", contentEncoding: "utf-8", headers: headers, messageID: "m\u{0}",
            type: "t", timestamp: .max, correlationID: "c", replyTo: "r", appID: "a")
        #expect(try KeptProperties(json: try KeptProperties(properties).json).properties == properties)
        properties = MessageProperties()
        #expect(try KeptProperties(json: try KeptProperties(properties).json).properties == properties)
    }

    // MARK: - What is shown

    @Test func `a reason of ours is shown as it is, everything else masked`() {
        let reason = "location.region_code must be a Kemendagri code: 32, 32.04, 32.04.05 or 32.04.05.2001"
        let (delivery, letter) = Self.parked(
            "intake", exchange: "lapor.intake", key: "intake.web", "{}",
            ["x-lapor-reason": .text(reason), "x-sender": .text("budi@example.org 0812-3456-7890")])
        let text = ParkedMessage(delivery, letter, showsContent: true).text
        #expect(text.contains("x-lapor-reason: \(reason)"))
        #expect(!text.contains("example.org") && !text.contains("7890"))
    }

    // MARK: - Consent

    @Test(arguments: [
        ("y", true), ("Y", true), (" ya ", true), ("yes", true), ("n", false), ("", false), ("yess", false),
    ])
    func `yes is a word, anything else is no`(answer: String, isYes: Bool) { #expect(Consent.isYes(answer) == isYes) }

    @Test func `without a terminal only --yes is consent; at one the answer is`() throws {
        let question = ParkedWords.discardQuestion(3)
        let failure = #expect(throws: Failure.self) {
            try Consent.require(question, given: false, isPossible: false) { "y" }
        }
        #expect(failure?.status == .notPermitted && failure?.phrase.en.contains("--yes") == true)
        try Consent.require(question, given: true, isPossible: false) { nil }
        try Consent.require(question, given: false, isPossible: true) { "ya" }
        for answer in ["n", "", nil] {
            #expect(throws: Failure.self) { try Consent.require(question, given: false, isPossible: true) { answer } }
        }
    }
}
