import Complaints

/// The grammar of JSON (RFC 8259) checked to the last byte while a text is read.
///
/// Brackets are kept in a list, never on the call stack: depth costs no recursion.
package struct JSONGrammar {
    /// Levels of nesting that are accepted, the outermost value counted.
    static let deepest = 512

    /// Whether `json` is exactly one JSON value, with surrogates in pairs and at most `deepest` levels.
    package static func accepts(_ json: [UInt8]) -> Bool {
        var grammar = JSONGrammar(json)
        return grammar.readValue(level: 0) && grammar.isAtEnd()
    }

    let json: [UInt8]
    private(set) var position = 0
    /// Whether the last string had an escape in it.
    private(set) var isEscaped = false
    /// Closing brackets that are still to come in the value that is read.
    private var open: [UInt8] = []

    init(_ json: [UInt8]) { self.json = json }

    var byte: UInt8? { position < json.count ? json[position] : nil }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return position == json.count
    }

    /// Passes `next` if it comes now.
    mutating func pass(_ next: UInt8) -> Bool {
        guard byte == next else { return false }
        position += 1
        return true
    }

    /// Reads one value with all that is in it.
    ///
    /// - Parameter level: how many containers it lies in.
    mutating func readValue(level: Int) -> Bool {
        var isValueDue = true
        while true {
            skipSpace()
            guard let next = byte else { return false }
            if isValueDue {
                guard let isDone = startValue(next, level) else { return false }
                isValueDue = !isDone
            } else {
                position += 1
                if next == open.last {
                    open.removeLast()
                } else {
                    guard next == UInt8(ascii: ","), open.last == UInt8(ascii: "]") || readKey() else { return false }
                    isValueDue = true
                }
            }
            if !isValueDue, open.isEmpty { return true }
        }
    }

    /// Reads a scalar or the opening of a container; false when a value must follow at once, nil when neither is there.
    private mutating func startValue(_ first: UInt8, _ level: Int) -> Bool? {
        switch first {
        case UInt8(ascii: "\""): return readString() ? true : nil
        case UInt8(ascii: "{"): return startContainer(closing: UInt8(ascii: "}"), level)
        case UInt8(ascii: "["): return startContainer(closing: UInt8(ascii: "]"), level)
        case UInt8(ascii: "t"): return readWord("true") ? true : nil
        case UInt8(ascii: "f"): return readWord("false") ? true : nil
        case UInt8(ascii: "n"): return readWord("null") ? true : nil
        default: return readNumber() ? true : nil
        }
    }

    private mutating func startContainer(closing: UInt8, _ level: Int) -> Bool? {
        guard level + open.count < Self.deepest else { return nil }
        position += 1
        skipSpace()
        if byte == closing {
            position += 1
            return true
        }
        open.append(closing)
        if closing == UInt8(ascii: "}"), !readKey() { return nil }
        return false
    }

    private mutating func readKey() -> Bool {
        skipSpace()
        guard byte == UInt8(ascii: "\""), readString() else { return false }
        skipSpace()
        return pass(UInt8(ascii: ":"))
    }

    mutating func skipSpace() {
        while let next = byte, next <= 0x20, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 {
            position += 1
        }
    }

    private mutating func readWord(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= json.count, json[position..<end].elementsEqual(word.description.utf8) else { return false }
        position = end
        return true
    }

    private mutating func readNumber() -> Bool {
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") { position += 1 } else if !readDigits() { return false }
        if byte == UInt8(ascii: ".") {
            position += 1
            if !readDigits() { return false }
        }
        guard let letter = byte, letter | 0x20 == UInt8(ascii: "e") else { return true }
        position += 1
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
        return readDigits()
    }

    private mutating func readDigits() -> Bool {
        let start = position
        while let next = byte, 0x30...0x39 ~= next { position += 1 }
        return position > start
    }

    /// Reads a string from its opening quote.
    mutating func readString() -> Bool {
        isEscaped = false
        position += 1
        while true {
            let end = position + Self.plainCount(json.span.extracting(position...))
            guard end < json.count else { return false }
            position = end + 1
            switch json[end] {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"):
                isEscaped = true
                if !readEscape() { return false }
            default: return false
            }
        }
    }

    /// How many bytes come before the next quote, backslash or control character.
    private static func plainCount(_ bytes: Span<UInt8>) -> Int {
        for index in bytes.indices {
            let next = bytes[index]
            // Most letters.
            if next > UInt8(ascii: "\\") { continue }
            if next < 0x20 || next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") { return index }
        }
        return bytes.count
    }

    private mutating func readEscape() -> Bool {
        guard let letter = byte else { return false }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        case UInt8(ascii: "u"):
            guard let unit = readHexadecimal() else { return false }
            switch unit {
            case 0xDC00...0xDFFF: return false
            case 0xD800...0xDBFF: return readLowSurrogate()
            default: return true
            }
        default: return false
        }
    }

    private mutating func readLowSurrogate() -> Bool {
        guard byte == UInt8(ascii: "\\") else { return false }
        position += 1
        guard byte == UInt8(ascii: "u") else { return false }
        position += 1
        guard let unit = readHexadecimal() else { return false }
        return 0xDC00...0xDFFF ~= unit
    }

    private mutating func readHexadecimal() -> UInt64? {
        var unit: UInt64 = 0
        for _ in 0..<4 {
            guard let digit = byte, let value = Hexadecimal.value(of: digit) else { return nil }
            unit = unit << 4 | value
            position += 1
        }
        return unit
    }
}
