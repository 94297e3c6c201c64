import Complaints

/// Appends JSON to bytes: the little that events need, without building a tree first.
package struct JSONText: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// Text that is JSON already.
    package mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Bytes that are JSON already.
    package mutating func raw(_ json: [UInt8]) { bytes.append(contentsOf: json) }

    /// A value that appends its own plain ASCII, between quotes.
    package mutating func quoted(_ append: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        append(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

    /// A number from 0 to 1, to two decimals.
    package mutating func number(hundredths value: Double) {
        let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
        bytes.append(contentsOf: "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)".utf8)
    }

    package mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.needsEscape(text) { appendEscaped(Array(text.utf8)) } else { bytes.append(contentsOf: text.utf8) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// An array of what is JSON already.
    static func array(_ elements: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + elements.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }

    private static func needsEscape(_ text: String) -> Bool {
        let source = text.utf8Span.span
        for index in source.indices where needsEscape(source[index]) { return true }
        return false
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ text: [UInt8]) {
        var start = 0
        for index in text.indices where Self.needsEscape(text[index]) {
            bytes.append(contentsOf: text[start..<index])
            bytes.append(UInt8(ascii: "\\"))
            switch text[index] {
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            case let control where control < 0x20:
                bytes.append(contentsOf: "u00".utf8)
                bytes.append(Hexadecimal.digit(UInt64(control >> 4)))
                bytes.append(Hexadecimal.digit(UInt64(control)))
            case let sign: bytes.append(sign)
            }
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }
}
