/// With what somebody takes leave who has said what they had to say: thanks, good wishes, a closing, and who they are, with
/// their place. It is no matter of its own, whatever place is named in it.
enum PartingWords {
    /// A name and an office, in capitals, have so many words at most where nothing shows that somebody signs.
    private static let longestName = 6
    /// So many words at most stand behind a closing.
    private static let longestSignature = 8

    /// `text` without them: what else it says; nil when that is nothing.
    ///
    /// - Parameter tells: whether words tell of a matter.
    static func rest(of text: String, tells: (String) -> Bool) -> String? {
        var isParting = false
        var (kept, isWhole) = ([Substring](), true)
        for statement in statements(of: text) where statement.contains(where: { $0.isLetter || $0.isNumber }) {
            let left = left(of: statement, isParting, tells)
            if left?.startIndex != statement.startIndex { isWhole = false }
            if let left { kept.append(left) }
            isParting = left == nil
        }
        guard !kept.isEmpty else { return nil }
        return isWhole ? text : kept.joined(separator: ". ")
    }

    /// What a statement says besides; nil when it is nothing.
    ///
    /// - Parameter isParting: whether they have begun to take leave.
    private static func left(of statement: Substring, _ isParting: Bool, _ tells: (String) -> Bool) -> Substring? {
        let words = words(of: statement)
        guard !words.allSatisfy({ isCourtesy($0.small) }) else { return nil }
        let start = words.firstIndex { !isCourtesy($0.small) || isThanks($0.small) || isClosing($0.small) } ?? 0
        if let end = endOfThanks(words, from: start) {
            guard let next = words[end...].first(where: { !isCourtesy($0.small) || isClosing($0.small) }) else {
                return nil
            }
            let rest = statement[words[end].range.lowerBound...]
            return left(ofThanks: rest, from: next.range.lowerBound, tells)
        }
        if isClosing(words[start].small) {
            let signer = words[start...].drop { isClosing($0.small) || beside.contains($0.small) }
            guard let first = signer.first else { return nil }
            // "LSM Peduli Sampah": a name may have any word in it.
            let isNamed =
                isSigner(first.small) && signer.count <= longestSignature
                && signer.dropFirst().allSatisfy { word in
                    word.small.count <= 3 || isSigner(word.small) || !statement[word.range.lowerBound].isLowercase
                }
            return isNamed || SignatureLine.isOne(statement[first.range.lowerBound...].utf8) ? nil : statement
        }
        let isSigned = isParting || isSigner(words[0].small)
        let plain = isParting ? SignatureLine.mostPlain : 0
        guard isSigned || words.count <= longestName, SignatureLine.isOne(statement.utf8, plain: plain),
            !tells(String(statement))
        else { return statement }
        return nil
    }

    /// What is said behind thanks, and is no longer about them.
    private static func left(
        ofThanks rest: Substring, from next: String.Index, _ tells: (String) -> Bool
    ) -> Substring? {
        let comma = rest.firstIndex(of: ",") ?? rest.endIndex
        let thanked = words(of: rest[..<comma])
        let isThankful =
            thanked.contains { reasons.contains($0.small) } && !thanked.contains { turns.contains($0.small) }
        let other = isThankful && next < comma ? rest[comma...].dropFirst() : rest[next...]
        guard other.contains(where: \.isLetter) else { return nil }
        // "Terima kasih kepada Bupati, Camat dan Lurah": more of those who are thanked.
        if SignatureLine.isOne(other.utf8, plain: isThankful ? 0 : SignatureLine.mostPlain),
            isThankful || !tells(String(other))
        {
            return nil
        }
        return left(of: other, true, tells)
    }

    /// Sentences and lines; a stop behind a short word is that of an abbreviation.
    private static func statements(of text: String) -> [Substring] {
        var statements: [Substring] = []
        var (start, letters, isNumber) = (text.startIndex, 0, false)
        for index in text.indices {
            let character = text[index]
            let next = text.index(after: index)
            let isEnd = next == text.endIndex || text[next].isWhitespace
            let ends = character == "." ? isEnd && (letters > 3 || isNumber) : "!?".contains(character) && isEnd
            if character.isNewline || ends {
                statements.append(text[start..<index])
                start = next
            }
            (letters, isNumber) = (character.isLetter ? letters + 1 : 0, character.isNumber)
        }
        return statements + [text[start...]]
    }

    private static func words(of text: Substring) -> [(small: String, range: Range<String.Index>)] {
        text.split { $0.isWhitespace || ",;:()|/-–—.".contains($0) }.compactMap { word in
            let small = word.lowercased().filter { $0.isLetter || $0.isNumber }
            return small.isEmpty ? nil : (small, word.startIndex..<word.endIndex)
        }
    }

    /// Behind the thanks that stand at `start`, if any do.
    private static func endOfThanks(
        _ words: [(small: String, range: Range<String.Index>)], from start: Int
    ) -> Int? {
        guard isThanks(words[start].small) else { return nil }
        let next = start + 1 < words.count ? words[start + 1].small : ""
        let isPair = ["terima kasih", "thank you", "matur nuwun", "hatur nuhun", "matur suwun"].contains(
            "\(words[start].small) \(next)")
        if isPair { return start + 2 }
        return Farewell.thanks.contains(words[start].small) ? start + 1 : nil
    }

    private static func isThanks(_ word: String) -> Bool {
        Farewell.thanks.contains(word) || ["terima", "thank", "matur", "hatur"].contains(word)
    }

    private static func isClosing(_ word: String) -> Bool {
        closings.contains(word) || word.hasPrefix("wassalam") || word.hasPrefix("wasalam")
    }

    private static func isCourtesy(_ word: String) -> Bool {
        OwnWords.courtesies.contains(word) || Farewell.isCourtesy(word) || wishes.contains(word)
    }

    private static func isSigner(_ word: String) -> Bool { SignatureLine.leads.contains(word) || groups.contains(word) }

    private static let closings: Set<String> = ["hormat", "salam", "ttd", "tertanda", "regards", "sincerely"]
    /// Words beside those of a closing.
    private static let beside: Set<String> = [
        "kami", "saya", "hormat", "hangat", "sejahtera", "santun", "takzim", "dari", "untuk", "best", "kind", "warm",
        "yours", "semua", "wr", "wb", "dan", "kompak", "sehat", "satu", "jiwa",
    ]
    private static let wishes: Set<String> = [
        "baik", "baiklah", "ok", "oke", "okay", "okey", "siap", "iya", "sip", "mantap", "semoga", "sehat", "selalu",
        "sukses", "lancar", "berkah", "barakallah", "amin", "aamiin", "allah", "tuhan", "membalas", "memberkati",
        "jaya",
        "ditunggu", "tunggu", "kabar", "kabarnya", "sama", "sekali", "lagi", "bapak2", "bang", "mas", "mbak", "kak",
        "alhamdulillah", "syukron", "god", "bless",
    ]
    private static let groups: Set<String> = [
        "komunitas", "aliansi", "gerakan", "serikat", "himpunan", "ikatan", "perkumpulan", "persatuan", "organisasi",
        "relawan", "pedagang", "petani", "nelayan", "pelanggan", "penumpang", "jemaat", "takmir", "dkm", "pemuda",
        "kwt",
        "pkk", "gapoktan",
    ]
    /// What somebody is thanked for, and whom.
    private static let reasons: Set<String> = [
        "sudah", "sdh", "telah", "tlh", "atas", "untuk", "utk", "buat", "kepada", "karena", "kpd",
    ]
    /// What goes on with another matter.
    private static let turns: Set<String> = [
        "tapi", "tetapi", "tp", "namun", "cuma", "hanya", "mohon", "tolong", "minta", "juga", "masih", "belum", "blm",
        "tidak", "tdk", "tak", "gak", "ga", "nggak", "kenapa", "kapan", "mengapa", "bagaimana", "sekarang", "kok",
        "lapor", "melaporkan",
    ]
}
