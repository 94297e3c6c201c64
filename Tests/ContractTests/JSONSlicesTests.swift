import Complaints
import Foundation
import Testing

@testable import Contract

@Suite struct JSONSlicesTests {
    private func elements(_ json: String) -> [String]? {
        let bytes = Array(json.utf8)
        return JSONSlices.elements(of: bytes)?.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    private func members(_ json: String) -> [[String]]? {
        let bytes = Array(json.utf8)
        return JSONSlices.members(of: bytes)?.map {
            [String(decoding: bytes[$0.key], as: UTF8.self), String(decoding: bytes[$0.value], as: UTF8.self)]
        }
    }

    @Test func `elements keep their own bytes`() {
        #expect(elements("[]") == [])
        #expect(elements(" [ \n ] ") == [])
        #expect(elements("[1]") == ["1"])
        #expect(
            elements(#" [ {"a" : 1 } , "],[" ,[[]], null,-1.5e3] "#) == [
                #"{"a" : 1 }"#, #""],[""#, "[[]]", "null", "-1.5e3",
            ])
        #expect(elements(#"["\"","\\","\\\"]"]"#) == [#""\"""#, #""\\""#, #""\\\"]""#])
    }

    @Test(arguments: [
        "", "{}", "1", "[", "[1", "[1,", "[1,]", "[,]", "[1 2]", "[1]]", "[1]x", "[\"a]", "[{]", "[\"\\", "[1],",
    ])
    func `no array`(_ json: String) { #expect(elements(json) == nil) }

    @Test func `members keep keys and values raw`() {
        #expect(members("{}") == [])
        #expect(
            members(#"{"a":1,"b\"c" : {"}":"{"} , "a":[2]}"#) == [
                ["a", "1"], [#"b\"c"#, #"{"}":"{"}"#], ["a", "[2]"],
            ])
        #expect(members(#"{"":""}"#) == [["", #""""#]])
    }

    @Test(arguments: [
        "", "[]", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":1}}"#, #"{"a" 1}"#,
    ])
    func `no object`(_ json: String) { #expect(members(json) == nil) }

    @Test func `escaped keys are known by what they say`() {
        #expect(JSONSlices.name(Array("text".utf8)[...]) == "text")
        #expect(JSONSlices.name(Array(#"\u0074e\u0078t"#.utf8)[...]) == "text")
        #expect(JSONSlices.name(Array(#"a\"b\\"#.utf8)[...]) == #"a"b\"#)
    }

    /// Random documents, written by Foundation, come apart as Foundation reads them.
    @Test func `slices are the values`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let list = (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.value(3, &random) }
            let json = Array(try JSONSerialization.data(withJSONObject: list, options: .prettyPrinted))
            let ranges = try #require(JSONSlices.elements(of: json))
            #expect(ranges.count == list.count)
            for (range, value) in zip(ranges, list) {
                let back = try JSONSerialization.jsonObject(with: Data(json[range]), options: .fragmentsAllowed)
                #expect((back as? NSObject) == (value as? NSObject))
                guard let object = value as? [String: Any] else { continue }
                let members = try #require(JSONSlices.members(of: Array(json[range])))
                let slice = Array(json[range])
                #expect(Set(members.map { JSONSlices.name(slice[$0.key]) }) == Set(object.keys))
            }
        }
    }

    private static func value(_ depth: Int, _ random: inout SeededGenerator) -> Any {
        let words = ["", "a", "\"", "\\", "]}", "{[,:", "\u{1}\n", "é😀", "a\\\"b"]
        switch Int.random(in: depth > 0 ? 0..<6 : 2..<6, using: &random) {
        case 0: return (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth - 1, &random) }
        case 1:
            var object: [String: Any] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                object[words.randomElement(using: &random) ?? ""] = value(depth - 1, &random)
            }
            return object
        case 2: return NSNull()
        case 3: return Bool.random(using: &random)
        case 4: return Int.random(in: -1_000_000...1_000_000, using: &random)
        default: return words.randomElement(using: &random) ?? ""
        }
    }
}
