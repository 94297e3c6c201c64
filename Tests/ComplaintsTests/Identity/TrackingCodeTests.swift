import Testing

@testable import Complaints

@Suite struct TrackingCodeTests {
    static let key = SipHashKey(k0: 0x1234, k1: 0x5678)
    static let letters = Array("BCDFGHJKLMNPQRSTVWXYZ")

    static let codes: [String] =
        [0, 1, 20, 21, TrackingCode.count - 1].map { TrackingCode(value: $0).description }
        + (0..<200).map { TrackingCode(channel: "web", externalID: "\($0)", key: key).description }

    @Test func everySubstitutionIsDetected() {
        for code in Self.codes {
            for (index, letter) in code.enumerated() {
                for other in Self.letters where other != letter {
                    var typed = Array(code)
                    typed[index] = other
                    #expect(throws: TrackingCodeError.checkLetter) { try TrackingCode(parsing: String(typed)) }
                }
            }
        }
    }

    @Test func everyExchangeOfNeighboursIsDetected() {
        for code in Self.codes {
            for index in 0..<11 {
                var typed = Array(code)
                typed.swapAt(index, index + 1)
                #expect((TrackingCode(String(typed)) == nil) == (String(typed) != code))
            }
        }
    }

    /// All pairs of letters at all neighbouring places, which the codes above need not contain.
    @Test func everyPairOfNeighboursIsDetected() {
        for place in 0..<10 {
            let unit = (place..<10).reduce(UInt64(1)) { product, _ in product * 21 }
            for first in UInt64(0)..<21 {
                for second in UInt64(0)..<21 where first != second {
                    let code = TrackingCode(value: first * unit + second * (unit / 21)).description
                    var typed = Array(code)
                    typed.swapAt(place, place + 1)
                    #expect(TrackingCode(String(typed)) == nil)
                }
            }
        }
    }

    @Test func readsWhatItWrites() throws {
        for text in Self.codes {
            let code = try TrackingCode(parsing: text)
            #expect(code.description == text)
            #expect(code.grouped.filter { $0 != "-" } == text)
            #expect(try TrackingCode(parsing: code.grouped) == code)
        }
    }

    @Test func groupsAndLettersOfAKnownValue() {
        #expect(TrackingCode(value: 0).description == "BBBBBBBBBBBB")
        #expect(TrackingCode(value: 1).grouped == "BBBB-BBBB-BBCY")
        var bytes: [UInt8] = []
        TrackingCode(value: 1).append(to: &bytes)
        #expect(bytes == Array("BBBBBBBBBBCY".utf8))
    }

    @Test(arguments: ["bbbbbbbbbbcy", " BBBB bbbb BBcy ", "BBBB-BBBB-BBCY", "b b-b\u{a0}bbbbbbbcy"])
    func readsWhatPeopleType(text: String) {
        #expect(TrackingCode(text)?.value == 1)
    }

    @Test func saysWhatIsWrong() {
        #expect(throws: TrackingCodeError.length(0)) { try TrackingCode(parsing: "") }
        #expect(throws: TrackingCodeError.length(11)) { try TrackingCode(parsing: "BBBBBBBBBBB") }
        #expect(throws: TrackingCodeError.length(13)) { try TrackingCode(parsing: "BBBBBBBBBBBBB") }
        #expect(throws: TrackingCodeError.letter("A")) { try TrackingCode(parsing: "BBBBABBBBBBB") }
        #expect(throws: TrackingCodeError.letter("1")) { try TrackingCode(parsing: "BBBB1") }
        #expect(throws: TrackingCodeError.letter("É")) { try TrackingCode(parsing: "É") }
        #expect(throws: TrackingCodeError.checkLetter) { try TrackingCode(parsing: "BBBBBBBBBBBC") }
    }

    /// A very long text without letters must not overflow or be accepted.
    @Test func endlessInputIsRefused() {
        #expect(throws: TrackingCodeError.length(5000)) {
            try TrackingCode(parsing: String(repeating: "Z", count: 5000))
        }
    }

    @Test func dependsOnChannelNumberKeyAndAttempt() {
        func code(_ channel: String, _ number: String, _ key: SipHashKey = Self.key, _ attempt: UInt8 = 0)
            -> TrackingCode
        {
            TrackingCode(channel: channel, externalID: number, key: key, attempt: attempt)
        }
        let codes = [
            code("web", "1"), code("web", "1", Self.key, 1), code("web", "1", Self.key, 2), code("web", "2"),
            code("web", "1", .init(k0: 0, k1: 0)), code("we", "b1"), code("sms", "1"), code("web", "1\u{0}\u{1}x"),
        ]
        #expect(Set(codes).count == codes.count)
        #expect(code("web", "1") == codes[0])
    }
}
