import Complaints
import Contract
import Faces
import Foundation
import Rabbit
import Shared
import Store
import TestKit
import Testing
import Tokens

@testable import Gateway

/// What is taken, what is refused and why, and what is said of it.
@Suite struct FilingTests {
    private let door = Door()
    private let report =
        #"{"channel":"web","external_id":"F-1","text":"Jembatan di Ciparay rusak.","submitted_at":"2026-02-02T01:00:00Z"}"#

    @Test func `a report is published as it came, and its code is the one that intake will give it`() async throws {
        let answer = try await door.submit(report, ["idempotency-key": "F-1"])
        #expect(answer.status == 202 && answer.headers["cache-control"] == "no-store")
        let key = Door.codeKey
        #expect(answer.code == TrackingCode(channel: "web", externalID: "F-1", key: key).grouped)
        // Of the same report the same secret, of another under its number another.
        let again = try await door.submit(report).object["secret"] as? String
        #expect(again != nil && again == answer.object["secret"] as? String)
        let other = try await Door().submit(report.replacing("rusak", with: "roboh")).object["secret"] as? String
        #expect(other != nil && other != again)
        #expect(answer.object["external_id"] as? String == "F-1" && answer.object["channel"] as? String == "web")
        let message = try #require(door.queue.messages.first)
        #expect(message.body == Array(report.utf8) && message.isMandatory)
        #expect(message.exchange == Topology.intakeExchange && message.routingKey == "intake.web")
        #expect(message.properties.contentType == "application/json" && message.properties.messageID == "F-1")
    }

    @Test func `what cannot be read of an optional field is said, and costs nothing else`() async throws {
        let answer = try await door.submit(
            #"{"channel":"web","external_id":"F-2","text":"Lampu mati.","reporter":{"phone":"1708"}}"#)
        #expect(answer.status == 202)
        let unread = try #require((answer.object["unread"] as? [[String: String]])?.first)
        #expect(unread["field"] == "reporter.phone" && unread["code"] != nil)
    }

    @Test func `where words may be an answer to a question no code is promised`() async throws {
        let door = Door([Door.kept(channel: "sms")])
        let answer = try await door.submit(#"{"channel":"sms","external_id":"1","text":"Sudah saya kirim."}"#)
        #expect(answer.status == 202 && answer.code == nil)
    }

    /// The contract's own examples, with a key of the channel that each names: nothing that intake parks is taken.
    @Test func `what intake would park is refused with its code and field`() async throws {
        var seen = 0
        for example in ContractExample.all where example.contentType?.contains("batch") != true {
            let entries = SubmissionDecoder().decode(
                try example.body(), contentType: example.contentType, contentEncoding: example.contentEncoding,
                check: SubmissionCheck(now: Door.now, routedChannel: nil))
            guard case .failure(let rejection)? = entries.first?.content, entries.count == 1,
                rejection.code != "content_type_unsupported"
            else { continue }
            var headers: [String: String] = [:]
            headers["content-type"] = example.contentType
            headers["content-encoding"] = example.contentEncoding
            let answer = try await door.ask("POST", "/v1/complaints", try example.body(), headers)
            // A key is one channel's: what names another is told that first.
            let isOther = answer.code == "channel_mismatch"
            #expect((400..<500).contains(answer.status), "\(example)")
            #expect(isOther || answer.code == rejection.code && answer.field == rejection.field, "\(example)")
            seen += 1
        }
        #expect(seen > 50 && door.queue.messages.isEmpty)
    }

    @Test func `a problem says what, where and what to do, and repeats nothing of the report`() async throws {
        let answer = try await door.submit(#"{"channel":"web","external_id":"F-3","text":""}"#)
        #expect(answer.status == 422 && answer.code != nil && answer.field == "text")
        #expect(answer.headers["content-type"] == "application/problem+json")
        #expect(answer.object["status"] as? Int == 422 && answer.object["title"] is String)
        #expect((answer.object["type"] as? String)?.hasPrefix("urn:lapor:problem:") == true)
        let other = try await door.submit(#"{"channel":"rahasia-sekali","external_id":"F-3","text":"x y"}"#)
        #expect(other.code == "channel_mismatch" && !String(decoding: other.body, as: UTF8.self).contains("sekali"))
    }

    @Test func `a number that is another report's is told so, the same report is not`() async throws {
        #expect(try await door.submit(report).status == 202)
        #expect(try await door.submit(report).status == 202)
        let other = try await door.submit(report.replacing("rusak", with: "roboh"))
        #expect(other.status == 409 && other.code == "external_id_reused" && other.field == "external_id")
        #expect(door.queue.messages.count == 2)
    }

    @Test func `of reports that come at once under one number the first is taken, and what differs is told so`()
        async throws
    {
        door.queue.shut()
        let (door, report) = (door, report)
        let texts = ["rusak", "roboh", "rusak", "putus", "hanyut"].map { report.replacing("rusak", with: $0) }
        let first = Task { try await door.submit(texts[0]).status }
        try #require(await waits { door.queue.waiting == 1 })
        let others = texts.dropFirst().map { text in Task { try await door.submit(text).status } }
        // The same words need not wait.
        try #require(await waits { door.queue.waiting == 2 })
        door.queue.open()
        var statuses = [try await first.value]
        for other in others { statuses.append(try await other.value) }
        #expect(statuses == [202, 409, 202, 409, 409])
        #expect(door.queue.messages.count == 2)
    }

    @Test func `where the first is not taken the next may have its number`() async throws {
        door.queue.shut()
        let (door, other) = (door, report.replacing("rusak", with: "roboh"))
        let first = Task { [report] in try await door.submit(report).status }
        try #require(await waits { door.queue.waiting == 1 })
        door.queue.answer(.failure(.away))
        let second = Task { try await door.submit(other).status }
        door.queue.open()
        #expect(try await first.value == 503)
        #expect(try await second.value == 503)
        door.queue.answer(.success(()))
        #expect(try await door.submit(other).status == 202)
        #expect(try await door.submit(report).status == 409)
    }

    /// Looks until it is so; every test has its own door, so nothing else happens there.
    private func waits(_ isSo: () -> Bool) async -> Bool {
        for _ in 0..<2_000 {
            if isSo() { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return isSo()
    }

    @Test(arguments: [
        ("F-1", 202, nil), (#""F-1""#, 202, nil), (#""F-1";v=1"#, 202, nil),
        ("another", 422, "idempotency_key_mismatch"), (#""another""#, 422, "idempotency_key_mismatch"),
        (#""F-1"#, 400, "idempotency_key_malformed"), (#""F-1" x"#, 400, "idempotency_key_malformed"),
        (#""F\-1""#, 400, "idempotency_key_malformed"),
    ])
    func `an idempotency key is the report's number, in quotation marks or without`(
        key: String, status: Int, code: String?
    ) async throws {
        let answer = try await door.submit(report, ["idempotency-key": key])
        #expect(answer.status == status && (code == nil || answer.code == code))
        #expect(door.queue.messages.count == (status == 202 ? 1 : 0))
        let marks = try await door.submit(
            report.replacing(#""F-1""#, with: #""F\"1\\""#), ["idempotency-key": #""F\"1\\""#])
        #expect(marks.status == 202)
    }

    @Test func `what is not JSON in UTF-8 is told what is taken`() async throws {
        for type in ["text/plain", "application/xml", "multipart/form-data; boundary=x"] {
            let answer = try await door.submit(report, ["content-type": type])
            #expect(answer.status == 415 && answer.code == "content_type_unsupported", "\(type)")
            #expect(answer.headers["accept"] == "application/json, application/cloudevents+json")
        }
        let batch = try await door.submit(report, ["content-type": "application/x-ndjson"])
        #expect(batch.status == 415 && (batch.object["detail"] as? String)?.contains("batch") == true)
        for charset in ["iso-8859-1", "\"utf-16\"", "latin1"] {
            let answer = try await door.submit(report, ["content-type": "application/json; charset=\(charset)"])
            #expect(answer.status == 415 && answer.code == "charset_unsupported", "\(charset)")
        }
        for type in ["application/json;charset=UTF-8", "Application/JSON ; charset=\"utf-8\"", "application/json;v=1"] {
            #expect(try await door.submit(report, ["content-type": type]).status == 202, "\(type)")
        }
        #expect(door.queue.messages.allSatisfy { $0.properties.contentType == "application/json" })
    }

    @Test(arguments: [
        (Publisher.Refusal.away, "broker_away"), (.busy, "busy"), (.full, "channel_full"),
        (.unconfirmed, "unconfirmed"),
    ])
    func `what the broker has not confirmed is not accepted`(refusal: Publisher.Refusal, code: String) async throws {
        door.queue.answer(.failure(refusal))
        let answer = try await door.submit(report)
        #expect(answer.status == 503 && answer.code == code && answer.headers["retry-after"] != nil)
        // Other words may have its number, unless it may be there.
        door.queue.answer(.success(()))
        let other = try await door.submit(report.replacing("rusak", with: "roboh"))
        #expect(other.status == (refusal == .unconfirmed ? 409 : 202))
    }

    @Test func `a trace goes on where it can be read`() async throws {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        #expect(try await door.submit(report, ["traceparent": trace]).status == 202)
        #expect(try await door.submit(report, ["traceparent": "no trace"]).status == 202)
        let headers = door.queue.messages.map(\.properties.headers)
        let mark = FieldValue.text(Door.codeKey.mark)
        #expect(headers == [["traceparent": .text(trace), "lapor-codes": mark], ["lapor-codes": mark]])
    }
}
