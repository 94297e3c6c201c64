/// Signs that HTML writes as words.
enum HTMLEntities {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
        "thinsp": " ",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
        "hellip": "…", "bull": "•", "middot": "·", "deg": "°", "times": "×", "eacute": "é", "copy": "©", "reg": "®",
        "shy": "\u{ad}", "zwnj": "\u{200c}", "zwj": "\u{200d}",
    ]

    /// The sign at `start`, which is a `&`, and where its word ends; nil where none stands.
    static func read(_ text: [UInt8], from start: Int) -> (String, Int)? {
        let limit = min(text.count, start + 12)
        guard let semicolon = text[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: text[start + 1..<semicolon], as: UTF8.self)
        if let sign = named[name] { return (sign, semicolon + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        guard let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
            code != 0, let scalar = Unicode.Scalar(code)
        else { return nil }
        return (String(scalar), semicolon + 1)
    }
}
