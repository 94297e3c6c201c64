/// What proves a reporter, typed into words that officers read: it is taken out before the words are stored.
///
/// A secret is eight or ten of the letters of codes, in one piece or two. So many consonants alone are no proof of that ("BPJS PDKB"): they are
/// taken out beside a tracking code, or where the words speak of a secret.
package enum TypedSecrets {
    /// What stands in place of a secret.
    package static let mark = "[kata rahasia dihapus]"

    /// The words without the secrets in them.
    package static func masked(_ text: String) -> String {
        guard mayHold(text.utf8Span.span) else { return text }
        let pieces = pieces(of: text)
        var (secrets, isCodeNear, place): ([Range<String.Index>], Bool, Int) = ([], false, 0)
        while place < pieces.count {
            let near = neighbours(from: place, in: pieces, of: text)
            if let count = near.firstIndex(where: { TrackingCode(String(text[$0])) != nil }) {
                isCodeNear = true
                place += count + 1
            } else if let count = near.prefix(2).lastIndex(where: { isSecret(text[$0]) }) {
                secrets.append(near[count])
                place += count + 1
            } else {
                place += 1
            }
        }
        guard !secrets.isEmpty, isCodeNear || speaksOfSecrets(text) else { return text }
        var masked = text
        for secret in secrets.reversed() { masked.replaceSubrange(secret, with: mark) }
        return masked
    }

    /// Words of letters of codes alone, four at least, in order.
    private static func pieces(of text: String) -> [Range<String.Index>] {
        text.split { !$0.isLetter && !$0.isNumber }.filter { word in
            word.utf8.count >= 4 && word.utf8.allSatisfy { isLetterOfCodes($0) }
        }.map { $0.startIndex..<$0.endIndex }
    }

    /// The piece, and what it makes with one and two behind it that stand no more than a sign away.
    private static func neighbours(
        from place: Int, in pieces: [Range<String.Index>], of text: String
    ) -> [Range<String.Index>] {
        var found = [pieces[place]]
        for next in pieces[(place + 1)...].prefix(2) {
            let last = found[found.count - 1]
            guard text[last.upperBound..<next.lowerBound].utf8.count == 1 else { break }
            found.append(last.lowerBound..<next.upperBound)
        }
        return found
    }

    private static func isSecret(_ piece: Substring) -> Bool {
        let groups = piece.split { !$0.isLetter }.map(\.count)
        return [[8], [4, 4], [10], [5, 5]].contains(groups)
    }

    private static func speaksOfSecrets(_ text: String) -> Bool {
        let words = text.lowercased()
        return ["rahasia", "sandi", "kata bukti"].contains(where: words.contains)
    }

    /// Whether a word, or two a sign apart, are as long as a secret and consist of letters of codes: nearly no text has them.
    private static func mayHold(_ text: Span<UInt8>) -> Bool {
        var (length, isOfCodes, before) = (0, true, 0)
        for index in text.indices {
            let byte = text[index]
            let letter = (byte | 0x20) &- 0x61
            if letter < 26 {
                length &+= 1
                isOfCodes = isOfCodes && vowels >> UInt32(letter) & 1 == 0
            } else if 0x30...0x39 ~= byte {
                length &+= 1
                isOfCodes = false
            } else {
                let count = isOfCodes ? length : 0
                if isSecret(count, after: before) { return true }
                (length, isOfCodes, before) = (0, true, count)
            }
        }
        return isSecret(isOfCodes ? length : 0, after: before)
    }

    /// Whether words of so many letters are a secret: one word, or its second half behind the first.
    private static func isSecret(_ letters: Int, after before: Int) -> Bool {
        letters == 8 || letters == 10 || (letters == before && (letters == 4 || letters == 5))
    }

    /// a, e, i, o and u, a bit each: no code has them.
    private static let vowels: UInt32 = 0b1_0000_0100_0001_0001_0001

    private static func isLetterOfCodes(_ byte: UInt8) -> Bool {
        let upper = byte & 0xDF
        guard 0x41...0x5A ~= upper, byte < 0x80 else { return false }
        return upper != 0x41 && upper != 0x45 && upper != 0x49 && upper != 0x4F && upper != 0x55
    }
}

extension CaseCommand {
    /// Takes what proves its reporter out of the words that officers will read.
    package mutating func maskTypedSecrets() {
        (text, reason) = (text.map(TypedSecrets.masked), reason.map(TypedSecrets.masked))
    }
}
