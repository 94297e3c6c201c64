import Complaints

/// Numbers in strings, as people and spreadsheets write them.
enum WrittenNumber {
    /// Degrees with a point or a comma before their decimals; nil where that is in doubt.
    static func degrees(_ text: String) -> Double? {
        var digits = Array(text.utf8)
        if digits.contains(where: { !isOfNumber($0) }) {
            // Rare: blanks around it, a plus, a minus that is no hyphen.
            digits = Array(text.tidied.utf8)
            if digits.first == UInt8(ascii: "+") { digits.removeFirst() }
            guard digits.first != UInt8(ascii: "+"), digits.allSatisfy({ isOfNumber($0) || $0 == comma }) else {
                return nil
            }
            let commas = digits.indices.filter { digits[$0] == comma }
            guard commas.count <= 1, commas.isEmpty || !digits.contains(UInt8(ascii: ".")) else { return nil }
            for place in commas { digits[place] = UInt8(ascii: ".") }
        }
        return Double(String(decoding: digits, as: UTF8.self))
    }

    private static let comma = UInt8(ascii: ",")
    private static func isOfNumber(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte || byte == 0x2D || byte == 0x2E }

    /// `3273` of `3273.0`, which a spreadsheet has made of it.
    private static func withoutDecimals(_ text: String) -> String {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == comma }
        // "32.73" are groups of a code, and none of them is "0".
        guard parts.count == 2, let whole = parts.first, let decimals = parts.last, !decimals.isEmpty,
            decimals.allSatisfy({ $0 == 0x30 }), whole.count != 2 || decimals.count == 1
        else { return text }
        return String(Substring(whole))
    }

    /// A region's code as the contract writes it, of its digits: without dots, or with other signs between them; nil where
    /// that is in doubt.
    static func regionCode(_ text: String) -> String? {
        let written = withoutDecimals(text.tidied).utf8
        let groups = written.split { ".-/ ".utf8.contains($0) }.map(Array.init)
        guard written.first.map({ 0x30...0x39 ~= $0 }) ?? false, let first = groups.first,
            groups.allSatisfy({ $0.allSatisfy { 0x30...0x39 ~= $0 } })
        else { return nil }
        let lengths = [2, 2, 2, 4]
        if groups.count > 1 {
            guard groups.count <= lengths.count, zip(groups, lengths).allSatisfy({ $0.count == $1 }) else { return nil }
            return groups.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
        }
        // Villages of the statistics office have as many digits: their seventh is hardly ever 1 or 2.
        let isVillage = first.count == 10 && (UInt8(ascii: "1")...UInt8(ascii: "2")).contains(first[6])
        guard [2, 4, 6].contains(first.count) || isVillage else { return nil }
        let starts = [0, 2, 4, 6].filter { $0 < first.count }
        return starts.map { start in
            String(decoding: first[start..<(start == 6 ? first.count : start + 2)], as: UTF8.self)
        }.joined(separator: ".")
    }
}

extension String {
    /// Without blanks around it, and in plain digits and signs.
    fileprivate var tidied: String {
        let plain = halfWidth.replacing("\u{2212}", with: "-")
        let scalars = plain.unicodeScalars.drop { $0.isInvisible }
        guard let last = scalars.lastIndex(where: { !$0.isInvisible }) else { return "" }
        return String(Substring(scalars[...last]))
    }
}
