import Complaints
import TestKit
import Testing

@testable import Tokens

@Suite("Heads of anchors") struct AnchorHeadTests {
    private let key = SigningKey()
    private let end = Instant(microseconds: 1_764_468_000_000_000)

    private func head(_ number: Int = 2) -> AnchorHead {
        AnchorHead(
            number: number, from: number == 1 ? nil : end.advanced(bySeconds: -3600), to: end, rows: 7,
            root: .init(repeating: 5, count: 32), after: number == 1 ? nil : .init(repeating: 9, count: 32))
    }

    @Test("what was signed is read, and by its key alone", arguments: [1, 2, 1_000_000])
    func read(_ number: Int) throws {
        let text = try #require(head(number).signed(by: key))
        #expect(AnchorHead(text, signedBy: key.verificationKey) == head(number))
        #expect(AnchorHead(text, signedBy: nil) == head(number))
        #expect(AnchorHead(text, signedBy: SigningKey().verificationKey) == nil)
    }

    @Test("no letter may be another one")
    func mutations() throws {
        let text = Array(try #require(head().signed(by: key)).utf8)
        for place in text.indices {
            for letter in ["A", "z", ".", "="].map({ $0.utf8.first ?? 0 }) where letter != text[place] {
                var other = text
                other[place] = letter
                #expect(
                    AnchorHead(String(decoding: other, as: UTF8.self), signedBy: key.verificationKey) == nil, "\(place)"
                )
            }
            #expect(AnchorHead(String(decoding: text[..<place], as: UTF8.self), signedBy: key.verificationKey) == nil)
        }
    }

    private static let heads = [
        #"{"alg":"none","typ":"lapor-anchor"}"#, #"{"alg":"EdDSA","typ":"JWT"}"#, #"{"alg":"EdDSA"}"#,
        #"{"alg":"EdDSA","typ":"lapor-anchor","crit":["x"]}"#, "[]", "",
    ]

    @Test("the key's signature of something else is no anchor", arguments: heads)
    func other(_ header: String) {
        let payload = Array(
            #"{"number":1,"to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(String(repeating: "0", count: 64))"}"#.utf8)
        #expect(
            AnchorHead(key.sign(header: Array(header.utf8), payload: payload) ?? "", signedBy: key.verificationKey)
                == nil)
    }

    private static let root = String(repeating: "0", count: 64)
    private static let payloads = [
        #"{"number":0,"to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)"}"#,
        #"{"number":-1,"to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)"}"#,
        #"{"number":1,"to":"2025-11-30T02:00:00Z","rows":-1,"root":"\#(root)"}"#,
        #"{"number":1,"to":"yesterday","rows":0,"root":"\#(root)"}"#,
        #"{"number":1,"to":"2025-11-30T02:00:00Z","rows":0,"root":"00"}"#,
        #"{"number":1,"to":"2025-11-30T02:00:00Z","rows":0}"#,
        #"{"number":1,"from":"2025-11-30T01:00:00Z","to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)"}"#,
        #"{"number":2,"to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)","previous":"\#(root)"}"#,
        #"{"number":2,"from":"2025-11-30T01:00:00Z","to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)"}"#,
        #"{"number":2,"from":"x","to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)","previous":"\#(root)"}"#,
        #"{"number":99999999999999999999,"to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)"}"#,
        #"{"number":1,"number":1,"to":"2025-11-30T02:00:00Z","rows":0,"root":"\#(root)"}"#,
    ]

    @Test("what says too little or too much is no anchor, whoever signed it", arguments: payloads)
    func incomplete(_ payload: String) {
        let header = Array(#"{"alg":"EdDSA","typ":"lapor-anchor"}"#.utf8)
        #expect(
            AnchorHead(key.sign(header: header, payload: Array(payload.utf8)) ?? "", signedBy: key.verificationKey)
                == nil)
    }

    @Test("a token of a command is no anchor, and an anchor no token")
    func tokens() throws {
        #expect(throws: CommandRefusal.malformedToken) { try CommandToken(try #require(head().signed(by: key))) }
    }
}
