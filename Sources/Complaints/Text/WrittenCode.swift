/// What stands in a message where its writer may mean a tracking code: twelve letters or nearly so, at most one of them a vowel or
/// a digit, together or in groups.
package struct WrittenCode: Hashable, Sendable {
    /// Its letters and digits in capitals, without what stands between them.
    package let letters: String
    /// The code that it is as written; nil: it is mistyped, or none.
    package let code: TrackingCode?

    init(_ letters: String) {
        self.letters = letters.uppercased()
        code = TrackingCode(letters)
    }

    /// A letter may be missing, or be one too many.
    static let lengths = 11...13
    /// So many signs among them that no code has: a mistyped letter.
    private static let mostForeign = 1
    /// So many slips a code may have, each of them a wrong, missing, additional or exchanged letter.
    private static let mostSlips = 2

    /// Whether `code`, twelve letters, is what was probably meant. That it is one of a few which somebody may mean must be known
    /// otherwise: two slips away from each code are thousands of others.
    package func means(_ code: String) -> Bool {
        letters == code || Self.slips(Array(letters.utf8), Array(code.utf8)) <= Self.mostSlips
    }

    /// Letters that must be changed, left out, put in, or exchanged with their neighbour.
    private static func slips(_ written: [UInt8], _ meant: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: meant.count + 1)
        var last = Array(0...meant.count)
        for row in 1...max(written.count, 1) where row <= written.count {
            var next = [row]
            for column in 1...meant.count {
                let isSame = written[row - 1] == meant[column - 1]
                var least = min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, written[row - 1] == meant[column - 2], written[row - 2] == meant[column - 1] {
                    least = min(least, before[column - 2] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[meant.count]
    }
}

extension WrittenCode {
    /// Whether there are so many consonants one after the other that one may stand there: nearly no message has them.
    static func mayStand(in text: Span<UInt8>) -> Bool {
        let (window, least) = (lengths.lowerBound, lengths.lowerBound - mostForeign)
        // One bit for each of the last letters and digits: whether codes have it.
        var (recent, count, filled): (UInt32, Int, Int) = (0, 0, 0)
        let mask: UInt32 = (1 << UInt32(window)) - 1
        for index in text.indices {
            guard let isOfCode = isOfCode(text[index]) else { continue }
            if recent & (1 << UInt32(window - 1)) != 0 { count -= 1 }
            recent = (recent << 1 | (isOfCode ? 1 : 0)) & mask
            if isOfCode { count += 1 }
            filled += 1
            if count >= least, filled >= window { return true }
        }
        return false
    }

    /// Whether codes have such a letter; nil: it is neither letter nor digit.
    private static func isOfCode(_ byte: UInt8) -> Bool? {
        switch byte | 0x20 {
        case 0x61, 0x65, 0x69, 0x6F, 0x75: return false
        case 0x62...0x7A: return true
        default: return 0x30...0x39 ~= byte ? false : nil
        }
    }

    /// Those among the words, with the words that each takes. They may overlap: nobody knows which word belongs to a mistyped one.
    static func all(in words: [MessageWord]) -> [(code: WrittenCode, range: Range<Int>)] {
        var found: [(code: WrittenCode, range: Range<Int>)] = []
        for start in words.indices {
            var (letters, end) = ("", start)
            while end < words.count, letters.utf8.count < lengths.upperBound, isWritten(words, start, end) {
                letters += words[end].text
                end += 1
                guard lengths.contains(letters.utf8.count), isLike(letters) else { continue }
                let written = WrittenCode(letters)
                if written.code != nil || areGroups(words[start..<end]) { found.append((written, start..<end)) }
            }
            if found.count >= mostFound { break }
        }
        return found
    }

    /// Who writes more of them asks for too much.
    private static let mostFound = 24

    /// Whether the word at `end` goes on with what begins at `start`: groups stand in one line, with no comma between them.
    private static func isWritten(_ words: [MessageWord], _ start: Int, _ end: Int) -> Bool {
        guard words[end].text.utf8.allSatisfy({ isOfCode($0) != nil }) else { return false }
        guard end > start else { return true }
        return !words[end].beginsLine && (words[end - 1].mark.map { "-._/".utf8.contains($0) } ?? true)
    }

    /// Whether people write a code so: "KVNT-RWQH-SMPH", "KVNTRW QHSMPH". Short words without vowels are abbreviations.
    private static func areGroups(_ words: ArraySlice<MessageWord>) -> Bool {
        switch words.count {
        case 1: true
        case 2: words.allSatisfy { $0.text.utf8.count >= 4 }
        case 3: words.allSatisfy { 3...5 ~= $0.text.utf8.count }
        default: false
        }
    }

    private static func isLike(_ letters: String) -> Bool {
        letters.utf8.count { isOfCode($0) == false } <= mostForeign
    }
}
