import Foundation
import Shared
import TestKit
import Testing

@testable import Complaints
@testable import Contract

/// What a sender traces a message by goes with it, and costs nothing where nobody traces.
@Suite struct TracingTests {
    private static let given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    private let trace = TraceParent(given)

    private func event(_ trace: String?, _ member: String = "traceparent") -> String {
        let attribute = trace.map { #","\#(member)":\#($0)"# } ?? ""
        return """
            {"specversion":"1.0","id":"k-1","source":"kanal","type":"id.lapor.submission.v1"\(attribute),\
            "data":{"channel":"web","external_id":"1","text":"Lampu jalan mati di Kota Bandung"}}
            """
    }

    private func decode(_ json: String, _ type: String = "application/cloudevents+json") -> [AcceptedSubmission?] {
        SubmissionDecoder().decode(
            Array(json.utf8), contentType: type, contentEncoding: nil,
            check: SubmissionCheck(now: ContractExample.now, routedChannel: nil)
        ).map { $0.content.accepted }
    }

    @Test func `a submission's extension attribute is read, alone and in a batch`() {
        #expect(decode(event("\"\(Self.given)\"")).map { $0?.trace } == [trace])
        let batch = "[\(event("\"\(Self.given)\"")),\(event(nil))]"
        let found = decode(batch, "application/cloudevents-batch+json")
        #expect(found.count == 2 && found.allSatisfy { $0 != nil } && found.map { $0?.trace } == [trace, nil])
    }

    @Test(arguments: ["\"\"", "null", "42", "{}", "\"00-x\"", "[\"\(given)\"]", "\"\(given.uppercased())\""])
    func `one that cannot be read costs nobody their report`(_ value: String) {
        let found = decode(event(value))
        #expect(found.count == 1 && found[0] != nil && found[0]?.trace == nil)
    }

    @Test func `in plain JSON a field of that name is an unknown field like any other`() {
        let json = #"{"channel":"web","external_id":"1","text":"Lampu mati","traceparent":"\#(Self.given)"}"#
        let found = decode(json, "application/json")
        #expect(found[0]?.trace == nil && found[0]?.extras == nil && found[0]?.identity?.extras != nil)
    }

    @Test func `an event has it as an attribute, and in what the journal keeps`() throws {
        var details = EventDetails()
        (details.code, details.channel, details.trace) = ("KVNTRWQHSMPH", "web", trace)
        let entry = JournalEntry(
            complaint: SampleEvent.complaint, version: 1, event: .registered, at: SampleEvent.time, actor: "uji",
            details: details)
        let data = details.json(version: 1, at: SampleEvent.time)
        let message = Outbound.event(entry, data: data)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(message.json)) as? [String: Any])
        #expect(object["traceparent"] as? String == Self.given)
        #expect((object["data"] as? [String: Any])?["traceparent"] as? String == Self.given)
        #expect(message.trace == trace)
        #expect(try EventDetails(json: data, at: SampleEvent.time) == details)
        for depth in [CaseEventDecoder.Depth.event, .effects, .all] {
            let read = try CaseEventDecoder(reading: depth).decode(message.json)[0].content.get()
            #expect(read.details.trace == trace, "\(depth)")
        }
    }

    @Test func `an event that nobody traces says nothing of it`() {
        let message = SampleEvent.outbound(version: 1)
        #expect(message.trace == nil && !String(decoding: message.json, as: UTF8.self).contains("trace"))
    }

    @Test func `an event with a trace that cannot be read is an event`() throws {
        let json = SampleEvent.json(version: 1).replacing(#""channel""#, with: #""traceparent":7,"channel""#)
        let read = try CaseEventDecoder().decode(Array(json.utf8))[0].content.get()
        #expect(read.details.trace == nil && read.details.channel == "web")
    }

    @Test func `a command's extension attribute is read and written`() throws {
        var command = CaseCommand(
            .reply, key: "k", target: .code("KVNTRWQHSMPH"), actor: CaseActor(.officer, id: "hubung"))
        (command.text, command.trace) = ("Kami periksa hari ini.", trace)
        let read = try CaseCommandDecoder().decode(command.json(at: SampleEvent.time), routingKey: "case.reply")[0]
            .content.get()
        #expect(read == UnprovenCommand(command) && read.trace == trace)
        command.trace = nil
        #expect(!String(decoding: command.json(at: SampleEvent.time), as: UTF8.self).contains("trace"))
    }
}
