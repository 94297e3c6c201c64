/// A text folded once and read by every matcher: ASCII lower case, HTML tags and punctuation taken out, tokens hashed.
///
/// `<br>` and entities separate tokens; Latin letters with marks lose them; every other non-ASCII character separates.
/// Glued sentences ("malamSaya") are split where lower case is followed by a capital and lower case again.
public struct FoldedText: Sendable {
    /// What stands between a token and the one before it.
    public enum Gap: UInt8, Sendable, Comparable {
        /// Space, stop, colon, hyphen, slash or apostrophe: a name may run across it.
        case soft
        /// Comma or bracket: a list goes on.
        case comma
        /// Line break, bar, semicolon, exclamation or question mark: another statement begins.
        case hard

        /// Weaker separators come first.
        public static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }

    /// One word: its half-open byte range in `bytes`, its hash, and the strongest separator before it.
    public struct Token: Sendable {
        /// First byte.
        public let start: Int32
        /// One past the last byte.
        public let end: Int32
        /// FNV-1a of the folded bytes.
        public let hash: UInt64
        /// Strongest separator since the token before.
        public let gap: Gap
        /// Whether a bar (`|`) stands directly before: the structured tails of relaying applications use it.
        public let afterBar: Bool
    }

    /// Folded bytes of all tokens, without separators.
    public let bytes: [UInt8]
    /// The tokens in order.
    public let tokens: [Token]

    /// Folds `string`; linear in its UTF-8 length.
    public init(_ string: String) {
        var folder = Folder(capacity: string.utf8.count)
        for byte in string.utf8 { folder.take(byte) }
        folder.finish()
        bytes = folder.bytes
        tokens = folder.tokens
    }

    /// The tokens of `range` alone, over the same bytes.
    func part(_ range: Range<Int>) -> FoldedText { FoldedText(bytes: bytes, tokens: Array(tokens[range])) }

    private init(bytes: [UInt8], tokens: [Token]) {
        self.bytes = bytes
        self.tokens = tokens
    }

    /// The word at `index`, for evidence shown to officers.
    public func word(_ index: Int) -> String { words(index..<index + 1) }

    /// The words of `range`, joined by one space.
    public func words(_ range: Range<Int>) -> String {
        range.map { String(decoding: bytes[Int(tokens[$0].start)..<Int(tokens[$0].end)], as: UTF8.self) }
            .joined(separator: " ")
    }

    /// Hash of token `index` and the next one written as one word ("bojong soang" → "bojongsoang").
    func gluedHash(at index: Int) -> UInt64 {
        var hash = tokens[index].hash
        let next = tokens[index + 1]
        for position in Int(next.start)..<Int(next.end) { hash = TokenHash.step(hash, bytes[position]) }
        return hash
    }
}

/// Hashes of words and of word sequences.
enum TokenHash {
    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// Hash of a sequence already hashed to `sequence`, followed by the word `next`.
    @inline(__always)
    static func append(_ sequence: UInt64, _ next: UInt64) -> UInt64 {
        ((sequence ^ (sequence >> 29)) &* 0x9e37_79b9_7f4a_7c15) ^ next
    }

    static func word(_ word: String) -> UInt64 { word.utf8.reduce(seed, step) }

    static func sequence(of tokens: [FoldedText.Token]) -> UInt64? {
        guard let first = tokens.first else { return nil }
        return tokens.dropFirst().reduce(first.hash) { append($0, $1.hash) }
    }
}
