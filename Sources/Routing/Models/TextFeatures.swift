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
        var walk = FeatureWalk(space)
        var table = BucketTable<UInt16>(atMost: text.whole.bytes.count * 3 + text.whole.tokens.count * 3, empty: 0)
        walk.visit(text) { bucket, _, _ in table.change(bucket) { if $0 < .max { $0 += 1 } } }
        self.space = space
        counts = table.entries.map { (bucket: $0.bucket, count: $0.value) }
    }
}

/// Goes through a text feature by feature.
struct FeatureWalk {
    private let space: FeatureSpace
    private var word: [UInt8] = []

    init(_ space: FeatureSpace) { self.space = space }

    /// Each occurrence with the index of its word in the whole text, and whether it is a pair of that word and the one
    /// before.
    @inline(__always)
    mutating func visit(_ text: LearningText, _ take: (UInt32, _ word: Int, _ isPair: Bool) -> Void) {
        let (title, words, pieces) = (space.title.buckets, space.words.buckets, space.pieces.buckets)
        var previous: UInt64?
        // The whole begins with the title.
        for index in text.whole.tokens.indices {
            let hash = normalise(text.whole.tokens[index], of: text.whole)
            if word.count > 3 {
                take(FeatureSpace.bucket(hash, in: words), index, false)
                if let previous { take(FeatureSpace.bucket(TokenHash.append(previous, hash), in: words), index, true) }
                if index < text.titleWords { take(FeatureSpace.bucket(hash, in: title), index, false) }
                previous = hash
            }
            visitPieces(pieces, index, take)
        }
    }

    /// Three to five neighbouring characters of the word, its ends counting as characters.
    @inline(__always)
    private func visitPieces(
        _ buckets: Range<UInt32>, _ index: Int, _ take: (UInt32, _ word: Int, _ isPair: Bool) -> Void
    ) {
        let count = word.count
        guard count >= 3 else { return }
        for start in 0...count - 3 {
            var hash = FNV1a.step(FNV1a.step(FNV1a.seed, word[start]), word[start + 1])
            for end in start + 2..<min(start + 5, count) {
                hash = FNV1a.step(hash, word[end])
                take(FeatureSpace.bucket(hash, in: buckets), index, false)
            }
        }
    }

    /// Leaves the word in `word`, between blanks, and returns its hash.
    private mutating func normalise(_ token: FoldedText.Token, of text: FoldedText) -> UInt64 {
        let range = Int(token.start)..<Int(token.end)
        word.removeAll(keepingCapacity: true)
        word.append(0x20)
        var digits = 0
        var isLong = false
        var (last, beforeLast): (UInt8, UInt8) = (0x20, 0)
        for position in range {
            let byte = text.bytes[position]
            if byte < 0x3A { digits += 1 }
            if byte == last, byte == beforeLast { isLong = true }
            (beforeLast, last) = (last, byte)
            word.append(byte)
        }
        word.append(0x20)
        // Nearly every word stays as it is.
        return digits == 0 && !isLong ? token.hash : shorten(isWritten: digits > 0 && range.count >= digits * 4)
    }

    /// Takes digits and long repetitions out of `word`; returns the hash of what is left.
    private mutating func shorten(isWritten: Bool) -> UInt64 {
        let written = word
        var hash = FNV1a.seed
        word.removeAll(keepingCapacity: true)
        word.append(0x20)
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
        return hash
    }

    /// The letter that a digit is written for.
    private static let lookAlike = Array("oizeasgtbg".utf8)
}
