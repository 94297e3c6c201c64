/// What stands in for characters that SMS cannot carry.
enum GSM7Folding {
    /// ASCII text for a character outside the alphabet; empty for marks that show nothing by themselves.
    static func replacement(for scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\u{300}"..."\u{36f}", "\u{fe00}"..."\u{fe0f}", "\u{ad}", "\u{feff}": ""  // accents, variants, soft hyphen
        case "\u{200b}"..."\u{200f}", "\u{202a}"..."\u{202e}", "\u{2060}"..."\u{2069}": ""  // joiners, directions
        case "\u{1f3fb}"..."\u{1f3ff}": ""  // skin tones
        case "\t", "\u{a0}", "\u{2000}"..."\u{200a}", "\u{202f}", "\u{3000}": " "
        case "\u{2028}", "\u{2029}", "\u{85}": "\n"
        case "`", "´", "\u{2018}"..."\u{201b}", "\u{2032}", "\u{2039}", "\u{203a}": "'"
        case "\u{201c}"..."\u{201f}", "\u{2033}", "«", "»": "\""
        case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
        case "•", "·": "*"
        case "…": "..."
        case "×": "x"
        default: letter(for: scalar)
        }
    }

    private static func letter(for scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "À"..."Ã", "Ā", "Ă", "Ą": "A"
        case "á"..."ã", "ā", "ă", "ą", "ª": "a"
        case "Ć", "Ĉ", "Ċ", "Č": "C"
        case "ç", "ć", "ĉ", "ċ", "č": "c"
        case "È", "Ê", "Ë", "Ē", "Ĕ", "Ė", "Ę", "Ě": "E"
        case "ê", "ë", "ē", "ĕ", "ė", "ę", "ě": "e"
        case "Ì"..."Ï", "Ĩ", "Ī", "Ĭ", "Į", "İ": "I"
        case "í"..."ï", "ĩ", "ī", "ĭ", "į", "ı": "i"
        case "Ń", "Ņ", "Ň": "N"
        case "ń", "ņ", "ň": "n"
        case "Ò"..."Õ", "Ō", "Ŏ", "Ő": "O"
        case "ó"..."õ", "ō", "ŏ", "ő", "º": "o"
        case "Ś", "Ŝ", "Ş", "Š": "S"
        case "ś", "ŝ", "ş", "š": "s"
        case "Ù"..."Û", "Ũ", "Ū", "Ŭ", "Ů", "Ű", "Ų": "U"
        case "ú", "û", "ũ", "ū", "ŭ", "ů", "ű", "ų": "u"
        case "Ý", "Ÿ": "Y"
        case "ý", "ÿ": "y"
        case "Ź", "Ż", "Ž": "Z"
        case "ź", "ż", "ž": "z"
        default: "?"
        }
    }
}
