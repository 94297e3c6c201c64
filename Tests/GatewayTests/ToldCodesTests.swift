import Complaints
import Contract
import Faces
import Foundation
import Rabbit
import Store
import Testing

@testable import Gateway

/// Which code is told after the installation has gone over to another key of codes.
@Suite struct ToldCodesTests {
    private let door = Door()
    private let next = SipHashKey(k0: 3, k1: 4)
    private let key = SubmissionKey(channel: "web", externalID: "K-1")

    private func report(submitted: String? = nil, text: String = "Jalan rusak.") -> String {
        let at = submitted.map { #","submitted_at":"\#($0)""# } ?? ""
        return #"{"channel":"web","external_id":"K-1","text":"\#(text)"\#(at)}"#
    }

    private func code(_ key: SipHashKey) -> String {
        TrackingCode(channel: "web", externalID: "K-1", key: key).grouped
    }

    /// Goes over to another key, seen as many days ago.
    private func rotate(daysAgo: Int64 = 0) {
        door.keys.note(CodeKeys(next).knowing(Door.codeKey))
        let at = Door.now.advanced(bySeconds: -daysAgo * 86_400)
        door.known.note(Knowledge([Door.kept()], codes: .init(mark: next.mark, at: at)))
    }

    @Test func `what was told a moment ago is told again, without the store`() async throws {
        let first = try await door.submit(report())
        rotate()
        door.shelf.set(filed: .failure(.away))
        let again = try await door.submit(report())
        #expect(again.code == code(Door.codeKey) && again.code == first.code)
        #expect(again.object["secret"] as? String == first.object["secret"] as? String)
        let marks = door.queue.messages.map(\.properties.headers["lapor-codes"])
        #expect(marks.allSatisfy { $0 == .text(Door.codeKey.mark) })
        #expect(door.shelf.asked == 0)
    }

    @Test func `what is stored under the former key is told by it, and what is not by the new one`() async throws {
        let first = try await door.submit(report()).object["secret"] as? String
        let proof = FilingSecret(typed: first ?? "")?.proof(Door.codeKey)
        let other = Door()
        other.keys.note(CodeKeys(next).knowing(Door.codeKey))
        #expect(try await other.submit(report()).code == code(next))
        for (stored, told) in [(Door.codeKey, Door.codeKey), (next, next)] {
            let other = Door()
            other.keys.note(CodeKeys(next).knowing(Door.codeKey))
            let code = TrackingCode(channel: "web", externalID: "K-1", key: stored)
            let isOld = stored == Door.codeKey
            other.shelf.set(filed: .success([key: FiledSubmission(code: code, proof: isOld ? proof : nil)]))
            let answer = try await other.submit(report())
            #expect(answer.status == 202 && answer.code == self.code(told))
            // Who filed it otherwise was told no secret, and none would open it.
            #expect((answer.object["secret"] as? String) == (isOld ? first : nil))
        }
    }

    @Test func `what says something else than what is stored is told so`() async throws {
        rotate()
        let secret = FilingSecret(channel: "web", externalID: "K-1", content: 1, key: next)
        let code = TrackingCode(channel: "web", externalID: "K-1", key: next)
        door.shelf.set(filed: .success([key: FiledSubmission(code: code, proof: secret.proof(next))]))
        let answer = try await door.submit(report())
        #expect(answer.status == 409 && answer.code == "external_id_reused" && door.queue.messages.isEmpty)
    }

    @Test func `while the store is away no code is told that may be wrong, and the report is taken`() async throws {
        rotate()
        door.shelf.set(filed: .failure(.away))
        let answer = try await door.submit(report())
        #expect(answer.status == 202 && answer.code == nil && answer.object["secret"] == nil)
        #expect(door.queue.messages.first?.properties.headers["lapor-codes"] == .text(next.mark))
        door.shelf.set(filed: .success([:]))
        #expect(try await door.submit(report()).code == code(next))
    }

    @Test func `what was sent since, or comes long after, needs no look`() async throws {
        rotate(daysAgo: 3)
        door.shelf.set(filed: .failure(.away))
        let later = Door.now.advanced(bySeconds: -60).rfc3339
        #expect(try await door.submit(report(submitted: later)).code == code(next))
        let before = Door.now.advanced(bySeconds: -5 * 86_400).rfc3339
        #expect(try await Door.after(3, next).submit(report(submitted: before)).code == nil)
        #expect(try await Door.after(31, next).submit(report(submitted: before)).code == code(next))
        #expect(door.shelf.asked == 0)
    }
}

extension Door {
    /// One that went over to another key as many days ago, and cannot read the store.
    fileprivate static func after(_ days: Int64, _ key: SipHashKey) -> Door {
        let door = Door()
        door.keys.note(CodeKeys(key).knowing(codeKey))
        let codes = Knowledge.Codes(mark: key.mark, at: now.advanced(bySeconds: -days * 86_400))
        door.known.note(Knowledge([kept()], codes: codes))
        door.shelf.set(filed: .failure(.away))
        return door
    }
}
