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
        if isEncodable(text) { return String(text) }
        var folded = ""
        for scalar in text.unicodeScalars {
            if width(of: scalar) > 0 {
                folded.unicodeScalars.append(scalar)
            } else {
                folded += GSM7Folding.replacement(for: scalar)
            }
        }
        return folded
    }

    /// The longest beginning of a folded text that takes at most so many septets. What is not encodable counts one.
    package static func clip(_ text: String, toSeptets limit: Int) -> String {
        var left = limit
        var end = text.startIndex
        for scalar in text.unicodeScalars {
            left -= max(1, width(of: scalar))
            if left < 0 { break }
            text.unicodeScalars.formIndex(after: &end)
        }
        return String(text.unicodeScalars[..<end])
    }

    /// The same, cut at the end of a word where there is one, with three dots for what is left out.
    package static func clipWords(_ text: String, toSeptets limit: Int) -> String {
        guard (septets(text) ?? .max) > limit else { return text }
        guard limit > dots.count else { return clip(text, toSeptets: limit) }
        let cut = clip(text, toSeptets: limit - dots.count)
        let isWholeWord = text.dropFirst(cut.count).first?.isWhitespace ?? true
        let whole = isWholeWord ? cut[...] : cut[..<(cut.lastIndex(where: \.isWhitespace) ?? cut.endIndex)]
        var words = whole
        while let last = words.last, last.isWhitespace || ",;:-(".contains(last) { words.removeLast() }
        return words + dots
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
