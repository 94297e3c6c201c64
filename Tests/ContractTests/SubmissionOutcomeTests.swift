import Complaints
import Testing

@testable import Contract

/// What senders of submissions and commands are told.
@Suite struct SubmissionOutcomeTests {
    private static let now = Instant(microseconds: 1_770_081_301_000_000)
    private let id = ComplaintID(high: 1, low: 2)

    private func data(_ json: [UInt8], type: String) throws -> JSONFields {
        let event = try #require(JSONFields(strictly: json))
        #expect(try event.string("type") == type)
        #expect(try !event.string("id").isEmpty)
        return try #require(try event.optionalObject("data"))
    }

    @Test func `each outcome names the submission as its channel does`() throws {
        let key = SubmissionKey(channel: "web", externalID: "W-\"1\"")
        let outcomes: [SubmissionOutcome] = [
            .registered(id, code: "KVNTRWQHSMPH"), .duplicate(id, code: "KVNTRWQHSMPH"), .kept(id), .part,
        ]
        for outcome in outcomes {
            let data = try data(outcome.json(of: key, at: Self.now), type: outcome.type)
            #expect(try data.string("channel") == "web")
            #expect(try data.string("external_id") == key.externalID)
            #expect(try data.optionalString("id") == (outcome == .part ? nil : id.description))
        }
        #expect(Set(outcomes.map(\.type)).count == outcomes.count)
    }

    @Test(arguments: [
        (#"{"channel":"web","external_id":"1"}"#, "web", "1"),
        (#"{"specversion":"1.0","data":{"channel":"web","external_id":"1"}}"#, "web", "1"),
        (#"{"channel":7,"external_id":"1"}"#, nil, "1"), (#"{"external_id":""}"#, nil, nil),
        (#"{"channel":"web","external_id":"1""#, nil, nil), ("[1]", nil, nil), ("", nil, nil),
        (#"{"external_id":"\#(String(repeating: "x", count: 201))"}"#, nil, nil),
    ])
    func `a refusal names what can be read`(body: String, channel: String?, number: String?) throws {
        let rejection = Rejection("field_missing", field: "text", "text is required")
        let outcome = ParkedOutcome(.submission, name: "0a", index: 3, rejection, in: Array(body.utf8))
        let data = try data(outcome.json(at: Self.now), type: "id.lapor.submission.refused.v1")
        #expect(try data.optionalString("channel") == channel)
        #expect(try data.optionalString("external_id") == number)
        #expect(try data.string("error") == "field_missing" && data.string("field") == "text")
        #expect(try data.string("parked") == "0a" && data.optionalInteger("item") == 3)
    }

    @Test func `a parked command is told by its id`() throws {
        let rejection = Rejection("field_format", field: "case", "case must be a tracking code")
        let body = Array(#"{"id":"disp-1","case":"KVNT"}"#.utf8)
        let outcome = ParkedOutcome(.command, name: "0b", index: nil, rejection, in: body)
        let data = try data(outcome.json(at: Self.now), type: "id.lapor.command.parked.v1")
        #expect(try data.string("id") == "disp-1" && data.optionalInteger("item") == nil)
    }
}
