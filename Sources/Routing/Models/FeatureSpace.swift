/// Where the parts of a text go: words with pairs of words, pieces of words, and the words of the title, each in its
/// own stretch of numbered buckets. A bucket is found by hashing, so there is no vocabulary to ship.
package struct FeatureSpace: Sendable, Equatable, Codable {
    /// Binary logarithm of the number of buckets.
    package let bits: Int

    /// A stretch of buckets whose values are scaled together.
    struct Block {
        var buckets: Range<UInt32>
        /// Length of the block's vector, whatever the text's length.
        var weight: Float
        /// Texts that must have a feature before it counts.
        var leastTexts: Int
    }

    /// A space of two to the power of `bits` buckets, 12 to 22.
    package init(bits: Int = 17) { self.bits = min(max(bits, 12), 22) }

    /// How many buckets there are.
    package var count: Int { 1 << bits }

    var title: Block { Block(buckets: 0..<UInt32(count / 16), weight: 0.5, leastTexts: 2) }
    var words: Block { Block(buckets: UInt32(count / 16)..<UInt32(count / 2), weight: 1, leastTexts: 2) }
    var pieces: Block { Block(buckets: UInt32(count / 2)..<UInt32(count), weight: 1, leastTexts: 3) }
    var blocks: [Block] { [title, words, pieces] }

    func block(of bucket: UInt32) -> Int {
        bucket < title.buckets.upperBound ? 0 : bucket < words.buckets.upperBound ? 1 : 2
    }

    @inline(__always)
    static func bucket(_ hash: UInt64, in range: Range<UInt32>) -> UInt32 {
        let mixed = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
        return range.lowerBound + UInt32(truncatingIfNeeded: ((mixed >> 32) &* UInt64(range.count)) >> 32)
    }
}

/// A text as it is learned from and read: its whole, which begins with its title, if it has one.
package struct LearningText: Sendable {
    /// Words of all of it.
    package let whole: FoldedText
    /// How many of them are the title's.
    package let titleWords: Int

    /// Longer texts are cut here, in bytes: what comes later seldom decides.
    static let longest = 4000

    /// Takes the first line for the title when there are several.
    package init(_ text: String) {
        let end = text.utf8.firstIndex(of: 0x0A)
        self.init(title: end.map { String(text[..<$0]) }, body: end.map { String(text[$0...]) } ?? text)
    }

    package init(title: String?, body: String) { self.init(ComplaintText(title: title, text: body)) }

    package init(_ complaint: ComplaintText) {
        let (title, text) = (complaint.title ?? "", complaint.text)
        if title.utf8.count <= Self.longest, text.utf8.count <= Self.longest {
            titleWords = complaint.titleWords
            whole = Self.withoutRelayTail(complaint.folded)
        } else {
            let head = String(title.prefix(Self.longest))
            titleWords = FoldedText(head).tokens.count
            whole = Self.withoutRelayTail(FoldedText(head + "\n" + text.prefix(Self.longest)))
        }
    }

    /// What relaying applications append to every text says nothing about this one's subject; it is parsed for the place.
    private static func withoutRelayTail(_ text: FoldedText) -> FoldedText {
        // A text that is nothing else keeps it.
        guard let start = RelayTail(text).start, start > 2 else { return text }
        return text.part(0..<start)
    }
}

/// The words of a complaint, folded once for all that read them.
package struct ComplaintText: Sendable {
    package let title: String?
    package let text: String
    /// Title and text.
    package let folded: FoldedText
    /// How many words of it are the title's.
    let titleWords: Int

    /// The words that a complaint is routed by: those of the reporter, where others' stand among them.
    package init(title: String?, ownWordsOf text: String) {
        self.init(title: title, text: OwnWords.routed(text) ?? text)
    }

    package init(title: String?, text: String) {
        (self.title, self.text) = (title, text)
        var titleWords = 0
        folded = title.map { FoldedText($0, text, titleWords: &titleWords) } ?? FoldedText(text)
        self.titleWords = titleWords
    }
}
