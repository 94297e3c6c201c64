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
            case ("'", _), ("’", _), ("‘", _), ("`", _), ("(", _), (")", _): continue
            case ("–", _), ("−", _): pieces.append(.mark("-"))
            case (let other, _) where !other.isWhitespace: pieces.append(.mark(other))
            default: continue
            }
        }
        self.pieces = Self.withYearBehindDay(pieces)
    }

    /// As Unix and Java write a moment ("Mon Jan 05 08:00:00 WIB 2026"), its year stands behind the time: it is put behind
    /// the day.
    private static func withYearBehindDay(_ pieces: [Piece]) -> [Piece] {
        guard case .number(let year)? = pieces.last, year.count == 4, let number = Int(year), 1900...2100 ~= number,
            let clock = pieces.indices.dropLast(3).first(where: { isClock(pieces, at: $0) }), clock >= 2
        else { return pieces }
        let marks: [Piece] = [.mark(","), .mark("."), .mark("-")]
        let day = pieces[..<clock].filter { !marks.contains($0) }.suffix(2)
        var (hasMonth, hasDay) = (false, false)
        for piece in day {
            if case .word(let word) = piece { hasMonth = WrittenDate.month(word) != nil }
            if case .number(let digits) = piece { hasDay = digits.count <= 2 }
        }
        guard hasMonth, hasDay else { return pieces }
        return Array(pieces[..<clock] + [.number(year)] + pieces[clock...].dropLast())
    }

    private static func isClock(_ pieces: [Piece], at index: Int) -> Bool {
        guard case .number(let hour) = pieces[index], hour.count <= 2, case .mark(let mark) = pieces[index + 1],
            ":.".contains(mark), case .number(let minute) = pieces[index + 2]
        else { return false }
        return minute.count == 2
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

    /// Whether a word of `words` comes next.
    func isBefore(_ words: Set<String>) -> Bool {
        guard case .word(let word)? = next else { return false }
        return words.contains(word)
    }

    /// Whether that mark comes next.
    func isBefore(_ mark: Character) -> Bool { next == .mark(mark) }

    /// Whether so many digits come next.
    func isBefore(_ count: Int) -> Bool {
        guard case .number(let digits)? = next else { return false }
        return digits.count == count
    }

    /// How many pieces lie between an earlier position and this one.
    func passed(since earlier: WrittenPieces) -> Int { position - earlier.position }

    /// Whether what comes next may begin a time of day, and is not the rest of one.
    var isBeforeTime: Bool {
        switch next {
        case .number?: true
        case .mark(let mark)?: ",-;".contains(mark) || mark == "." && position + 1 == pieces.count
        case .word?: isBefore(["t", "pukul", "jam", "pkl", "pk", "at"])
        case nil: false
        }
    }

    /// Passes all that is left, when it is nothing but `words`.
    mutating func passRest(of words: Set<String>) {
        var rest = self
        while rest.word({ words.contains($0) ? true : nil }) != nil {}
        if rest.isAtEnd { self = rest }
    }

    mutating func skip(_ words: Set<String>) { _ = word { words.contains($0) ? true : nil } }
}
