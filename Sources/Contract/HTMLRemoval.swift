/// Takes HTML out of a text: tags vanish, breaks and blocks become new lines, entities become characters. Words that
/// citizens put between angle brackets are no elements of HTML and stay.
enum HTMLRemoval {
    /// Longer than any tag people paste; a lone `<` is only a sign.
    private static let longestTag = 2_000
    private static let breaking: Set<String> = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "ul", "ol", "table"]
    /// Elements of HTML (Living Standard, 4; 16 for the obsolete ones) that editors and web forms leave in texts.
    private static let elements = breaking.union([
        "a", "abbr", "address", "article", "aside", "audio", "b", "big", "blockquote", "body", "button", "caption",
        "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dl", "dt", "em", "figcaption", "figure",
        "font", "footer", "form", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input",
        "ins",
        "kbd", "label", "link", "main", "mark", "meta", "nav", "o", "object", "option", "pre", "q", "s", "samp",
        "script", "section", "select", "small", "source", "span", "strike", "strong", "style", "sub", "sup", "svg",
        "tbody", "td", "textarea", "tfoot", "th", "thead", "time", "title", "tt", "u", "var", "video", "wbr",
    ])
    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…",
    ]

    static func remove(from text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "<"):
                if let end = tagEnd(in: text, from: position),
                    case let name = tagName(text[position..<end]), name == "!" || elements.contains(name)
                {
                    plain.append(breaking.contains(name) ? 0x0A : 0x20)
                    position = end
                    continue
                }
            case UInt8(ascii: "&"):
                if let (character, end) = entity(in: text, from: position) {
                    plain.append(contentsOf: character.utf8)
                    position = end
                    continue
                }
            default: break
            }
            plain.append(text[position])
            position += 1
        }
        return plain
    }

    /// Where the tag that begins at `start` ends, or nil when it is no tag: `5 < 7` stays.
    private static func tagEnd(in text: [UInt8], from start: Int) -> Int? {
        guard start + 1 < text.count else { return nil }
        switch text[start + 1] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"),
            UInt8(ascii: "!"):
            let limit = min(text.count, start + longestTag)
            return text[start..<limit].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
        default: return nil
        }
    }

    /// The element's name in lower case; `!` for comments and declarations.
    private static func tagName(_ tag: ArraySlice<UInt8>) -> String {
        if tag.dropFirst().first == UInt8(ascii: "!") { return "!" }
        let name = tag.dropFirst().drop { $0 == UInt8(ascii: "/") }
            .prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") || $0 >= 0x30 && $0 <= 0x39 }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    private static func entity(in text: [UInt8], from start: Int) -> (String, Int)? {
        let limit = min(text.count, start + 12)
        guard let semicolon = text[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: text[start + 1..<semicolon], as: UTF8.self)
        if let character = entities[name] { return (character, semicolon + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        guard let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
            code != 0, let scalar = Unicode.Scalar(code)
        else { return nil }
        return (String(scalar), semicolon + 1)
    }
}
