import Complaints
import Faces
import Store
import Testing

@testable import Gateway

/// What whoever has a tracking code is told.
@Suite struct TrackingTests {
    private let door = Door()
    private let code = TrackingCode(channel: "web", externalID: "T-1", key: Door.codeKey)
    private let secret = FilingSecret(channel: "web", externalID: "T-1", content: 7, key: Door.codeKey)

    private func ask(_ code: String) async throws -> Door.Answer {
        try await door.ask("GET", "/v1/complaints/\(code)", key: nil)
    }

    private func shelve() {
        let found = PublicCase(
            status: "proses", kind: "pengaduan", submittedAt: Door.now, receivedAt: Door.now,
            body: .init(code: "32.04", name: "Kab. Bandung"), category: nil,
            steps: [.init(event: "registered", at: Door.now)])
        door.shelf.set(.success([code: (found, secret.proof(Door.codeKey))]))
    }

    @Test func `a case is shown by its code, however it is typed`() async throws {
        shelve()
        for typed in [code.grouped, code.description, code.grouped.lowercased()] {
            let answer = try await ask(typed)
            #expect(answer.status == 200 && answer.code == code.grouped)
            #expect(answer.object["status"] as? String == "proses")
            #expect((answer.object["body"] as? [String: String])?["code"] == "32.04")
            #expect((answer.object["steps"] as? [[String: String]])?.first?["event"] == "registered")
            #expect(answer.headers["cache-control"] == "no-store")
        }
    }

    @Test func `what was erased is told`() async throws {
        var found = PublicCase(
            status: "arsip", kind: "pengaduan", submittedAt: Door.now, receivedAt: Door.now, body: nil, category: nil,
            steps: [])
        door.shelf.set(.success([code: (found, nil)]))
        #expect(try await ask(code.grouped).object["erased"] == nil)
        found.erased = .init(identity: Door.now, words: nil)
        door.shelf.set(.success([code: (found, nil)]))
        let told = try await ask(code.grouped).object["erased"] as? [String: String]
        #expect(told == ["identity": Door.now.rfc3339])
    }

    @Test func `a code that is none is told apart from one that nobody has`() async throws {
        shelve()
        let mistyped = try await ask(String(code.grouped.dropLast()) + (code.grouped.hasSuffix("B") ? "C" : "B"))
        #expect(mistyped.status == 404 && mistyped.code == "code_mistyped" && mistyped.field == "code")
        let other = TrackingCode(channel: "web", externalID: "T-2", key: Door.codeKey)
        let unknown = try await ask(other.grouped)
        #expect(unknown.status == 404 && unknown.code == "case_unknown")
        #expect(!String(decoding: unknown.body, as: UTF8.self).contains(other.grouped))
    }

    @Test(arguments: [(ReadPool.Refusal.away, 503, "store_away"), (.busy, 503, "busy"), (.fault, 500, "fault")])
    func `while nothing can be read that is said`(refusal: ReadPool.Refusal, status: Int, said: String) async throws {
        door.shelf.set(.failure(refusal))
        let answer = try await ask(code.grouped)
        #expect(answer.status == status && answer.code == said && answer.headers["retry-after"] != nil)
    }

    private func open(_ secret: String, type: String = "application/json") async throws -> Door.Answer {
        try await door.ask(
            "POST", "/v1/complaints/\(code)/open", Array(secret.utf8), ["content-type": type], key: nil)
    }

    @Test func `the secret opens its case, and no other does`() async throws {
        shelve()
        for typed in [secret.grouped, secret.grouped.lowercased(), secret.grouped.replacing("-", with: "")] {
            #expect(try await open(#"{"secret":"\#(typed)"}"#).status == 200)
        }
        let other = FilingSecret(channel: "web", externalID: "T-1", content: 8, key: Door.codeKey)
        let refused = try await open(#"{"secret":"\#(other.grouped)"}"#)
        #expect(refused.status == 404 && refused.code == "case_unknown")
        let mistyped = try await open(#"{"secret":"\#(secret.grouped.dropLast())"}"#)
        #expect(mistyped.status == 422 && mistyped.field == "secret")
        for body in ["", "{}", "[]", #"{"secret":1}"#] { #expect(try await open(body).status == 400, "\(body)") }
        #expect(try await open(#"{"secret":"x"}"#, type: "text/plain").status == 415)
        #expect(try await open(String(repeating: " ", count: 1025)).status == 413)
    }

    @Test func `the batch's address is no code`() async throws {
        #expect(try await ask("batch").status == 405)
        #expect(try await door.ask("DELETE", "/v1/complaints/\(code)").headers["allow"] == "GET, HEAD")
    }
}
