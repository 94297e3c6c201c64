/// Words of a screen in both languages: one without a translation does not compile.
package struct Phrase: Hashable, Sendable, CustomStringConvertible, Encodable {
    package let id: String
    package let en: String

    package init(id: String, en: String) {
        self.id = id
        self.en = en
    }

    /// The same in both: a term of the law, a code, a name, or what broker and database say.
    package init(same text: String) { self.init(id: text, en: text) }

    /// In the language of this run.
    package var text: String { Language.current == .id ? id : en }
    package var description: String { text }

    /// For programs: English, whatever the screen speaks.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(en)
    }

    func padded(to width: Int) -> String { text.padded(to: width) }
}

/// Words with gaps such as `{file}`, which are filled in the order of the English text. `{count:row was|rows were}` is the first form
/// when the gap `count` holds a one, and the second otherwise.
package struct Sentence<each Part>: Sendable {
    private let pattern: Phrase

    init(id: String, en: String) { pattern = Phrase(id: id, en: en) }
    init(same text: String) { pattern = Phrase(same: text) }

    package func callAsFunction(_ parts: repeat each Part) -> Phrase {
        var phrases: [Phrase] = []
        repeat phrases.append(Phrase(of: each parts))
        return pattern.filled(phrases)
    }
}

extension Phrase {
    /// What stands in a gap: a phrase speaks both languages, anything else one.
    fileprivate init(of part: some Any) { self = part as? Phrase ?? Phrase(same: "\(part)") }

    fileprivate func filled(_ parts: [Phrase]) -> Phrase {
        var values: [Substring: Phrase] = [:]
        for name in WordsWithGaps(en[...]).names where values[name] == nil && values.count < parts.count {
            values[name] = parts[values.count]
        }
        return Phrase(
            id: WordsWithGaps(WordsWithGaps.counted(id, values)[...]).filled { values[$0]?.id },
            en: WordsWithGaps(WordsWithGaps.counted(en, values)[...]).filled { values[$0]?.en })
    }

    /// What a module below says in English, or what is stored so; what the catalogue does not have stays as it is.
    package init(said text: String) {
        self = SaidWords.all.lazy.compactMap { $0.reading(text) }.first ?? Phrase(same: text)
    }

    package init(error: any Error) { self = (error as? Failure)?.phrase ?? Phrase(said: "\(error)") }
}

/// A sentence that a module below may say. What its gaps are is found out once: a text is held against all of them.
struct SaidPhrase: Sendable {
    let phrase: Phrase
    private let words: WordsWithGaps
    /// How much of it is no gap.
    let certainty: Int

    init(_ phrase: Phrase) {
        self.phrase = phrase
        words = WordsWithGaps(phrase.en[...])
        certainty = words.pieces.reduce(0) { $0 + $1.count }
    }

    /// Nil when `text` is another sentence. What stands in a gap may be a sentence too.
    func reading(_ text: String) -> Phrase? {
        let pieces = words.pieces
        guard pieces.count > 1, text.hasPrefix(pieces[0]) else { return text == phrase.en ? phrase : nil }
        var rest = text.dropFirst(pieces[0].count)
        var parts: [Phrase] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: piece) else { return nil }
            parts.append(Phrase(said: String(rest[..<found.lowerBound])))
            rest = rest[found.upperBound...]
        }
        guard let end = pieces.last, rest.hasSuffix(end) else { return nil }
        return phrase.filled(parts + [Phrase(said: String(rest.dropLast(end.count)))])
    }
}

extension Sequence<Phrase> {
    /// The phrase that programs know by its English text; what the catalogue does not have stays as it is.
    func named(_ english: String) -> Phrase { first { $0.en == english } ?? Phrase(same: english) }

    func joined(_ separator: String) -> Phrase {
        Phrase(id: map(\.id).joined(separator: separator), en: map(\.en).joined(separator: separator))
    }
}
