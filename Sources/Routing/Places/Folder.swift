import Complaints

/// The byte machine behind `FoldedText`.
struct Folder {
    private(set) var bytes: [UInt8] = []
    private(set) var tokens: [FoldedText.Token] = []
    private var hash = FNV1a.seed
    private var start = 0
    private var gap = FoldedText.Gap.soft
    private var afterBar = false
    private var previous: UInt8 = 0
    private var beforePrevious: UInt8 = 0
    private var skipping: UInt8 = 0
    private var skipped = 0
    private var lead: UInt8 = 0

    /// A tag or entity longer than this is taken for ordinary text.
    private static let longestMarkup = 60

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
        tokens.reserveCapacity(capacity / 5 + 4)
    }

    mutating func take(_ text: Span<UInt8>) {
        let classes = Folder.classes
        var index = 0
        while index < text.count {
            let first = index
            // Nearly all bytes are letters that stay as they are, after others.
            if skipping == 0, !isUpper(previous) {
                while index < text.count, classes[Int(text[index])] == text[index], text[index] >= 0x30 {
                    append(text[index])
                    index += 1
                }
            }
            if index > first {
                beforePrevious = index - first > 1 ? text[index - 2] : previous
                previous = text[index - 1]
            } else {
                take(text[index], classes[Int(text[index])])
                index += 1
            }
        }
        close()
    }

    private mutating func take(_ byte: UInt8, _ kind: UInt8) {
        if skipping != 0, skip(byte) { return }
        if kind >= 0x30 {
            letter(kind, raw: byte)
        } else if byte >= 0x80 {
            wide(byte)
        } else {
            separate(kind, raw: byte)
        }
        beforePrevious = previous
        previous = byte
    }

    private mutating func letter(_ folded: UInt8, raw: UInt8) {
        // "malamSaya": the capital was taken when its follower shows that a word began there.
        if isLower(raw), isUpper(previous), isLower(beforePrevious), bytes.count - start > 2 { splitBeforeLast() }
        append(folded)
    }

    private mutating func append(_ folded: UInt8) {
        bytes.append(folded)
        hash = FNV1a.step(hash, folded)
    }

    private mutating func splitBeforeLast() {
        let capital = bytes.removeLast()
        hash = FNV1a.seed
        for position in start..<bytes.count { hash = FNV1a.step(hash, bytes[position]) }
        close()
        append(capital)
    }

    private mutating func separate(_ kind: UInt8, raw: UInt8) {
        close()
        gap = max(gap, FoldedText.Gap(rawValue: kind) ?? .soft)
        if raw == UInt8(ascii: "|") { afterBar = true }
        if raw == UInt8(ascii: "<") || raw == UInt8(ascii: "&") {
            skipping = raw == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: ";")
            skipped = 0
        }
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
    private mutating func wide(_ byte: UInt8) {
        if lead == 0xC3, byte < 0xC0 {
            append(Folder.unmarked[Int(byte & 0x3F)])
        } else if byte != 0xC3 {
            close()
        }
        lead = byte
    }

    private mutating func close() {
        guard bytes.count > start else { return }
        tokens.append(
            FoldedText.Token(
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: bytes.count), hash: hash,
                gap: gap, afterBar: afterBar))
        start = bytes.count
        hash = FNV1a.seed
        gap = .soft
        afterBar = false
    }

    private func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    private func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    /// Per byte: the folded letter or digit, or the rank of the separator.
    private static let classes: [UInt8] = (0...255).map { value in
        switch UInt8(value) {
        case 0x30...0x39, 0x61...0x7A: UInt8(value)
        case 0x41...0x5A: UInt8(value) + 32
        case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): 1
        case 0x0A, 0x0D, UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"): 2
        default: 0
        }
    }

    /// U+00C0…U+00FF by low six bits.
    private static let unmarked = Array("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty".utf8)
}
