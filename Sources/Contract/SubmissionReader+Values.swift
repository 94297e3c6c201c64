import Complaints
import Foundation

// What the values of optional fields say, as far as it is certain.

extension SubmissionReader {
    /// What a string says, or any other value is.
    func text(_ part: JSONPart) -> String {
        part.kind == .escapedString
            ? String(decoding: JSONText.unescaped(json[part.range]), as: UTF8.self)
            : String(decoding: json[part.range], as: UTF8.self)
    }

    /// What a string says, or the only one of a list.
    func text(ofOne part: JSONPart) -> String? {
        if part.kind == .string || part.kind == .escapedString { return text(part) }
        guard let texts = texts(of: part), texts.count == 1 else { return nil }
        return texts[0]
    }

    /// What the strings of a list say, and its numbers are; nil where there are none, or something else is among them.
    func texts(of part: JSONPart) -> [String]? {
        guard part.kind == .array, let elements = JSONSlices.elements(of: json, in: part.range) else { return nil }
        var texts: [String] = []
        for element in elements where !json[element].elementsEqual("null".utf8) {
            switch json[element.lowerBound] {
            case UInt8(ascii: "\""):
                let inner = element.dropFirst().dropLast()
                let text = String(decoding: JSONText.unescaped(json[inner]), as: UTF8.self)
                if !text.isEmpty { texts.append(text) }
            case UInt8(ascii: "0")...UInt8(ascii: "9"): texts.append(String(decoding: json[element], as: UTF8.self))
            default: return nil
            }
        }
        return texts.isEmpty ? nil : texts
    }

    private static let yes: Set<String> = ["true", "1", "ya", "yes", "y"]
    private static let no: Set<String> = ["false", "0", "tidak", "no", "n"]

    /// What cannot be read may be a wish to be hidden: then it is one.
    mutating func flag(_ part: JSONPart?, _ field: String) -> Bool? {
        guard let part, part.kind != .null else { return nil }
        switch part.kind {
        case .true: return true
        case .false: return false
        case .string, .escapedString, .number:
            let word = text(part).lowercased()
            if word.isEmpty || Self.no.contains(word) { return word.isEmpty ? nil : false }
            if Self.yes.contains(word) { return true }
        default: break
        }
        note(.wrongType(field, "boolean"), part)
        return true
    }

    mutating func degrees(_ part: JSONPart?, _ field: String) -> Double? {
        guard let part, part.kind == .string, !part.range.isEmpty else { return number(part, field) }
        guard let degrees = WrittenNumber.degrees(text(part)) else {
            note(.wrongType(field, "number"), part)
            return nil
        }
        return degrees
    }

    mutating func size(_ part: JSONPart?, _ field: String) -> Int64? { number(part, field) }

    /// Numbers are rare, and each type has its own idea of what it holds: the library's business.
    private mutating func number<Number: Decodable>(_ part: JSONPart?, _ field: String) -> Number? {
        guard let part, part.kind != .null, !(part.kind == .string && part.range.isEmpty) else { return nil }
        guard part.kind == .number else {
            note(.wrongType(field, "number"), part)
            return nil
        }
        do {
            return try JSONDecoder().decode(Number.self, from: Data(json[part.range]))
        } catch {
            note(Rejection("field_value", field: field, "\(field) is out of range"), part)
            return nil
        }
    }
}
