import Complaints

/// The features of one text: which buckets, and how often. Found once, read by every classifier of the same space.
///
/// Words lose what carries no meaning: digits become 0, a digit between letters the letter it looks like ("pelap0r"),
/// and letters repeated more than twice are shortened ("tolooong"). No number of a person stays in them.
package struct TextFeatures: Sendable {
    /// Where they are numbered.
    package let space: FeatureSpace
    /// In the order of their first occurrence.
    package let counts: [(bucket: UInt32, count: UInt16)]

    /// Finds the features of `text`.
    package init(of text: LearningText, in space: FeatureSpace) {
        let walk = FeatureWalk(text, space)
        var previous: UInt64?
        var table = BucketTable<UInt16>(atMost: walk.most, empty: 0)
        for word in text.whole.tokens.indices {
            walk.visit(word, after: &previous) { bucket, _ in table.change(bucket) { if $0 < .max { $0 += 1 } } }
        }
        self.space = space
        counts = table.entries.map { (bucket: $0.bucket, count: $0.value) }
    }
}

/// Goes through a text feature by feature, word by word.
struct FeatureWalk {
    /// What a feature is.
    enum Kind {
        case word, pair, piece
    }

    private let text: LearningText
    private let (title, words, pieces): (Range<UInt32>, Range<UInt32>, Range<UInt32>)

    init(_ text: LearningText, _ space: FeatureSpace) {
        self.text = text
        (title, words, pieces) = (space.title.buckets, space.words.buckets, space.pieces.buckets)
    }

    /// There are not more features: three pieces begin at each letter at most, and a word is in two features of its own
    /// and one of the title.
    var most: Int { text.whole.bytes.count * 3 }

    /// Each feature of the word at `index`, pairs being those of it and the word before. Words come in order; each leaves its
    /// hash for the next.
    @inline(__always)
    func visit(
        _ index: Int, after previous: inout UInt64?, withPieces: Bool = true, _ take: (UInt32, Kind) -> Void
    ) {
        let token = text.whole.tokens[index]
        let bytes = text.whole.bytes.span
        // With the blanks around it.
        let range = Int(token.start) - 1..<Int(token.end) + 1
        if Self.isPlain(bytes, range) {
            visitWord(index, token.hash, length: range.count, after: &previous, take)
            if withPieces { visitPieces(of: bytes, range, take) }
        } else {
            let (word, hash) = Self.shortened(Array(text.whole.bytes[range]))
            visitWord(index, hash, length: word.count, after: &previous, take)
            if withPieces { visitPieces(of: word.span, 0..<word.count, take) }
        }
    }

    @inline(__always)
    private func visitWord(
        _ index: Int, _ hash: UInt64, length: Int, after previous: inout UInt64?, _ take: (UInt32, Kind) -> Void
    ) {
        // Single letters say nothing.
        guard length > 3 else { return }
        take(FeatureSpace.bucket(hash, in: words), .word)
        if let previous { take(FeatureSpace.bucket(TokenHash.append(previous, hash), in: words), .pair) }
        // The whole begins with the title.
        if index < text.titleWords { take(FeatureSpace.bucket(hash, in: title), .word) }
        previous = hash
    }

    /// Three to five neighbouring characters of the word, its ends counting as characters.
    @inline(__always)
    private func visitPieces(
        of letters: Span<UInt8>, _ word: Range<Int>, _ take: (UInt32, Kind) -> Void
    ) {
        var start = word.lowerBound
        while start + 2 < word.upperBound {
            var hash = FNV1a.step(FNV1a.step(FNV1a.seed, letters[start]), letters[start + 1])
            hash = FNV1a.step(hash, letters[start + 2])
            take(FeatureSpace.bucket(hash, in: pieces), .piece)
            if start + 3 < word.upperBound {
                hash = FNV1a.step(hash, letters[start + 3])
                take(FeatureSpace.bucket(hash, in: pieces), .piece)
            }
            if start + 4 < word.upperBound {
                hash = FNV1a.step(hash, letters[start + 4])
                take(FeatureSpace.bucket(hash, in: pieces), .piece)
            }
            start += 1
        }
    }

    /// Whether the word stays as it is, as nearly every word does: no digits, no letter more than twice.
    @inline(__always)
    private static func isPlain(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        var (last, beforeLast): (UInt8, UInt8) = (0x20, 0)
        for position in word.lowerBound + 1..<word.upperBound - 1 {
            let byte = bytes[position]
            if byte < 0x3A || byte == last && byte == beforeLast { return false }
            (beforeLast, last) = (last, byte)
        }
        return true
    }

    /// `written`, a word between blanks, without digits and long repetitions, and the hash of what is left.
    private static func shortened(_ written: [UInt8]) -> (word: [UInt8], hash: UInt64) {
        let digits = written.dropFirst().dropLast().count { $0 < 0x3A }
        let isWritten = digits > 0 && written.count - 2 >= digits * 4
        var word: [UInt8] = [0x20]
        var hash = FNV1a.seed
        for position in 1..<written.count - 1 {
            var byte = written[position]
            if byte < 0x3A {
                let isInside = position > 1 && position + 2 < written.count
                byte = isWritten && isInside ? Self.lookAlike[Int(byte - 0x30)] : 0x30
            }
            let last = word.count - 1
            if last >= 2, word[last] == byte, word[last - 1] == byte { continue }
            word.append(byte)
            hash = FNV1a.step(hash, byte)
        }
        word.append(0x20)
        return (word, hash)
    }

    /// The letter that a digit is written for.
    private static let lookAlike = Array("oizeasgtbg".utf8)
}
