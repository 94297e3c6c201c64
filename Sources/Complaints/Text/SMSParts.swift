/// A text that is longer than an SMS, in parts.
package enum SMSParts {
    /// The text in parts of at most so many septets each, folded to GSM-7: of whole words, but where a word alone takes more. None: it
    /// says nothing.
    package static func of(_ text: String, septets limit: Int) -> [String] {
        var (parts, part, taken): ([String], String, Int) = ([], "", 0)
        func end() {
            if !part.isEmpty { parts.append(part) }
            (part, taken) = ("", 0)
        }
        for word in GSM7.fold(text).split(whereSeparator: \.isWhitespace) {
            for piece in pieces(of: String(word), limit) {
                let width = GSM7.septets(piece) ?? limit
                if taken > 0, taken + 1 + width > limit { end() }
                if taken > 0 { (part, taken) = (part + " ", taken + 1) }
                (part, taken) = (part + piece, taken + width)
            }
        }
        end()
        return parts
    }

    /// The word, or what of it fits each part.
    private static func pieces(of word: String, _ limit: Int) -> [String] {
        var (pieces, rest) = ([String](), word)
        while (GSM7.septets(rest) ?? 0) > limit {
            let piece = GSM7.clip(rest, toSeptets: limit)
            guard !piece.isEmpty else { break }
            pieces.append(piece)
            rest.removeFirst(piece.count)
        }
        return pieces + [rest]
    }
}
