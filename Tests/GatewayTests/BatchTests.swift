import Contract
import Faces
import Rabbit
import Shared
import Store
import Testing

@testable import Gateway

/// Many reports in one request, each with a result of its own.
@Suite struct BatchTests {
    private let door = Door()

    private func batch(_ body: String, type: String = "application/x-ndjson") async throws -> Door.Answer {
        try await door.ask("POST", "/v1/complaints/batch", Array(body.utf8), ["content-type": type])
    }

    private func results(_ answer: Door.Answer) -> [[String: Any]] {
        answer.object["results"] as? [[String: Any]] ?? []
    }

    @Test func `each line has its result`() async throws {
        let answer = try await batch(
            """
            {"channel":"web","external_id":"1","text":"Jalan rusak."}\r

            {"channel":"web","external_id":"2"}
            no JSON
            {"channel":"web","external_id":"4","text":"Lampu mati."}
            """)
        #expect(answer.status == 200)
        let results = results(answer)
        #expect(results.map { $0["status"] as? Int } == [202, 422, 400, 202])
        #expect(results.map { $0["index"] as? Int } == [0, 1, 2, 3])
        #expect((results[1]["problem"] as? [String: Any])?["field"] as? String == "text")
        #expect((results[3]["receipt"] as? [String: Any])?["external_id"] as? String == "4")
        #expect(door.queue.messages.map(\.properties.messageID) == ["1", "4"])
    }

    @Test func `events of a batch go each by itself`() async throws {
        let event = { (id: String) in
            #"{"specversion":"1.0","id":"\#(id)","source":"/web","type":"id.lapor.submission.v1","data":{"channel":"web","external_id":"\#(id)","text":"Jalan rusak."}}"#
        }
        let answer = try await batch("[\(event("1")), \(event("2"))]", type: "application/cloudevents-batch+json")
        #expect(results(answer).map { $0["status"] as? Int } == [202, 202])
        let taken = door.queue.messages
        #expect(taken.map(\.body) == [Array(event("1").utf8), Array(event("2").utf8)])
        #expect(taken.allSatisfy { $0.properties.contentType == "application/cloudevents+json" })
    }

    @Test func `where the broker takes nothing the whole request is refused, and else each report by itself`()
        async throws
    {
        door.queue.answer(.failure(.unconfirmed))
        let line = #"{"channel":"web","external_id":"1","text":"Jalan rusak."}"#
        let answer = try await batch(line)
        #expect(answer.status == 503 && answer.code == "unconfirmed" && answer.headers["retry-after"] == "5")
        let mixed = try await batch(line + "\n{}")
        #expect(mixed.status == 200 && results(mixed).map { $0["status"] as? Int } == [503, 422])
    }

    @Test func `two reports under one number are one and a mistake`() async throws {
        let line = #"{"channel":"web","external_id":"1","text":"Jalan rusak."}"#
        let answer = try await batch([line, line.replacing("rusak", with: "roboh"), line].joined(separator: "\n"))
        #expect(results(answer).map { $0["status"] as? Int } == [202, 409, 202])
    }

    @Test func `it has an end, and a form`() async throws {
        let line = #"{"channel":"web","external_id":"1","text":"Jalan rusak."}"#
        let long = String(repeating: line + "\n", count: SubmissionLimits.batchItems + 1)
        #expect(try await batch(long).code == "batch_too_large")
        #expect(try await batch(" \n").code == "batch_empty")
        #expect(try await batch("{}", type: "application/cloudevents-batch+json").code == "batch_empty")
        #expect(try await batch(line, type: "application/json").status == 415)
        let wide = String(repeating: " ", count: Batch.bodyBytes + 1)
        #expect(try await batch(wide).status == 413)
        #expect(door.queue.messages.isEmpty)
    }
}
