import Complaints

/// A text folded once and read by every matcher: ASCII lower case, HTML tags and punctuation taken out, tokens hashed.
///
/// `<br>` and entities separate tokens; Latin letters with marks lose them; every other non-ASCII character separates.
/// Glued sentences ("malamSaya") are split where lower case is followed by a capital and lower case again.
package struct FoldedText: Sendable {
    /// What stands between a token and the one before it.
    package enum Gap: UInt8, Sendable, Comparable {
        /// Space, stop, colon, hyphen, slash or apostrophe: a name may run across it.
        case soft
        /// One line break: mail programs break lines anywhere, so a name may run across it, too.
        case line
        /// Comma or bracket: a list goes on.
        case comma
        /// Empty line, bar, semicolon, exclamation or question mark: another statement begins.
        case hard

        /// Weaker separators come first.
        package static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }

    /// One word: its half-open byte range in `bytes`, its hash, and the strongest separator before it.
    package struct Token: Sendable {
        /// First byte.
        package let start: Int32
        /// One past the last byte.
        package let end: Int32
        /// FNV-1a of the folded bytes.
        package let hash: UInt64
        /// Strongest separator since the token before.
        package let gap: Gap
        /// Whether a bar (`|`) stands directly before: the structured tails of relaying applications use it.
        package let afterBar: Bool
        /// Whether it is written as names are, a capital before small letters.
        let isCapital: Bool
        /// Whether it is and nothing but blanks stand before it, so that it may go on a name.
        let isCapitalBehindBlank: Bool

        /// Whether a name may run across what stands before it.
        @inline(__always)
        var isJoined: Bool { gap <= .line }
    }

    /// Folded bytes of all tokens, a blank before the first, between them and after the last.
    package let bytes: [UInt8]
    /// The tokens in order.
    package let tokens: [Token]

    /// Folds `string`; linear in its UTF-8 length.
    package init(_ string: String) {
        var folder = Folder(string.utf8.count)
        bytes = Array(capacity: Folder.room(for: string.utf8.count)) { bytes in
            folder.begin(&bytes)
            folder.take(string.utf8.span, &bytes)
            folder.close(&bytes)
        }
        tokens = folder.tokens
    }

    /// Folds `title` and `text` as if an empty line stood between them.
    init(_ title: String, _ text: String, titleWords: inout Int) {
        let count = title.utf8.count + 1 + text.utf8.count
        var folder = Folder(count)
        bytes = Array(capacity: Folder.room(for: count)) { bytes in
            folder.begin(&bytes)
            folder.take(title.utf8.span, &bytes)
            titleWords = folder.words
            folder.breakOff(&bytes)
            folder.take(text.utf8.span, &bytes)
            folder.close(&bytes)
        }
        tokens = folder.tokens
    }

    /// The tokens of `range` alone, over the same bytes.
    func part(_ range: Range<Int>) -> FoldedText { FoldedText(bytes: bytes, tokens: Array(tokens[range])) }

    private init(bytes: [UInt8], tokens: [Token]) {
        self.bytes = bytes
        self.tokens = tokens
    }

    /// The letters and digits of all words, written together.
    var letters: [UInt8] { tokens.flatMap { bytes[Int($0.start)..<Int($0.end)] } }

    /// The word at `index`, for evidence shown to officers.
    package func word(_ index: Int) -> String { words(index..<index + 1) }

    /// The words of `range`, joined by one space.
    package func words(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(decoding: bytes[Int(tokens[first].start)..<Int(tokens[last].end)], as: UTF8.self)
    }

    /// Whether the word at `index` begins with a digit.
    @inline(__always)
    func isNumber(at index: Int) -> Bool { bytes[Int(tokens[index].start)] < 0x3A }

    /// Whether the word at `index` has a digit.
    func hasDigit(at index: Int) -> Bool {
        let bytes = bytes.span
        for position in Int(tokens[index].start)..<Int(tokens[index].end) where bytes[position] < 0x3A { return true }
        return false
    }

    /// Hash of token `index` and the next one written as one word ("bojong soang" → "bojongsoang").
    func gluedHash(at index: Int) -> UInt64 {
        var hash = tokens[index].hash
        let next = tokens[index + 1]
        for position in Int(next.start)..<Int(next.end) { hash = FNV1a.step(hash, bytes[position]) }
        return hash
    }
}

/// Hashes of words and of word sequences.
enum TokenHash {
    /// Hash of a sequence already hashed to `sequence`, followed by the word `next`.
    @inline(__always)
    static func append(_ sequence: UInt64, _ next: UInt64) -> UInt64 {
        ((sequence ^ (sequence >> 29)) &* 0x9e37_79b9_7f4a_7c15) ^ next
    }

    static func word(_ word: String) -> UInt64 { FNV1a.hash(of: word.utf8) }

    static func sequence(of tokens: [FoldedText.Token]) -> UInt64? {
        guard let first = tokens.first else { return nil }
        return tokens.dropFirst().reduce(first.hash) { append($0, $1.hash) }
    }
}
