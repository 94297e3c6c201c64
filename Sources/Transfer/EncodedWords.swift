/// Header texts that are not plain short ASCII, as RFC 2047 encoded words (base64, UTF-8).
enum EncodedWords {
    /// RFC 2047 section 2: no line that has an encoded word is longer.
    private static let lineLimit = 76
    private static let frame = "=?UTF-8?B??=".utf8.count

    static func text(_ value: String, after header: String) -> String {
        isPlain(value, after: header) ? value : encoded(value, after: header)
    }

    /// A name before an address (RFC 5322 `phrase`): quoted, or encoded words.
    static func phrase(_ value: String, after header: String) -> String {
        let needsEncoding = !isPlain(value, after: header) || value.utf8.contains { $0 == 0x22 || $0 == 0x5C }
        return needsEncoding ? encoded(value, after: header) : "\"\(value)\""
    }

    /// Printable ASCII that fits one line, has no blank at its ends and cannot be taken for an encoded word.
    private static func isPlain(_ value: String, after header: String) -> Bool {
        let bytes = value.utf8
        return bytes.allSatisfy { (0x20...0x7E).contains($0) } && bytes.first != 0x20 && bytes.last != 0x20
            && header.utf8.count + 4 + bytes.count <= lineLimit && !value.contains("=?")
    }

    /// Words of whole characters, one per line; readers join them without the line breaks.
    private static func encoded(_ value: String, after header: String) -> String {
        let room = (lineLimit - header.utf8.count - 2 - frame) / 4 * 3
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in value.unicodeScalars {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            if word.count + bytes.count > room {
                words.append(framed(word))
                word.removeAll()
            }
            word += bytes
        }
        words.append(framed(word))
        return words.joined(separator: "\r\n ")
    }

    private static func framed(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(String(decoding: Base64.encode(bytes), as: UTF8.self))?="
    }
}
