import Foundation

/// Makes one spelling of what people and platforms send: NFC, no HTML, no control characters, tidy white space.
package enum TextCleaning {
    /// The cleaned text; empty when nothing but markup and space was there.
    package static func clean(_ text: String) -> String {
        if isTidy(text.utf8Span.span) { return text }
        var bytes = Array(text.utf8)
        if bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            bytes = HTMLRemoval.remove(from: bytes)
        }
        bytes = tidySpace(bytes)
        let cleaned = String(decoding: bytes, as: UTF8.self)
        return bytes.allSatisfy { $0 < 0x80 } ? cleaned : cleaned.precomposedStringWithCanonicalMapping
    }

    /// Plain ASCII without markup, control characters or white space to mend: most texts.
    private static func isTidy(_ text: Span<UInt8>) -> Bool {
        var previous = UInt8(ascii: " ")
        for index in text.indices {
            let byte = text[index]
            defer { previous = byte }
            // All letters.
            if 0x3D...0x7E ~= byte { continue }
            guard 0x20...0x7E ~= byte, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else { return false }
            if byte == 0x20, previous == 0x20 { return false }
        }
        return previous != 0x20
    }

    /// One space for many, at most one empty line, nothing at either end, no invisible characters.
    private static func tidySpace(_ text: [UInt8]) -> [UInt8] {
        var tidy: [UInt8] = []
        tidy.reserveCapacity(text.count)
        var newlines = 0
        var space = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x2028, 0x2029, 0x85: newlines += 1
            case 0x20, 0x09, 0x0D, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: space = true
            case 0..<0x20, 0x7F...0x9F, 0x200B, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069: continue
            default:
                if !tidy.isEmpty {
                    if newlines > 0 {
                        tidy.append(contentsOf: repeatElement(0x0A, count: min(2, newlines)))
                    } else if space {
                        tidy.append(0x20)
                    }
                }
                newlines = 0
                space = false
                tidy.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return tidy
    }
}
