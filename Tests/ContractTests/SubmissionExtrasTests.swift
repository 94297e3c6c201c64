import TestKit
import Testing

@testable import Contract

@Suite struct SubmissionExtrasTests {
    private let known = #""channel":"web","external_id":"1","text":"Lampu padam.""#

    private func extras(_ more: String) throws -> (String?, String?) {
        let accepted = try #require(submit("{\(known),\(more)}").accepted)
        return (
            accepted.extras.map { String(decoding: $0, as: UTF8.self) },
            accepted.identity?.extras.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    @Test func `none are none`() throws {
        let (complaint, reporter) = try extras(#""reporter":{"name":"A"},"location":{"text":"B"},"title":null"#)
        #expect(complaint == nil && reporter == nil)
    }

    @Test func `they keep their bytes`() throws {
        let (complaint, _) = try extras(#""x": { "b" : 1.50,"a":"\u0041\/" } ,"é\n":[ ],"z":1e3"#)
        #expect(complaint == #"{"x":{ "b" : 1.50,"a":"\u0041\/" },"é\n":[ ],"z":1e3}"#)
    }

    @Test func `the reporter's are kept apart`() throws {
        let (complaint, reporter) = try extras(#""reporter":{"name":"A","nik":"3"},"y":2"#)
        #expect(complaint == #"{"y":2}"#)
        #expect(reporter == #"{"nik":"3"}"#)
        #expect(try extras(#""reporter":{"nik":"3"}"#).1 == #"{"nik":"3"}"#)
    }

    @Test func `an escaped name hides no reporter`() throws {
        let (complaint, reporter) = try extras(#""r\u0065porter":{"nik":"3","n\u0061me":"A"},"\u0074itle":"J""#)
        #expect(complaint == nil)
        #expect(reporter == #"{"nik":"3"}"#)
    }

    @Test func `location and attachments nest`() throws {
        #expect(try extras(#""location":{"text":"B","rt":"05"}"#).0 == #"{"location":{"rt":"05"}}"#)
        let list = #""attachments":[{"url":"https://a.example/1"},{"url":"https://a.example/2","sha":"ff"}]"#
        #expect(try extras(list).0 == #"{"attachments":[{},{"sha":"ff"}]}"#)
    }

    @Test func `those of an event's envelope are not the submission's`() throws {
        let event = """
            {"specversion":"1.0","id":"1","source":"s","type":"id.lapor.submission.v1","traceparent":"00-1",
            "d\\u0061ta":{\(known),"x":1}}
            """
        let parts = SubmissionDecoder().decode(
            Array(event.utf8), contentType: "application/cloudevents+json", contentEncoding: nil,
            check: SubmissionCheck(now: ContractExample.now, routedChannel: "web"))
        #expect(parts.first?.content.accepted?.extras == Array(#"{"x":1}"#.utf8))
    }
}
