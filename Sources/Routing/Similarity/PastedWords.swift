/// The same answer pasted into many cases: an officer's words by which they are known again.
package enum PastedWords {
    /// From so many cases with the same words on, they count as pasted [I].
    package static let cases = 5

    /// Shorter answers are alike by nature.
    private static let leastWords = 6

    /// A number for the words, whatever their case, punctuation and figures; nil when they are too few to say anything.
    package static func fingerprint(of text: String) -> Int64? {
        let folded = FoldedText(text)
        let words = folded.tokens.filter { folded.bytes[Int($0.start)] >= 0x3A }.map(\.hash)
        guard words.count >= leastWords else { return nil }
        return Int64(bitPattern: words.dropFirst().reduce(words[0], TokenHash.append))
    }
}
