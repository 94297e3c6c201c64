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

    @Test func `an idempotency key is the report's number`() async throws {
        let answer = try await door.submit(report, ["idempotency-key": "another"])
        #expect(answer.status == 422 && answer.code == "idempotency_key_mismatch")
        #expect(door.queue.messages.isEmpty)
    }

    @Test(arguments: [
        (Publisher.Refusal.away, "broker_away"), (.busy, "busy"), (.full, "channel_full"),
        (.unconfirmed, "unconfirmed"),
    ])
    func `what the broker has not confirmed is not accepted`(refusal: Publisher.Refusal, code: String) async throws {
        door.queue.answer(.failure(refusal))
        let answer = try await door.submit(report)
        #expect(answer.status == 503 && answer.code == code && answer.headers["retry-after"] != nil)
        // Other words under its number are no reuse: nobody knows of the first.
        door.queue.answer(.success(()))
        #expect(try await door.submit(report.replacing("rusak", with: "roboh")).status == 202)
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
