import Complaints
import Foundation

/// Makes one spelling of what people and platforms send: NFC, no HTML, no control characters, tidy white space.
package enum TextCleaning {
    /// The cleaned text; empty when nothing that says anything was there besides markup.
    package static func clean(_ text: String) -> String {
        tidyHash(text.utf8Span.span) == nil ? mended(text) : text
    }

    /// The cleaned text, and `ContentHash.of` what was sent: most texts are walked through once for both.
    static func cleanAndHash(_ text: String) -> (text: String, hash: UInt64) {
        if let hash = tidyHash(text.utf8Span.span) { return (text, hash) }
        return (mended(text), ContentHash.ofUntidy(text))
    }

    private static func mended(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let hasMarkup = bytes.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
        if hasMarkup { bytes = HTMLRemoval.remove(from: bytes) }
        bytes = tidySpace(bytes)
        // Last, because entities and what was invisible may have hidden a tag.
        if hasMarkup, bytes.contains(UInt8(ascii: "<")) { bytes = HTMLRemoval.defused(bytes) }
        guard saysSomething(bytes) else { return "" }
        let cleaned = String(decoding: bytes, as: UTF8.self)
        return bytes.allSatisfy { $0 < 0x80 } ? cleaned : cleaned.precomposedStringWithCanonicalMapping
    }

    private static func saysSomething(_ text: [UInt8]) -> Bool {
        // Nearly always the first byte tells.
        text.contains { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ">") }
            || String(decoding: text, as: UTF8.self).unicodeScalars.contains { $0.saysSomething && $0 != ">" }
    }

    /// The hash of plain ASCII without markup, control characters or white space to mend: most texts. Nil: it is not.
    static func tidyHash(_ text: Span<UInt8>) -> UInt64? {
        var previous = UInt8(ascii: " ")
        var hash = FNV1a.seed
        for index in text.indices {
            let byte = text[index]
            defer { previous = byte }
            hash = FNV1a.step(hash, byte)
            // All letters.
            if 0x3D...0x7E ~= byte { continue }
            guard 0x20...0x7E ~= byte, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else { return nil }
            if byte == 0x20, previous == 0x20 { return nil }
        }
        return previous == 0x20 ? nil : hash
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
