import TestKit
import Testing

@testable import Complaints
@testable import Contract

@Suite struct CaseCommandDecoderTests {
    private func decode(_ body: String, _ key: String = "case.verify") -> [Entry<UnprovenCommand>] {
        CaseCommandDecoder().decode(Array(body.utf8), routingKey: key)
    }

    private func only(_ body: String, _ key: String = "case.verify") throws -> CaseCommand {
        let parts = decode(body, key)
        try #require(parts.count == 1)
        return try parts[0].content.get().given(by: CaseActor(.officer, id: "uji"))
    }

    private func plain(_ more: String = "", command: String? = "verify") -> String {
        let name = command.map { #""command":"\#($0)","# } ?? ""
        return #"{"id":"k",\#(name)"case":"KVNT-RWQH-SMPH"\#(more.isEmpty ? "" : ",")\#(more)}"#
    }

    private func event(type: String, version: String = "1.0") -> String {
        #"{"specversion":"\#(version)","id":"k","source":"s","type":"\#(type)","data":\#(plain())}"#
    }

    @Test(arguments: [
        #""national""#, #"{"role":"national","id":"menteri","body":"32.73"}"#, #"{"role":"system"}"#, "7", "null",
    ])
    func `what a message says of its actor counts for nothing`(actor: String) throws {
        let parts = decode(plain(#""actor":\#(actor),"role":"national""#))
        #expect(try parts[0].content.get() == decode(plain())[0].content.get())
        // Until somebody proves who gives it, it is nobody's, and the state machine lets nobody do anything.
        let nobodys = try parts[0].content.get().given(by: UnprovenCommand.nobody)
        for status in CaseStatus.allCases {
            #expect(throws: CommandRefusal.self) {
                try SampleCase.state(status).decide(nobodys, at: SampleCase.now, rules: SampleCase.rules)
            }
        }
    }

    @Test(arguments: ["Budi 0812 spam!!", "Spam", "no-answer", "kode1", String(repeating: "a", count: 40) + "b"])
    func `a cause is a word`(cause: String) throws {
        let refusal = cause.count > CaseCommandDecoder.Limits.cause ? "field_too_long cause" : "field_format cause"
        #expect(decode(plain(#""cause":"\#(cause)""#, command: "archive"), "case.archive").map(\.refusal) == [refusal])
        #expect(try only(plain(#""cause":"out_of_scope""#, command: "archive"), "case.archive").cause == "out_of_scope")
    }

    @Test func `the message names its command, and key and type the same`() throws {
        #expect(try only(plain(), "").name == .verify && only(plain(), "casework").name == .verify)
        #expect(try only(event(type: "id.lapor.case.verify.v1"), "").name == .verify)
        #expect(try only(event(type: "id.lapor.case.verify.v1")).key == "k")
        #expect(decode(plain(command: "reply")).map(\.refusal) == ["command_mismatch command"])
        #expect(decode(event(type: "id.lapor.case.reply.v1")).map(\.refusal) == ["command_mismatch command"])
        #expect(decode(event(type: "id.lapor.case.reply.v1"), "").map(\.refusal) == ["command_mismatch command"])
        // Nobody signs the key.
        #expect(decode(plain(command: nil)).map(\.refusal) == ["field_missing command"])
        #expect(decode(plain(command: "erase"), "case.erase").map(\.refusal) == ["command_unknown command"])
    }

    @Test(arguments: ["verify", "id.lapor.case.verify.v2", "id.lapor.case.verify.v1.v2", "id.lapor.submission.v1", ""])
    func `a type of another contract is not guessed at`(type: String) {
        #expect(decode(event(type: type)).map(\.refusal) == ["cloudevent_type_unknown type"])
    }

    @Test func `another version of CloudEvents is not guessed at`() {
        let body = event(type: "id.lapor.case.verify.v1", version: "2.0")
        #expect(decode(body).map(\.refusal) == ["cloudevent_invalid specversion"])
    }

    @Test func `texts are measured in code points and trimmed`() throws {
        let limit = CaseCommandDecoder.Limits.reason
        let long = String(repeating: "é", count: limit)
        #expect(try only(plain(#""reason":"  \#(long)\n""#)).reason == long)
        #expect(decode(plain(#""reason":"\#(long)é""#)).map(\.refusal) == ["field_too_long reason"])
        #expect(try only(plain(#""reason":" \t ""#)).reason == nil)
        #expect(decode(plain(#""reason":"a\u0000""#)).map(\.refusal) == ["field_nul reason"])
        #expect(decode(plain(#""body":"""#)).map(\.refusal) == ["field_empty body"])
    }

    @Test func `a message may be as large as a submission, a batch as long`() {
        let room = SubmissionLimits.bodyBytes - plain(#""later":"""#).utf8.count
        let largest = plain(#""later":"\#(String(repeating: "x", count: room))""#)
        #expect(decode(largest).map(\.refusal) == [nil])
        #expect(decode(largest + " ").map(\.refusal) == ["body_too_large"])
        let many = [String](repeating: plain(), count: SubmissionLimits.batchItems)
        #expect(decode("[\(many.joined(separator: ","))]").filter { $0.refusal == nil }.count == many.count)
        #expect(decode("[\((many + [plain()]).joined(separator: ","))]").map(\.refusal) == ["batch_too_large"])
    }

    @Test(arguments: [
        #"{"id":"1","command":"verify","case":"KVNTRWQHSMPH","case":"BBBBBBBBBBBB"}"#,
        #"{"id":"1","id":"1","command":"verify","case":"KVNTRWQHSMPH"}"#,
        #"{"id":"1","command":"verify","case":"KVNTRWQHSMPH","x":1,"\u0078":2}"#,
        #"{"specversion":"1.0","id":"1","type":"id.lapor.case.verify.v1","data":{"case":"a","case":"a"}}"#,
    ]) func `a member that is there twice could be read two ways`(body: String) {
        #expect(decode(body).map { $0.refusal?.prefix(14) } == ["field_repeated"])
    }

    @Test func `a bad command leaves its neighbours alone`() {
        let parts = decode("[\(plain()), 42, {}, \(plain())]")
        #expect(parts.map(\.refusal) == [nil, "not_an_object", "field_missing command", nil])
        #expect(parts.map(\.index) == [0, 1, 2, 3])
    }

    @Test(arguments: 1...500) func `a command that is written and read is the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let command = CaseCommand.random(&random)
        let parts = CaseCommandDecoder().decode(command.json(at: SampleCase.now), routingKey: command.routingKey)
        try #require(parts.count == 1)
        #expect(try parts[0].content.get().given(by: command.actor) == command)
    }
}

extension Entry<UnprovenCommand> {
    /// `code field`, or nil when accepted.
    var refusal: String? {
        guard case .failure(let rejection) = content else { return nil }
        return rejection.field.map { "\(rejection.code) \($0)" } ?? rejection.code
    }
}

extension CaseCommand {
    /// Any command, with any of what commands may say.
    static func random(_ random: inout SeededGenerator) -> CaseCommand {
        func some<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func words() -> String {
            let pool = ["jalan", "rusak", "\"", "\\", "é", "👩‍🚒", "\n", "{}", "\u{1}", "Yth."]
            return "a" + (0..<6).compactMap { _ in pool.randomElement(using: &random) }.joined(separator: " ") + "z"
        }
        let id = ComplaintID(high: random.next(), low: random.next())
        let code = TrackingCode(channel: "web", externalID: "\(id)", key: SipHashKey(k0: 1, k1: 2)).description
        let name = CommandName.allCases.randomElement(using: &random) ?? .verify
        let role = CaseRole.allCases.filter { $0 != .system }.randomElement(using: &random) ?? .officer
        var command = CaseCommand(
            name, key: words(), target: Bool.random(using: &random) ? .id(id) : .code(code),
            actor: CaseActor(role, id: some("petugas.2") ?? "Admin_1@kota-b", body: some(words())))
        command.expectedVersion = some(Int.random(in: 0...99, using: &random))
        for field in [\CaseCommand.reason, \.text, \.decision, \.action, \.further, \.body, \.category] {
            command[keyPath: field] = some(words())
        }
        command.cause = some("out_of_scope")
        command.kind = some(ReportKind.allCases.randomElement(using: &random) ?? .aspirasi)
        command.isMisconduct = some(Bool.random(using: &random))
        command.stars = some(Int.random(in: -1...9, using: &random))
        command.into = some(code)
        command.level = some(EscalationLevel.allCases.randomElement(using: &random) ?? .head)
        command.consent = some(Bool.random(using: &random))
        if command.name == .answer { command.correspondence = some(id) }
        return command
    }
}
