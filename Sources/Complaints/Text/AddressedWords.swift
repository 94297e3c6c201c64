/// A reporter's message that names its case: "TAMBAH KVNT-RWQH-SMPH lampu di sisi timur juga mati".
package struct AddressedWords: Sendable, Equatable {
    package enum Purpose: String, Sendable {
        /// Further words on the case.
        case addition = "TAMBAH"
        /// An objection to its closing.
        case objection = "KEBERATAN"
    }

    package let purpose: Purpose
    /// Tracking code, twelve letters.
    package let code: String

    /// Nil: the message does not begin with one of the words and a tracking code.
    package init?(_ text: some StringProtocol) {
        let words = text.split(maxSplits: 4, whereSeparator: \.isWhitespace).map { word in
            String(word.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed())
        }
        guard let first = words.first, let purpose = Purpose(rawValue: first.uppercased()) else { return nil }
        // People write the groups of a code with blanks between them.
        let candidates = (2...4).lazy.filter { $0 <= words.count }.map { words[1..<$0].joined() }
        guard let code = candidates.compactMap({ try? TrackingCode(parsing: $0) }).first else { return nil }
        (self.purpose, self.code) = (purpose, code.description)
    }
}
