import Complaints
import Contract
import Faces
import Store
import Testing
import Tokens

@testable import Gateway

/// What a channel hears of its own numbers.
@Suite struct SentTests {
    private let door = Door()
    private let code = TrackingCode(channel: "web", externalID: "S/1 é", key: Door.codeKey)

    private func ask(_ number: String, key: String? = Door.key.text) async throws -> Door.Answer {
        try await door.ask("GET", "/v1/submissions/\(number)", key: key)
    }

    @Test func `a number is looked up as the channel wrote it`() async throws {
        let refusal = SubmissionState.Refusal(code: "external_id_reused", field: "external_id", at: Door.now, count: 2)
        let names = ["S/1 é", "S-2", "S-3"].map { SubmissionKey(channel: "web", externalID: $0) }
        door.shelf.set(
            states: .success([
                names[0]: SubmissionState(.registered(code, at: Door.now), refusals: [refusal]),
                names[1]: SubmissionState(.kept), names[2]: SubmissionState(nil, refusals: [refusal]),
            ]))
        let answer = try await ask("S%2F1%20%C3%A9")
        #expect(answer.status == 200 && answer.object["state"] as? String == "registered")
        #expect(answer.code == code.grouped && answer.object["external_id"] as? String == "S/1 é")
        let parked = try #require((answer.object["parked"] as? [[String: Any]])?.first)
        #expect(parked["code"] as? String == "external_id_reused" && parked["field"] as? String == "external_id")
        #expect(parked["count"] as? Int == 2)
        #expect(try await ask("S-2").object["state"] as? String == "kept")
        #expect(try await ask("S-3").object["state"] as? String == "parked")
    }

    @Test func `another channel's number is as one that nobody has`() async throws {
        let name = SubmissionKey(channel: "android", externalID: "S-1")
        door.shelf.set(states: .success([name: SubmissionState(.kept)]))
        let answer = try await ask("S-1")
        #expect(answer.status == 404 && answer.code == "submission_unknown")
        #expect(try await ask("%FF").status == 404)
        #expect(try await ask("S-1", key: nil).status == 401)
        door.shelf.set(states: .failure(.away))
        #expect(try await ask("S-1").status == 503)
    }
}
