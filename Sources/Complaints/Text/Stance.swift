/// What a reporter says of how their case was handled: that they object, that it is not solved, that it is.
enum Stance {
    /// A message that says more than this tells how it stands, and does not only say that it is solved.
    private static let mostSettling = 14

    /// What the words ask for on a case that is known; nil: they only tell.
    ///
    /// - Parameter code: the words that name the case; nil: none do.
    static func purpose(_ words: [MessageWord], named code: Range<Int>?) -> AddressedWords.Purpose? {
        if words.indices.contains(where: { isObjection(words, at: $0) }) { return .objection }
        var last: AddressedWords.Purpose?
        for index in words.indices {
            guard let purpose = CommandLead.commands[words[index].text] else { continue }
            let isLed = isLead(words, index)
            let isLast = isEnd(words, index + 1, code)
            let isBefore = index + 1 == code?.lowerBound
            switch purpose {
            case .denial where isBefore || isLast || isDone(words, behind: index) || next(words, index) == "ada":
                last = .denial
            case .settlement
            where (isBefore || isLed && isLast || isDone(words, behind: index)) && !isReported(words, index):
                last = .settlement
            case .addition where (isBefore || isLed) && last == nil,
                .withdrawal where (isBefore || isLed) && last == nil:
                last = purpose
            default: break
            }
        }
        guard last == .settlement else { return last }
        let isAsked = words.contains { $0.mark == UInt8(ascii: "?") }
        return isAsked || words.count > mostSettling ? nil : last
    }

    /// Words of a message that is no more than a command with its reason.
    private static let mostOfCommand = 30

    /// Whether a word of command stands beside what may be a code, in a message that says little else.
    static func isCommand(_ words: [MessageWord], naming code: Range<Int>) -> Bool {
        words.count <= mostOfCommand
            && (words[..<code.lowerBound].suffix(3) + words[code.upperBound...].prefix(1))
                .contains { CommandLead.commands[$0.text] != nil }
    }

    /// "Keberatan", and not "tidak keberatan"; "tidak setuju".
    private static func isObjection(_ words: [MessageWord], at index: Int) -> Bool {
        let isDenied = index > 0 && denials.contains(words[index - 1].text)
        return words[index].text == "keberatan" ? !isDenied : words[index].text == "setuju" && isDenied
    }

    private static func isLead(_ words: [MessageWord], _ index: Int) -> Bool {
        words[..<index].allSatisfy { CommandLead.courtesies.contains($0.text) }
    }

    /// Whether nothing but courtesies, and what names the case, stands from `start` on.
    private static func isEnd(_ words: [MessageWord], _ start: Int, _ code: Range<Int>?) -> Bool {
        words.indices[start...].allSatisfy {
            CommandLead.courtesies.contains(words[$0].text) || code?.contains($0) ?? false
        }
    }

    private static func next(_ words: [MessageWord], _ index: Int) -> String? {
        index + 1 < words.count ? words[index + 1].text : nil
    }

    /// "Belum selesai", "sudah juga diperbaiki".
    private static func isDone(_ words: [MessageWord], behind index: Int) -> Bool {
        words[(index + 1)...].prefix(2).contains { isDone($0.text) }
    }

    /// "Katanya sudah selesai", "apakah sudah beres": others say so, or they ask.
    private static func isReported(_ words: [MessageWord], _ index: Int) -> Bool {
        words[..<index].suffix(3).contains { reporting.contains($0.text) }
    }

    static func isDone(_ word: String) -> Bool { done.contains(word) }

    private static let denials: Set<String> = [
        "tidak", "tdk", "tak", "ga", "gak", "nggak", "ngga", "bukan", "tanpa", "tiada",
    ]
    private static let reporting: Set<String> = [
        "katanya", "kata", "bilang", "bilangnya", "dinyatakan", "disebut", "ditulis", "dianggap", "apakah", "apa",
        "kapan",
        "kalau", "kalo", "jika", "bila", "padahal", "belum",
    ]
    private static let done = Set(
        """
        selesai beres tuntas kelar rampung diperbaiki diatasi teratasi dikerjakan ditangani ditindak ditindaklanjuti diangkut \
        dibersihkan diganti dipasang menyala nyala hidup normal baik bagus lancar dibayar ditanggapi diselesaikan terselesaikan \
        dipenuhi diproses
        """.split { " \n".contains($0) }.map(String.init))
}
