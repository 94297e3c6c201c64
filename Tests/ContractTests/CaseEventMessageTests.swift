import Foundation
import Shared
import Testing

@testable import Complaints
@testable import Contract

@Suite struct CaseEventMessageTests {
    private let decoder = CaseEventDecoder()

    private func refusal(_ part: Entry<CaseEventMessage>) -> String? {
        guard case .failure(let rejection) = part.content else { return nil }
        return rejection.field.map { "\(rejection.code) \($0)" } ?? rejection.code
    }

    @Test(arguments: CaseEvent.allCases) func `what is written is read`(event: CaseEvent) throws {
        let outbound = SampleEvent.outbound(version: 3, event: event)
        #expect(outbound.messageID == "\(SampleEvent.complaint):3")
        #expect(outbound.routingKey == event.routingKey)
        let parts = decoder.decode(outbound.json)
        #expect(parts.count == 1 && parts[0].index == nil)
        let message = try parts[0].content.get()
        #expect(message.complaint == SampleEvent.complaint)
        #expect(message.event == event && message.time == SampleEvent.time)
        #expect(
            message.version == 3 && message.details.code == "KVNTRWQHSMPH" && message.details.channel == "web")
    }

    @Test func `the envelope has the attributes of the contract`() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(SampleEvent.outbound(version: 1).json)) as? [String: Any])
        #expect(
            Set(object.keys) == ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"])
        #expect(object["type"] as? String == "id.lapor.complaint.registered.v1")
        #expect(object["source"] as? String == "lapor")
        #expect(object["id"] as? String == "\(SampleEvent.complaint):1")
    }

    @Test func `bad elements leave their neighbours alone`() throws {
        let good = SampleEvent.json(version: 1)
        let bad = [
            "42", "null", #"{"type":7}"#, good.replacingOccurrences(of: "registered.v1", with: "registered.v9"),
            good.replacingOccurrences(of: #""subject":"019c"#, with: #""subject":"x"#),
            good.replacingOccurrences(of: #""version":1,"#, with: ""),
            good.replacingOccurrences(of: #""data":{"#, with: #""date":{"#),
            good.replacingOccurrences(of: #""version":1,"#, with: #""version":"1","#),
        ]
        let all = [good] + bad + [good]
        let body = Array("[\(all.joined(separator: " , "))]".utf8)
        let parts = decoder.decode(body)
        try #require(parts.count == all.count)
        #expect(parts.map(\.index) == all.indices.map { $0 })
        for (index, text) in all.enumerated() { #expect(CaseEventDecoder.slice(index, of: body) == Array(text.utf8)) }
        #expect(
            parts.map(refusal) == [
                nil, "not_an_object", "not_an_object", "field_type type", "cloudevent_type_unknown type",
                "cloudevent_invalid subject", "field_missing version", "field_missing data", "field_type version", nil,
            ])
    }

    @Test(arguments: [
        ("", "json_invalid"), ("{", "json_invalid"), ("[]", "batch_empty"), (" [ ] ", "batch_empty"),
        ("[1,", "json_invalid"),
        ("7", "not_an_object"), ("{}", "field_missing type"),
    ]) func `as a whole`(_ body: String, _ expected: String) {
        let parts = decoder.decode(Array(body.utf8))
        #expect(parts.map(refusal) == [expected])
    }

    @Test func `an event of a batch has its own bytes`() {
        let body = Array("[\(SampleEvent.json(version: 1)), \(SampleEvent.json(version: 2))]".utf8)
        #expect(CaseEventDecoder.slice(1, of: body) == SampleEvent.outbound(version: 2).json)
        #expect(CaseEventDecoder.slice(2, of: body) == nil)
        #expect(CaseEventDecoder.slice(0, of: Array("{}".utf8)) == nil)
    }
}
