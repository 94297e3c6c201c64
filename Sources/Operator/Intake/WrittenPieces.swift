import Complaints

/// What dates and times are put together from, and a reader that goes through it.
struct WrittenPieces {
    enum Piece: Equatable {
        case number(String)
        /// In small letters, without apostrophes.
        case word(String)
        case mark(Character)
    }

    private let pieces: [Piece]
    private var position = 0

    init(_ text: String) {
        var pieces: [Piece] = []
        var isJoined = false
        for character in text.lowercased() {
            defer { isJoined = !character.isWhitespace }
            switch (character, pieces.last) {
            case (let digit, .number(let digits)) where isJoined && digit.isDigit:
                pieces[pieces.count - 1] = .number(digits + String(digit))
            case (let digit, _) where digit.isDigit: pieces.append(.number(String(digit)))
            case (let letter, .word(let letters)) where isJoined && letter.isLetter:
                pieces[pieces.count - 1] = .word(letters + String(letter))
            case (let letter, _) where letter.isLetter: pieces.append(.word(String(letter)))
            // "Jum'at", and brackets around a zone.
            case ("'", _), ("’", _), ("`", _), ("(", _), (")", _): continue
            case ("–", _), ("−", _): pieces.append(.mark("-"))
            case (let other, _) where !other.isWhitespace: pieces.append(.mark(other))
            default: continue
            }
        }
        self.pieces = pieces
    }

    var isAtEnd: Bool { position >= pieces.count }
    private var next: Piece? { isAtEnd ? nil : pieces[position] }

    /// The digits that come next, when there are so many of them.
    mutating func digits(_ counts: ClosedRange<Int>) -> String? {
        guard case .number(let digits)? = next, counts.contains(digits.count) else { return nil }
        position += 1
        return digits
    }

    mutating func number(_ counts: ClosedRange<Int>) -> Int? { digits(counts).flatMap { Int($0) } }

    mutating func mark(_ marks: String) -> Character? {
        guard case .mark(let mark)? = next, marks.contains(mark) else { return nil }
        position += 1
        return mark
    }

    /// What `meaning` makes of the word that comes next; it is passed when that is something.
    mutating func word<Meaning>(_ meaning: (String) -> Meaning?) -> Meaning? {
        guard case .word(let word)? = next, let found = meaning(word) else { return nil }
        position += 1
        return found
    }

    mutating func skip(_ words: Set<String>) { _ = word { words.contains($0) ? true : nil } }
}
