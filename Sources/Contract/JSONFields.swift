package import Complaints
import Foundation

/// The members of a JSON object, looked up in place: what events need is a few short fields, and decoding whole trees
/// for them costs more than all else that is done with an event.
package struct JSONFields {
    private let json: [UInt8]
    private let members: [JSONSlices.Member]
    /// A bit for each key, of 64: nearly always it tells that a key is not there.
    private let bits: UInt64

    private let index: JSONIndex?

    /// The object in `range` of `json`, or nil when there is none.
    package init?(_ json: [UInt8], in range: Range<Int>) {
        self.init(json, in: range, range == json.indices ? JSONIndex(json) : nil)
    }

    /// The object that `json` is, when it is JSON and names each member once: what is signed must read one way only.
    package init?(strictly json: [UInt8]) {
        guard (try? UTF8Span(validating: json.span)) != nil, JSONGrammar.accepts(json) else { return nil }
        self.init(json, in: json.indices)
        guard Set(names).count == members.count else { return nil }
    }

    /// - Parameter index: that of `json`, if there is one.
    init?(_ json: [UInt8], in range: Range<Int>, _ index: JSONIndex?) {
        guard let members = JSONSlices.members(of: json, in: range, index) else { return nil }
        self.json = json
        self.index = index
        self.members = members
        bits = members.reduce(0) { $0 | Self.bit($1.tag) }
    }

    private static func bit(_ tag: UInt64) -> UInt64 { 1 << ((tag &* 0x9E37_79B9_7F4A_7C15) >> 58) }

    /// Where the value of `key` is, or nil when it is missing or null.
    package func range(_ key: String) -> Range<Int>? {
        let name = key.utf8.span
        let tag = JSONName.tag(name)
        guard bits & Self.bit(tag) != 0 else { return nil }
        for index in members.indices where members[index].tag == tag {
            guard JSONName.isSpelled(name, json, members[index].key) else { continue }
            let value = members[index].value
            return json[value.lowerBound] == UInt8(ascii: "n") && json[value].elementsEqual("null".utf8) ? nil : value
        }
        return nil
    }

    /// Where the letters of a string are that has no escapes and stands at `range`.
    private func plain(_ range: Range<Int>) -> Range<Int>? {
        guard range.count >= 2, json[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        let content = range.lowerBound + 1..<range.upperBound - 1
        if let index { return index.isPlain(range.lowerBound) ? content : nil }
        let bytes = json.span.extracting(content)
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\\") || bytes[index] < 0x20 { return nil }
        return content
    }

    /// A string.
    ///
    /// - Throws: `Rejection` `field_missing` or `field_type`.
    package func string(_ key: String) throws(Rejection) -> String {
        guard let text = try optionalString(key) else {
            throw Rejection("field_missing", field: key, "\(key) is required")
        }
        return text
    }

    /// A string, or nil when it is missing.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func optionalString(_ key: String) throws(Rejection) -> String? {
        guard let range = range(key) else { return nil }
        if let plain = plain(range) { return String(decoding: json[plain], as: UTF8.self) }
        guard json[range.lowerBound] == UInt8(ascii: "\""), range.count >= 2 else {
            throw Rejection("field_type", field: key, "\(key) must be a JSON string")
        }
        // Escapes are rare and tricky: the library's business.
        guard let text = try? JSONDecoder().decode(String.self, from: Data(json[range])) else {
            throw Rejection("field_format", field: key, "\(key) cannot be read")
        }
        return text
    }

    /// A whole number.
    ///
    /// - Throws: `Rejection` `field_missing` or `field_type`.
    package func integer(_ key: String) throws(Rejection) -> Int {
        guard let range = range(key) else {
            throw Rejection("field_missing", field: key, "\(key) is required")
        }
        guard let number = Int(String(decoding: json[range], as: UTF8.self)) else {
            throw Rejection("field_type", field: key, "\(key) must be a whole number")
        }
        return number
    }

    /// A whole number, or nil when it is missing.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func optionalInteger(_ key: String) throws(Rejection) -> Int? { range(key) == nil ? nil : try integer(key) }

    /// True or false, or nil when it is missing.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func optionalBoolean(_ key: String) throws(Rejection) -> Bool? {
        guard let range = range(key) else { return nil }
        switch String(decoding: json[range], as: UTF8.self) {
        case "true": return true
        case "false": return false
        default: throw Rejection("field_type", field: key, "\(key) must be true or false")
        }
    }

    /// A point in time, RFC 3339, or nil when it is missing.
    ///
    /// - Throws: `Rejection` `field_type` or `field_format`.
    package func optionalInstant(_ key: String) throws(Rejection) -> Instant? {
        if let plain = range(key).flatMap(plain), let instant = Instant(rfc3339UTF8: json.span.extracting(plain)) {
            return instant
        }
        guard let text = try optionalString(key) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw Rejection("field_format", field: key, "\(key) must be RFC 3339 with an offset")
        }
        return instant
    }

    /// One of the words that `Word` knows, or nil when it is missing.
    ///
    /// - Throws: `Rejection` `field_type` or `field_value`.
    package func optionalWord<Word: RawRepresentable<String>>(_ key: String) throws(Rejection) -> Word? {
        guard let text = try optionalString(key) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw Rejection("field_value", field: key, "\(key) is none of the words that are known here")
        }
        return word
    }

    /// The objects of an array; none when it is missing.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func objects(_ key: String) throws(Rejection) -> [JSONFields] {
        guard let range = range(key) else { return [] }
        guard let elements = JSONSlices.elements(of: json, in: range, index) else {
            throw Rejection("field_type", field: key, "\(key) must be an array")
        }
        return try elements.map { element throws(Rejection) in
            guard let fields = JSONFields(json, in: element, index) else {
                throw Rejection("field_type", field: key, "\(key) must be an array of objects")
            }
            return fields
        }
    }

    /// Strings, from an array of them or a single one; none when it is missing.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func strings(_ key: String) throws(Rejection) -> [String] {
        guard let range = range(key) else { return [] }
        guard json[range.lowerBound] == UInt8(ascii: "[") else { return [try string(key)] }
        guard let texts = try? JSONDecoder().decode([String].self, from: Data(json[range])) else {
            throw Rejection("field_type", field: key, "\(key) must be an array of strings")
        }
        return texts
    }

    /// A number.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func optionalNumber(_ key: String) throws(Rejection) -> Double? {
        guard let range = range(key) else { return nil }
        guard let number = Double(String(decoding: json[range], as: UTF8.self)) else {
            throw Rejection("field_type", field: key, "\(key) must be a number")
        }
        return number
    }

    /// An object, or nil when it is missing.
    ///
    /// - Throws: `Rejection` `field_type`.
    package func optionalObject(_ key: String) throws(Rejection) -> JSONFields? {
        guard let range = range(key) else { return nil }
        guard let fields = JSONFields(json, in: range, index) else {
            throw Rejection("field_type", field: key, "\(key) must be a JSON object")
        }
        return fields
    }

    /// The member `traceparent`; nil when it is none: that is no reason to refuse anything.
    package var trace: TraceParent? {
        guard range("traceparent") != nil, let text = try? optionalString("traceparent") else { return nil }
        return TraceParent(text)
    }

    package var names: [String] { members.map { JSONSlices.name(json[$0.key]) } }
}
