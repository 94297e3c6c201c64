/// Words with gaps such as `{file}`. Read by hand: a regular expression is made anew for each use, and one screen has hundreds.
struct WordsWithGaps: Sendable {
    /// What stands before, between and behind the gaps.
    private(set) var pieces: [Substring] = []
    private(set) var names: [Substring] = []

    init(_ text: Substring) {
        var (start, index) = (text.startIndex, text.startIndex)
        while let open = text[index...].firstIndex(of: "{") {
            index = text.index(after: open)
            let end = Self.endOfName(text[index...])
            guard end > index, end < text.endIndex, text[end] == "}" else { continue }
            pieces.append(text[start..<open])
            names.append(text[index..<end])
            start = text.index(after: end)
            index = start
        }
        pieces.append(text[start...])
    }

    /// With what `value` has for each gap; a gap that it does not know stays.
    func filled(_ value: (Substring) -> String?) -> String {
        var text = String(pieces[0])
        for (name, piece) in zip(names, pieces.dropFirst()) { text += (value(name) ?? "{\(name)}") + piece }
        return text
    }

    /// `{count:row was|rows were}` chosen by number: the first of one, or the second of any other.
    static func counted(_ text: String, _ values: [Substring: Phrase]) -> String {
        guard text.contains("|") else { return text }
        var (result, rest) = ("", text[...])
        while let open = rest.firstIndex(of: "{") {
            let name = rest[rest.index(after: open)...]
            let colon = endOfName(name)
            if colon > name.startIndex, colon < rest.endIndex, rest[colon] == ":",
                let choice = choice(rest[rest.index(after: colon)...])
            {
                result += rest[..<open]
                result += values[name[..<colon]]?.en == "1" ? choice.one : choice.other
                rest = rest[choice.end...]
            } else {
                result += rest[...open]
                rest = name
            }
        }
        return result + rest
    }

    private static func endOfName(_ text: Substring) -> Substring.Index {
        text.firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? text.endIndex
    }

    /// What stands on both sides of a bar, up to the bracket that closes them; gaps may be among it.
    private static func choice(_ text: Substring) -> (one: Substring, other: Substring, end: Substring.Index)? {
        var (depth, bar) = (0, Substring.Index?.none)
        for index in text.indices {
            switch text[index] {
            case "{": depth += 1
            case "}" where depth > 0: depth -= 1
            case "}":
                return bar.map { (text[..<$0], text[text.index(after: $0)..<index], text.index(after: index)) }
            case "|" where depth == 0:
                if bar != nil { return nil }
                bar = index
            default: break
            }
        }
        return nil
    }
}
