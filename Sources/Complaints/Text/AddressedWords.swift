/// A reporter's message that names its case: "TAMBAH KVNT-RWQH-SMPH lampu di sisi timur juga mati".
package struct AddressedWords: Sendable, Equatable {
    package enum Purpose: String, Sendable {
        /// Further words on the case.
        case addition = "TAMBAH"
        /// An objection to its closing.
        case objection = "KEBERATAN"
        /// That it is really solved, when they are asked again after the closing.
        case settlement = "SUDAH"
        /// That it is not: an objection.
        case denial = "BELUM"
        /// That they agree to a hand-over to the Ombudsman.
        case consent = "OMBUDSMAN"
    }

    package let purpose: Purpose
    /// Tracking code, twelve letters.
    package let code: String

    /// Nil: the message does not begin with one of the words and a tracking code.
    package init?(_ text: some StringProtocol) {
        // Nearly all messages begin otherwise: their first word is looked at before any other.
        guard let purpose = Self.purpose(text) else { return nil }
        let words = text.split(maxSplits: 4, whereSeparator: \.isWhitespace).dropFirst().map { Self.letters($0) }
        // People write the groups of a code with blanks between them.
        let candidates = (1...3).lazy.filter { $0 <= words.count }.map { words[..<$0].joined() }
        guard let code = candidates.compactMap({ try? TrackingCode(parsing: $0) }).first else { return nil }
        (self.purpose, self.code) = (purpose, code.description)
    }

    private static func purpose(_ text: some StringProtocol) -> Purpose? {
        let word = text.drop(while: \.isWhitespace).prefix(most)
        return Purpose(rawValue: letters(word.prefix { !$0.isWhitespace }).uppercased())
    }

    /// Characters of the longest of the words, with marks beside it.
    private static let most = Purpose.objection.rawValue.count + 4

    /// A word without what stands before its first letter and behind its last.
    private static func letters(_ word: some StringProtocol) -> String {
        guard let first = word.firstIndex(where: \.isLetter), let last = word.lastIndex(where: \.isLetter) else {
            return ""
        }
        return String(word[first...last])
    }
}
