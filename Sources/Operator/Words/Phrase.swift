/// Words of a screen in both languages: one without a translation does not compile.
package struct Phrase: Hashable, Sendable, CustomStringConvertible, Encodable {
    package let id: String
    package let en: String

    package init(id: String, en: String) {
        self.id = id
        self.en = en
    }

    /// The same in both: a term of the law, a code, a name, or what a module below says.
    package init(same text: String) { self.init(id: text, en: text) }

    /// In the language of this run.
    package var text: String { Language.current == .id ? id : en }
    package var description: String { text }

    /// For programs: English, whatever the screen speaks.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(en)
    }
}

extension Phrase {
    /// In a screen's column of facts.
    package func padded(to width: Int) -> String { text.padded(to: width) }
}

extension Sequence<Phrase> {
    /// The phrase that programs know by its English text; what the catalogue does not have stays as it is.
    package func named(_ english: String) -> Phrase { first { $0.en == english } ?? Phrase(same: english) }
}
