import Complaints

/// Appends JSON to bytes: the little that events need, without building a tree first.
package struct JSONText: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// Text that is JSON already.
    package mutating func raw(_ text: String) {
        let text = text.utf8Span.span
        bytes.append(addingCapacity: text.count) { for index in text.indices { $0.append(text[index]) } }
    }

    /// A member's name, and what stands around it.
    ///
    /// - Parameter name: plain letters, which need no escapes.
    mutating func begin(member name: String, isFirst: Bool) {
        let name = name.utf8Span.span
        bytes.append(addingCapacity: name.count + 4) { bytes in
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            for index in name.indices { bytes.append(name[index]) }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: ":"))
        }
    }

    /// Bytes that are JSON already.
    package mutating func raw(_ json: [UInt8]) { bytes.append(contentsOf: json) }

    /// A value that appends its own plain ASCII, between quotes.
    package mutating func quoted(_ append: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        append(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func number(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        ASCIIDecimal.append(value.magnitude, width: 1, to: &bytes)
    }

    /// A number from 0 to 1, to two decimals.
    package mutating func number(hundredths value: Double) {
        let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
        bytes.append(addingCapacity: 4) { bytes in
            bytes.append(UInt8(ascii: "0") + UInt8(hundredths / 100))
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(hundredths % 100 / 10))
            bytes.append(UInt8(ascii: "0") + UInt8(hundredths % 10))
        }
    }

    package mutating func string(_ text: String) {
        let plain = text.utf8Span.span
        if let first = Self.nextEscape(plain, from: 0) {
            bytes.append(UInt8(ascii: "\""))
            appendEscaped(Array(text.utf8), first)
            bytes.append(UInt8(ascii: "\""))
        } else {
            bytes.append(addingCapacity: plain.count + 2) { bytes in
                bytes.append(UInt8(ascii: "\""))
                for index in plain.indices { bytes.append(plain[index]) }
                bytes.append(UInt8(ascii: "\""))
            }
        }
    }

    /// An array of what is JSON already.
    static func array(_ elements: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + elements.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }

    private static func nextEscape(_ text: Span<UInt8>, from start: Int) -> Int? {
        for index in start..<text.count {
            let byte = text[index]
            // Most letters.
            if byte > UInt8(ascii: "\\") { continue }
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
        }
        return nil
    }

    /// - Parameter first: where the first byte is that needs an escape.
    private mutating func appendEscaped(_ text: [UInt8], _ first: Int) {
        var start = 0
        var next: Int? = first
        while let index = next {
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
            next = Self.nextEscape(text.span, from: start)
        }
        bytes.append(contentsOf: text[start...])
    }

    /// What a string says whose escapes are known to be sound.
    static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var rest = text
        while let escape = rest.firstIndex(of: UInt8(ascii: "\\")) {
            plain += rest[..<escape]
            rest = rest[(escape + 1)...]
            appendEscape(&rest, to: &plain)
        }
        return plain + rest
    }

    private static func appendEscape(_ rest: inout ArraySlice<UInt8>, to plain: inout [UInt8]) {
        switch rest.popFirst() {
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "u"):
            var units = [codeUnit(&rest)]
            if 0xD800...0xDBFF ~= units[0] {
                rest = rest.dropFirst(2)
                units.append(codeUnit(&rest))
            }
            plain += String(decoding: units, as: UTF16.self).utf8
        case let sign?: plain.append(sign)
        case nil: break
        }
    }

    /// `json` with U+FFFD for each half of a pair of surrogates that stands alone, as escapes; nil when there is none.
    package static func mended(_ json: [UInt8]) -> [UInt8]? {
        var halves: [Int] = []
        var index = 0
        while let escape = json[index...].firstIndex(of: UInt8(ascii: "\\")) {
            index = min(escape + 2, json.count)
            guard let unit = surrogate(json, at: escape) else { continue }
            let isPair = unit < 0xDC00 && surrogate(json, at: escape + 6).map { $0 >= 0xDC00 } == true
            index = escape + (isPair ? 12 : 6)
            if !isPair { halves.append(escape) }
        }
        guard !halves.isEmpty else { return nil }
        var mended = json
        for half in halves { mended.replaceSubrange(half..<half + 6, with: "\\ufffd".utf8) }
        return mended
    }

    /// The half of a pair that the escape at `index` is, if it is one.
    private static func surrogate(_ json: [UInt8], at index: Int) -> UInt16? {
        guard index + 6 <= json.count, json[index] == UInt8(ascii: "\\"), json[index + 1] == UInt8(ascii: "u"),
            json[index + 2..<index + 6].allSatisfy({ Hexadecimal.value(of: $0) != nil })
        else { return nil }
        var digits = json[(index + 2)...]
        let unit = codeUnit(&digits)
        return 0xD800...0xDFFF ~= unit ? unit : nil
    }

    private static func codeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt16 {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.reduce(0) { $0 << 4 | UInt16(truncatingIfNeeded: Hexadecimal.value(of: $1) ?? 0) }
    }
}
