extension Unicode.Scalar {
    /// Whether nothing of it is to be seen: white space, format and control characters, fillers; told by Unicode's
    /// properties, and the blank of Braille, which has none of them. Content hashes are made by it: it must never change.
    package var isInvisible: Bool {
        if 0x21...0x7E ~= value { return false }
        let properties = properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
            return true
        }
        return properties.generalCategory == .control || properties.generalCategory == .format || value == 0x2800
    }

    /// Whether a terminal obeys it instead of showing it: control characters but for line feed and tab (ISO 6429: the sets C0
    /// and C1, and DEL), and what turns the direction of writing or breaks a line (Unicode UAX 9 and 14).
    package var isObeyed: Bool {
        switch value {
        case 0x20...0x7E, 0x09, 0x0A: false
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a text of it alone may say something: a letter, number, sign or symbol. A mark needs something to stand on;
    /// what is unassigned, private, or in the block Specials (U+FFF0 to U+FFFF: stands for what got lost) means nothing.
    package var saysSomething: Bool {
        guard !isInvisible, !(0xFFF0...0xFFFF).contains(value) else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .unassigned, .privateUse, .surrogate: return false
        default: return true
        }
    }
}
