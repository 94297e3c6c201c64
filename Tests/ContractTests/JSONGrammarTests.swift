import Complaints
import Foundation
import Testing

@testable import Contract

@Suite struct JSONGrammarTests {
    @Test(arguments: [
        "null", " true ", "[]", "{}", "[ ]", "{ }", "-0", "0", "10", "-1.5e+10", "1E5", "0.0", #""""#, #""a\"b""#,
        #""\u0000""#, #""\ud83d\ude00""#, #"{"a":[1,{"b":null}],"c":""}"#, "[1,\n2\t,\r3]", #"{"":0}"#, #""é😀""#,
    ]) func accepted(_ json: String) { #expect(JSONGrammar.accepts(Array(json.utf8))) }

    @Test(arguments: [
        "", " ", "nul", "nulll", "truefalse", "NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "1e", "1e+", "-",
        "--1",
        "0x10", "[1,]", "[,1]", "[1 2]", "[", "]", "[}", "{]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#,
        "{'a':1}",
        #"{"a":1 "b":2}"#, #"{1:2}"#, "{} {}", "{}x", #"""#, #""\""#, #""\x""#, #""\u12g4""#, #""\u123""#,
        #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#, #""\ud800\n""#, "\"a\tb\"", "\"\u{0}\"",
        "\u{feff}{}",
        "[1]]", "// c\n1", #"[{]}]"#, #"{"a":[}"#,
    ]) func refused(_ json: String) { #expect(!JSONGrammar.accepts(Array(json.utf8))) }

    @Test(arguments: [("[", "]"), (#"{"a":"#, "}")]) func `512 levels and no more`(brackets: (String, String)) {
        func nested(_ levels: Int) -> [UInt8] {
            let inner = brackets.0 == "[" ? "" : "1"
            let text =
                String(repeating: brackets.0, count: levels) + inner + String(repeating: brackets.1, count: levels)
            return Array(text.utf8)
        }
        #expect(JSONGrammar.accepts(nested(512)))
        #expect(!JSONGrammar.accepts(nested(513)))
        #expect(!JSONGrammar.accepts(nested(100_000)))
    }

    /// What Foundation refuses is refused; what it writes is accepted.
    @Test func `agrees with Foundation on random mutations`() throws {
        var random = SeededGenerator(seed: 77)
        let seed = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",{"b":null,"c":[true,false]}],"d":"\ud83d\ude00"}"#.utf8)
        var accepted = 0
        for _ in 0..<5_000 {
            let json = DecoderFuzzTests.mutate(seed, &random)
            guard JSONGrammar.accepts(json), String(validating: json, as: UTF8.self) != nil else { continue }
            accepted += 1
            #expect(throws: Never.self, "\(String(decoding: json, as: UTF8.self))") {
                try JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
            }
        }
        #expect(accepted > 100)
    }
}
