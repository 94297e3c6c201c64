import Complaints
import Foundation

// What the values of optional fields say, as far as it is certain.

extension SubmissionReader {
    /// What form libraries write for a value that is not there: null, an empty string, list or object.
    func isNothing(_ part: JSONPart) -> Bool {
        switch part.kind {
        case .null: true
        case .string: part.range.isEmpty
        case .array, .object: json[part.range].dropFirst().dropLast().allSatisfy { $0 <= 0x20 }
        default: false
        }
    }

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
    ///
    /// - Parameter wholeOnly: whether a number with decimals is something else.
    func texts(of part: JSONPart, wholeOnly: Bool = false) -> [String]? {
        guard part.kind == .array, let elements = JSONSlices.elements(of: json, in: part.range) else { return nil }
        var texts: [String] = []
        for element in elements where !json[element].elementsEqual("null".utf8) {
            switch json[element.lowerBound] {
            case UInt8(ascii: "\""):
                let inner = element.dropFirst().dropLast()
                let text = String(decoding: JSONText.unescaped(json[inner]), as: UTF8.self)
                if !text.isEmpty { texts.append(text) }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let number = wholeOnly ? wholeDigits(element) : String(decoding: json[element], as: UTF8.self)
                guard let number else { return nil }
                texts.append(number)
            default: return nil
            }
        }
        return texts.isEmpty ? nil : texts
    }

    /// The digits of a number without decimals other than zeros: what stands behind a number's point is no group of digits,
    /// as it may be in a string. Nil of any other number.
    func wholeDigits(_ number: Range<Int>) -> String? {
        let parts = json[number].split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") }
        guard let whole = parts.first, whole.allSatisfy({ 0x30...0x39 ~= $0 }),
            parts.count == 1 || parts[1].allSatisfy({ $0 == 0x30 })
        else { return nil }
        return String(decoding: whole, as: UTF8.self)
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
        guard let part, !isNothing(part) else { return nil }
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
