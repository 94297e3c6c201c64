import Complaints
import Rabbit
import Testing

@testable import Operator

/// Which parked messages somebody means who types a few letters or a filter.
@Suite struct ParkedSelectionTests {
    private static func letter(
        _ id: String, stage: String = "intake", code: String = "field_missing", key: String = "intake.web",
        at: String? = "2026-11-20T00:00:00Z", body: String = "{}"
    ) -> DeadLetter {
        var headers: [String: FieldValue] = [
            "x-lapor-stage": .text(stage), "x-lapor-code": .text(code), "x-lapor-routing-key": .text(key),
        ]
        headers["x-lapor-at"] = at.map { .text($0) }
        var letter = DeadLetter(
            Delivery(tag: 1, properties: MessageProperties(headers: headers), body: Array(body.utf8)), stage: stage)
        letter.id = id
        return letter
    }

    private static let letters = [
        letter("0123456789ab"), letter("0123ff000000"), letter("9a0000000001", stage: "notify", code: "json_invalid"),
    ]

    @Test(arguments: ["9", "9a0000000001", "9A00", " 9a ", "01234", "0123f"])
    func `a beginning that one message has names it`(text: String) throws {
        #expect(try ParkedSelection.one(text, of: Self.letters).id.hasPrefix(text.trimmingSpaces.lowercased()))
    }

    @Test(arguments: ["0", "01", "0123"]) func `one that several have is an error with candidates`(text: String) {
        let failure = #expect(throws: Failure.self) { try ParkedSelection.one(text, of: Self.letters) }
        #expect(failure?.status == .badData)
        for candidate in ["0123456789ab", "0123ff000000", "intake", "field_missing"] {
            #expect(failure?.phrase.en.contains(candidate) == true)
            #expect(failure?.phrase.id.contains(candidate) == true)
        }
        #expect(throws: Failure.self) { try ParkedSelection.chosen(["9a", text], of: Self.letters) }
    }

    @Test(arguments: ["", " ", "f", "run-1", "0123456789abc", "01%", "012345*", "g0"])
    func `one that none has, and an empty one, name nothing`(text: String) {
        #expect(throws: Failure.self) { try ParkedSelection.one(text, of: Self.letters) }
        #expect(throws: Failure.self) { try ParkedSelection.chosen(["9a", text], of: Self.letters) }
    }

    @Test func `of many candidates the first ten are named`() {
        let many = (0..<40).map { Self.letter("aa00000000\($0 + 10)") }
        let failure = #expect(throws: Failure.self) { try ParkedSelection.one("aa", of: many) }
        #expect(failure?.phrase.en.contains("40 ids") == true && failure?.phrase.en.hasSuffix("…") == true)
        #expect(failure?.phrase.en.contains("aa0000000019") == true)
        #expect(failure?.phrase.en.contains("aa0000000020") == false)
    }

    @Test func `ids that mean the same message mean it once`() throws {
        #expect(
            try ParkedSelection.chosen(["9a", "9A0", "9a0000000001"], of: Self.letters).map(\.id) == ["9a0000000001"])
        #expect(try ParkedSelection.chosen([], of: Self.letters).count == 3)
    }

    private static func stranger(_ id: String, _ account: String?, code: String = "sender_not_allowed") -> DeadLetter {
        var letter = letter(id, code: code)
        letter.account = account
        return letter
    }

    @Test func `what came from a stranger goes back only where somebody answers for that account`() throws {
        let all = ParkedSelection([
            Self.letter("a1"), Self.stranger("b1", "jabar"), Self.stranger("b2", nil),
            Self.stranger("b3", "jabar", code: "foreign_route"),
        ])
        func ids(_ account: String?) throws -> [String] { try all.vouched(for: account).letters.map(\.id) }
        #expect(try ids(nil) == ["a1"] && ids("web") == ["a1"])
        #expect(try ids("jabar") == ["a1", "b1", "b3"] && ids("-") == ["a1", "b2"])
        let alone = ParkedSelection([Self.stranger("b1", "jabar")])
        let failure = #expect(throws: Failure.self) { try alone.vouched(for: nil) }
        #expect(failure?.status == .notPermitted && failure?.phrase.en.contains("--vouch-for") == true)
        #expect(failure?.phrase.en.contains("(jabar)") == true)
    }

    // MARK: - Filters

    private static let case7 = "01890000-0000-7000-8000-000000000007"
    private static let now = Instant(rfc3339: "2026-11-29T00:00:00Z") ?? Instant(microseconds: 0)
    private static let various = [
        letter("a1"), letter("a2", key: "intake.sms", at: "2026-11-28T23:00:00Z"), letter("a3", at: nil),
        letter("a4", key: "intake", body: #"{"channel":"web"}"#),
        letter("a5", stage: "notify", key: "complaint.assigned", body: #"{"subject":"\#(case7)","data":{}}"#),
        letter(
            "a6", stage: "casework", code: "field_missing", key: "case.verify", at: "2026-11-22T00:00:00Z",
            body: #"{"id":"1","case":"BBBB-BBBB-BBBB"}"#),
        letter("a7", stage: "casework", key: "case.verify", body: "rusak"),
    ]

    private static func meant(_ change: (inout ParkedFilter) -> Void) -> [String] {
        var filter = ParkedFilter(stages: [])
        change(&filter)
        return filter.meant(of: various, now: now, bodies: [case7: "64", "BBBBBBBBBBBB": "32"]).map(\.id)
    }

    @Test func `filters by code, channel, body and age narrow together`() {
        #expect(Self.meant { _ in }.count == 7)
        #expect(Self.meant { $0.code = "json_invalid" } == [])
        #expect(Self.meant { $0.channel = "web" } == ["a1", "a3", "a4"])
        #expect(Self.meant { $0.channel = "sms" } == ["a2"])
        #expect(Self.meant { $0.body = "64" } == ["a5"])
        #expect(Self.meant { $0.body = "32" } == ["a6"])
        #expect(Self.meant { $0.newerThan = Age(argument: "2h") } == ["a2"])
        #expect(Self.meant { $0.olderThan = Age(argument: "8d") } == ["a1", "a4", "a5", "a7"])
        #expect(Self.meant { ($0.olderThan, $0.newerThan) = (Age(argument: "2h"), Age(argument: "7d")) } == ["a6"])
        #expect(Self.meant { ($0.channel, $0.olderThan) = ("web", Age(argument: "1d")) } == ["a1", "a4"])
    }
}
