/// Finds the features of texts. Keeps room to work in, so each thread has its own.
///
/// Words lose what carries no meaning: digits become 0, a digit between letters the letter it looks like ("pelap0r"),
/// and letters repeated more than twice are shortened ("tolooong").
struct FeatureExtractor {
    let space: FeatureSpace
    private var counts: [UInt16]
    private var seen: [UInt32] = []
    private var word: [UInt8] = []

    init(_ space: FeatureSpace) {
        self.space = space
        counts = Array(repeating: 0, count: space.count)
    }

    /// The buckets of `text` with how often each occurs, in the order of their first occurrence.
    mutating func counts(of text: LearningText) -> [(bucket: UInt32, count: UInt16)] {
        seen.removeAll(keepingCapacity: true)
        visit(text) { extractor, bucket, _ in
            if extractor.counts[Int(bucket)] == 0 { extractor.seen.append(bucket) }
            extractor.counts[Int(bucket)] &+= 1
        }
        var result: [(bucket: UInt32, count: UInt16)] = []
        result.reserveCapacity(seen.count)
        for bucket in seen {
            result.append((bucket, counts[Int(bucket)]))
            counts[Int(bucket)] = 0
        }
        return result
    }

    /// Each occurrence with the index of its word in the whole text; a pair belongs to both of its words.
    mutating func occurrences(of text: LearningText) -> [(bucket: UInt32, words: ClosedRange<Int>)] {
        var result: [(bucket: UInt32, words: ClosedRange<Int>)] = []
        visit(text) { result.append(($1, $2)) }
        return result
    }

    @inline(__always)
    private mutating func visit(
        _ text: LearningText, _ take: (inout FeatureExtractor, UInt32, ClosedRange<Int>) -> Void
    ) {
        let (title, words, pieces) = (space.title.buckets, space.words.buckets, space.pieces.buckets)
        var previous: UInt64?
        // The whole begins with the title.
        let titleCount = text.title.tokens.count
        for index in text.whole.tokens.indices {
            let hash = normalise(text.whole.tokens[index], of: text.whole)
            if word.count > 3 {
                take(&self, FeatureSpace.bucket(hash, in: words), index...index)
                if let previous {
                    take(&self, FeatureSpace.bucket(TokenHash.append(previous, hash), in: words), index - 1...index)
                }
                if index < titleCount { take(&self, FeatureSpace.bucket(hash, in: title), index...index) }
                previous = hash
            }
            visitPieces(pieces, index, take)
        }
    }

    /// Three to five neighbouring characters of the word, its ends counting as characters.
    @inline(__always)
    private mutating func visitPieces(
        _ buckets: Range<UInt32>, _ index: Int, _ take: (inout FeatureExtractor, UInt32, ClosedRange<Int>) -> Void
    ) {
        let count = word.count
        guard count >= 3 else { return }
        for start in 0...count - 3 {
            var hash = TokenHash.step(TokenHash.step(TokenHash.seed, word[start]), word[start + 1])
            for end in start + 2..<min(start + 5, count) {
                hash = TokenHash.step(hash, word[end])
                take(&self, FeatureSpace.bucket(hash, in: buckets), index...index)
            }
        }
    }

    /// Leaves the word in `word`, between blanks, and returns its hash.
    private mutating func normalise(_ token: FoldedText.Token, of text: FoldedText) -> UInt64 {
        let range = Int(token.start)..<Int(token.end)
        let digits = range.count { text.bytes[$0] < 0x3A }
        let isWritten = digits > 0 && range.count >= digits * 4
        var hash = TokenHash.seed
        word.removeAll(keepingCapacity: true)
        word.append(0x20)
        for position in range {
            var byte = text.bytes[position]
            if byte < 0x3A {
                let isInside = position > range.lowerBound && position + 1 < range.upperBound
                byte = isWritten && isInside ? Self.lookAlike[Int(byte - 0x30)] : 0x30
            }
            let last = word.count - 1
            if last >= 2, word[last] == byte, word[last - 1] == byte { continue }
            word.append(byte)
            hash = TokenHash.step(hash, byte)
        }
        word.append(0x20)
        return hash
    }

    /// The letter that a digit is written for.
    private static let lookAlike = Array("oizeasgtbg".utf8)
}
