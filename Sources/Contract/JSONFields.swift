package import Complaints
import Foundation

/// The members of a JSON object, looked up in place: what events need is a few short fields, and decoding whole trees
/// for them costs more than all else that is done with an event.
package struct JSONFields {
    private let json: [UInt8]
    private let members: [(key: Range<Int>, value: Range<Int>)]
    /// Length and first letters of each key: nearly always they tell it apart from all others.
    private let tags: [UInt64]

    /// The object in `range` of `json`, or nil when there is none.
    package init?(_ json: [UInt8], in range: Range<Int>) {
        guard let members = JSONSlices.members(of: json, in: range) else { return nil }
        self.json = json
        self.members = members
        tags = members.map { member in
            var tag = UInt64(truncatingIfNeeded: member.key.count)
            for position in member.key.prefix(Self.taggedLetters) { tag = tag << 8 | UInt64(json[position]) }
            return tag
        }
    }

    private static let taggedLetters = 7

    private static func tag(_ key: Span<UInt8>) -> UInt64 {
        var tag = UInt64(truncatingIfNeeded: key.count)
        for position in 0..<min(taggedLetters, key.count) { tag = tag << 8 | UInt64(key[position]) }
        return tag
    }

    /// Where the value of `key` is, or nil when it is missing or null.
    package func range(_ key: String) -> Range<Int>? {
        let tag = Self.tag(key.utf8.span)
        for index in tags.indices where tags[index] == tag {
            let (name, value) = members[index]
            guard name.count <= Self.taggedLetters || json[name].elementsEqual(key.utf8) else { continue }
            return json[value.lowerBound] == UInt8(ascii: "n") && json[value].elementsEqual("null".utf8) ? nil : value
        }
        return nil
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
        let bytes = json[range]
        guard bytes.first == UInt8(ascii: "\""), bytes.count >= 2 else {
            throw Rejection("field_type", field: key, "\(key) must be a JSON string")
        }
        let content = bytes.dropFirst().dropLast()
        if !content.indices.contains(where: { json[$0] == UInt8(ascii: "\\") || json[$0] < 0x20 }) {
            return String(decoding: content, as: UTF8.self)
        }
        // Escapes are rare and tricky: the library's business.
        guard let text = try? JSONDecoder().decode(String.self, from: Data(bytes)) else {
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
        guard let elements = JSONSlices.elements(of: json, in: range) else {
            throw Rejection("field_type", field: key, "\(key) must be an array")
        }
        return try elements.map { element throws(Rejection) in
            guard let fields = JSONFields(json, in: element) else {
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
        guard let fields = JSONFields(json, in: range) else {
            throw Rejection("field_type", field: key, "\(key) must be a JSON object")
        }
        return fields
    }

    package var names: [String] { members.map { JSONSlices.name(json[$0.key]) } }
}
