extension Unicode.Scalar {
    /// Whether nothing of it is to be seen: white space, format and control characters, fillers; told by Unicode's
    /// properties, and the blank of Braille, which has none of them.
    package var isInvisible: Bool {
        if 0x21...0x7E ~= value { return false }
        let properties = properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
            return true
        }
        return properties.generalCategory == .control || properties.generalCategory == .format || value == 0x2800
    }
}
