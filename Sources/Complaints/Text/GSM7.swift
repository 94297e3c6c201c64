/// The seven-bit alphabet of SMS (3GPP TS 23.038, formerly GSM 03.38), default table and extension.
///
/// 160 septets fit one segment. One character outside the alphabet turns a message into UCS-2, 70 to the segment.
package enum GSM7 {
    package static let segment = 160

    package static func isEncodable(_ text: some StringProtocol) -> Bool { septets(text) != nil }

    /// How many septets the text takes, extension characters counting two; nil when it is not encodable.
    package static func septets(_ text: some StringProtocol) -> Int? {
        var count = 0
        for scalar in text.unicodeScalars {
            let width = width(of: scalar)
            if width == 0 { return nil }
            count += width
        }
        return count
    }

    /// Whether folding keeps what the text says: no character becomes a "?".
    package static func isFoldable(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.allSatisfy { width(of: $0) > 0 || GSM7Folding.replacement(for: $0) != "?" }
    }

    /// The text with every character outside the alphabet replaced: letters by their base letter, typographic marks by
    /// the plain ones, invisible marks by nothing, anything else by "?".
    package static func fold(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy(isPrintedASCII) { return String(text) }
        let scalars = text.unicodeScalars
        func outside(from place: String.Index) -> String.Index? { scalars[place...].firstIndex { width(of: $0) == 0 } }
        var (folded, begin) = ("", scalars.startIndex)
        while let place = outside(from: begin) {
            folded += text[begin..<place]
            folded += GSM7Folding.replacement(for: scalars[place])
            begin = scalars.index(after: place)
        }
        return folded + text[begin...]
    }

    /// All of it but the grave accent is in the alphabet.
    private static func isPrintedASCII(_ byte: UInt8) -> Bool { 0x20...0x7E ~= byte && byte != UInt8(ascii: "`") }

    /// The longest beginning of a folded text that takes at most so many septets. What is not encodable counts one.
    package static func clip(_ text: String, toSeptets limit: Int) -> String {
        String(text[..<end(of: text, toSeptets: limit)])
    }

    /// Behind the last scalar that fits.
    private static func end(of text: String, toSeptets limit: Int) -> String.Index {
        var left = limit
        return text.unicodeScalars.indices.first {
            left -= max(1, width(of: text.unicodeScalars[$0]))
            return left < 0
        } ?? text.endIndex
    }

    /// The same, cut at the end of a word where there is one, with three dots for what is left out.
    package static func clipWords(_ text: String, toSeptets limit: Int) -> String {
        guard (septets(text) ?? .max) > limit else { return text }
        guard limit > dots.count else { return clip(text, toSeptets: limit) }
        let end = end(of: text, toSeptets: limit - dots.count)
        var words = text.unicodeScalars[..<end]
        if end < text.endIndex, !text.unicodeScalars[end].properties.isWhitespace {
            words = words[..<(words.lastIndex { $0.properties.isWhitespace } ?? end)]
        }
        while let last = words.last, last.properties.isWhitespace || ",;:-(".unicodeScalars.contains(last) {
            words.removeLast()
        }
        return String(words) + dots
    }

    private static let dots = "..."

    /// 1 in the default table, 2 in the extension, 0 outside. ESC (0x1B) is no character of its own.
    static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "^", "{", "}", "\\", "[", "~", "]", "|", "\u{c}", "€": 2
        case "`": 0
        case " "..."~", "\n", "\r": 1
        case "£", "¥", "è", "é", "ù", "ì", "ò", "Ç", "Ø", "ø", "Å", "å", "Æ", "æ", "ß", "É", "¤", "¡": 1
        case "Ä", "Ö", "Ñ", "Ü", "§", "¿", "ä", "ö", "ñ", "ü", "à": 1
        case "Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ": 1
        default: 0
        }
    }
}
