import Foundation
import Testing

@testable import Contract

@Suite struct JSONTextTests {
    @Test func `every character survives a reader`() throws {
        let everything = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init))) + "😀\u{10FFFF}"
        var json = JSONText()
        json.string(everything)
        let back = try JSONDecoder().decode(String.self, from: Data(json.bytes))
        #expect(Array(back.unicodeScalars) == Array(everything.unicodeScalars))
        #expect(JSONGrammar.accepts(json.bytes))
    }

    @Test func `the forms of escapes`() {
        var json = JSONText()
        json.string("a\"b\\c\u{1f}\u{0}/é")
        #expect(String(decoding: json.bytes, as: UTF8.self) == #""a\"b\\c\u001f\u0000/é""#)
    }

    @Test(arguments: [
        (0, "0.00"), (1, "1.00"), (0.934, "0.93"), (0.999, "1.00"), (-3, "0.00"), (7, "1.00"), (0.07, "0.07"),
    ])
    func hundredths(_ value: Double, _ expected: String) {
        var json = JSONText()
        json.number(hundredths: value)
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }

    @Test func parts() {
        var json = JSONText(capacity: 1)
        json.raw("{\"n\":")
        json.number(-12)
        json.raw(Array(",".utf8))
        json.quoted { $0.append(UInt8(ascii: "q")) }
        json.raw(":0}")
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"n":-12,"q":0}"#)
    }
}
