import Complaints

/// The byte machine behind `FoldedText`.
struct Folder {
    private(set) var tokens: [FoldedText.Token] = []
    private var hash = FNV1a.seed
    /// Where the open token begins.
    private var start = 1
    private var gap = FoldedText.Gap.soft
    private var afterBar = false
    /// Whether something else than blanks stands before the open token.
    private var isApart = false
    /// Whether the open token begins with a capital, and has a small letter behind it.
    private var isCapital = false
    private var previous: UInt8 = 0
    private var beforePrevious: UInt8 = 0
    private var skipping: UInt8 = 0
    private var skipped = 0
    private var lead: UInt8 = 0
    /// Whether the open token has letters.
    private var isOpen = false

    /// A tag or entity longer than this is taken for ordinary text.
    private static let longestMarkup = 60
    private static let blank: UInt8 = 0x20

    /// Expects so many bytes.
    init(_ count: Int) { tokens.reserveCapacity(count / 5 + 4) }

    /// The most bytes that `count` become: blanks stand for what separated, or where a token of two letters or more was
    /// split.
    static func room(for count: Int) -> Int { count + count / 2 + 2 }

    /// How many words there are, with the one that is still open.
    var words: Int { tokens.count + (isOpen ? 1 : 0) }

    func begin(_ bytes: inout OutputSpan<UInt8>) { bytes.append(Self.blank) }

    /// No name runs across the end of what was taken so far.
    mutating func breakOff(_ bytes: inout OutputSpan<UInt8>) {
        take(0x0A, Self.classes[0x0A], &bytes)
        gap = .hard
    }

    mutating func take(_ text: Span<UInt8>, _ bytes: inout OutputSpan<UInt8>) {
        let classes = Folder.classes
        var index = 0
        while index < text.count {
            // Nearly all bytes are letters that stay as they are, after others.
            let end = skipping == 0 && !isUpper(previous) ? takeLetters(text, from: index, &bytes) : index
            if end > index {
                beforePrevious = end - index > 1 ? text[end - 2] : previous
                previous = text[end - 1]
                index = end
            } else {
                take(text[index], classes[Int(text[index])], &bytes)
                index += 1
            }
        }
    }

    /// Takes small letters, as many as follow each other; returns where they end.
    @inline(__always)
    private mutating func takeLetters(_ text: Span<UInt8>, from first: Int, _ bytes: inout OutputSpan<UInt8>) -> Int {
        var hash = hash
        var index = first
        while index < text.count {
            let byte = text[index]
            guard byte &- 0x61 < 26 else { break }
            bytes.append(byte)
            hash = FNV1a.step(hash, byte)
            index += 1
        }
        self.hash = hash
        isOpen = isOpen || index > first
        return index
    }

    private mutating func take(_ byte: UInt8, _ kind: UInt8, _ bytes: inout OutputSpan<UInt8>) {
        if skipping != 0, skip(byte) { return }
        if kind >= 0x30 {
            letter(kind, raw: byte, &bytes)
        } else if byte >= 0x80 {
            wide(byte, &bytes)
        } else {
            separate(kind, raw: byte, &bytes)
        }
        beforePrevious = previous
        previous = byte
    }

    private mutating func letter(_ folded: UInt8, raw: UInt8, _ bytes: inout OutputSpan<UInt8>) {
        // "malamSaya": the capital was taken when its follower shows that a word began there.
        if isLower(raw), isUpper(previous), isLower(beforePrevious), bytes.count - start > 2 { splitBeforeLast(&bytes) }
        if !isOpen {
            isCapital = isUpper(raw)
        } else if isUpper(raw), bytes.count == start + 1 {
            isCapital = false
        }
        append(folded, &bytes)
    }

    private mutating func append(_ folded: UInt8, _ bytes: inout OutputSpan<UInt8>) {
        bytes.append(folded)
        hash = FNV1a.step(hash, folded)
        isOpen = true
    }

    private mutating func splitBeforeLast(_ bytes: inout OutputSpan<UInt8>) {
        let capital = bytes.removeLast()
        hash = FNV1a.seed
        for position in start..<bytes.count { hash = FNV1a.step(hash, bytes[position]) }
        close(&bytes)
        (isCapital, isApart) = (true, true)
        append(capital, &bytes)
    }

    private mutating func separate(_ kind: UInt8, raw: UInt8, _ bytes: inout OutputSpan<UInt8>) {
        close(&bytes)
        let before = gap
        gap = max(gap, FoldedText.Gap(rawValue: kind) ?? .soft)
        if raw != Self.blank { isApart = true }
        if raw == 0x0A { breakLine(after: before) }
        if raw == UInt8(ascii: "|") { afterBar = true }
        if raw == UInt8(ascii: "<") || raw == UInt8(ascii: "&") {
            skipping = raw == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: ";")
            skipped = 0
        }
    }

    /// An empty line ends a statement, one break alone does not.
    private mutating func breakLine(after before: FoldedText.Gap) {
        let isEmpty = before == .line || previous == 0x0A || previous == 0x0D && beforePrevious == 0x0A
        if isEmpty { gap = .hard }
    }

    /// Passes over a tag or entity; false when `byte` shows that it is none.
    private mutating func skip(_ byte: UInt8) -> Bool {
        skipped += 1
        if byte == skipping {
            if skipping == UInt8(ascii: ">") { gap = max(gap, .comma) }
            skipping = 0
            return true
        }
        let starts = isLower(byte) || isUpper(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#")
        let isEntity = skipping == UInt8(ascii: ";")
        let goesOn = skipped == 1 ? starts : (isEntity ? skipped < 8 && Folder.classes[Int(byte)] >= 0x30 : true)
        if goesOn, skipped < Folder.longestMarkup { return true }
        skipping = 0
        return false
    }

    /// A byte of a character outside ASCII: only Latin letters of U+00C0…U+00FF stay, without their mark.
    private mutating func wide(_ byte: UInt8, _ bytes: inout OutputSpan<UInt8>) {
        let letter = Folder.unmarked[Int(byte & 0x3F)]
        // The signs × and ÷ stand among the letters.
        if lead == 0xC3, byte < 0xC0, letter != Self.blank {
            append(letter, &bytes)
        } else if byte != 0xC3 {
            close(&bytes)
            isApart = true
        }
        lead = byte
    }

    /// Ends the open token, if it has letters.
    mutating func close(_ bytes: inout OutputSpan<UInt8>) {
        guard isOpen else { return }
        tokens.append(
            FoldedText.Token(
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: bytes.count), hash: hash,
                gap: gap, afterBar: afterBar, isCapital: isCapital, isCapitalBehindBlank: isCapital && !isApart))
        bytes.append(Self.blank)
        start = bytes.count
        hash = FNV1a.seed
        gap = .soft
        afterBar = false
        (isApart, isCapital) = (false, false)
        isOpen = false
    }

    private func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    private func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    /// Per byte: the folded letter or digit, or the rank of the separator.
    private static let classes: [UInt8] = (0...255).map { value in
        switch UInt8(value) {
        case 0x30...0x39, 0x61...0x7A: UInt8(value)
        case 0x41...0x5A: UInt8(value) + 32
        case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
            FoldedText.Gap.comma.rawValue
        case 0x0A: FoldedText.Gap.line.rawValue
        case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"): FoldedText.Gap.hard.rawValue
        default: 0
        }
    }

    /// U+00C0…U+00FF by low six bits.
    private static let unmarked = Array("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty".utf8)
}
