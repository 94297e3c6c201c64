/// A reporter's message, read for what it says of a case of theirs: "TAMBAH KVNT-RWQH-SMPH lampu di sisi timur juga mati",
/// "Pak, belum selesai kvnt rwqh smph", "Mohon keberatan: masih gelap".
package struct AddressedWords: Sendable, Equatable {
    package enum Purpose: Sendable, Hashable, CaseIterable {
        /// TAMBAH: further words on the case.
        case addition
        /// KEBERATAN: an objection to its closing.
        case objection
        /// SUDAH: it is really solved.
        case settlement
        /// BELUM: it is not, which is an objection.
        case denial
        /// CABUT, TARIK: the report is taken back. No message does that, so a person reads it.
        case withdrawal
        /// OMBUDSMAN: they agree to a hand-over there. It begins the message; `consented` has the case.
        case consent
        /// BACA: they want to read the last reply to its end, and say nothing themselves.
        case reading
    }

    /// How sure it is that a message is words on a case, where it names none.
    package enum Form: Sendable {
        /// It names a case.
        case named
        /// It begins as nothing but a command does.
        case command
        /// It may as well be a report: "keberatan warga atas limbah pabrik".
        case casual
    }

    /// Nil: it only names a case.
    package let purpose: Purpose?
    package let form: Form
    /// What may be a tracking code in it, in the order of the message.
    package let codes: [WrittenCode]
    /// Whether a number stands where a command has its code: no case is known by it.
    package let namesNumber: Bool
    /// Which part of the last reply is asked for, counted from one; nil: none is.
    package let page: Int?

    /// The code behind OMBUDSMAN, which is there letter by letter; nil: nobody agrees, or nobody can tell to what.
    package let consented: String?

    /// Nil: it neither names a case nor begins as words on one do.
    package init?(_ text: String) {
        // Nearly all messages do neither, and that is seen without cutting them into words.
        let isLed = CommandLead.mayStand(in: text.utf8.span)
        guard isLed || WrittenCode.mayStand(in: text.utf8.span) else { return nil }
        let words = MessageWord.all(in: text.utf8.span)
        let lead = isLed ? CommandLead(words) : nil
        let found = WrittenCode.all(in: words)
        codes = found.map(\.code)
        let behind = found.filter { $0.range.lowerBound == 1 && words[0].text == CommandLead.ombudsman }.map(\.code)
        consented = behind.lazy.compactMap { $0.code?.description }.first
        namesNumber = found.isEmpty && lead?.isNumbered == true
        let named = found.first { $0.code.code != nil } ?? found.first
        page = isLed ? ReadingRequest(words, naming: named?.range)?.page : nil
        if let named {
            form = .named
            // Abbreviations look like mistyped codes: a command has its word beside them.
            let isMeant = named.code.code != nil || lead != nil || Stance.isCommand(words, naming: named.range)
            purpose =
                !behind.isEmpty
                ? .consent : page != nil ? .reading : isMeant ? Stance.purpose(words, named: named.range) : nil
        } else if page != nil {
            (purpose, form) = (.reading, .command)
        } else if let lead, let asked = lead.asked {
            (purpose, form) = (asked.purpose, asked.form)
        } else {
            return nil
        }
    }

    /// What the words of a message say that is kept with its case: there it need not be told from a report.
    package static func purpose(ofKept text: String) -> Purpose? {
        AddressedWords(text)?.purpose ?? Stance.purpose(MessageWord.all(in: text.utf8.span), named: nil)
    }

    /// The tracking codes that it has letter by letter.
    package var sound: [String] { codes.compactMap { $0.code?.description } }
}
