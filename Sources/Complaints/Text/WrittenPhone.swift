/// A field for a telephone number as people and programs fill it: with a label, as a link, as a messenger's address, or
/// with several numbers. Only what is certain is read: another number would be a stranger's.
package struct WrittenPhone: Sendable {
    /// The number that can be read with certainty, of several the first; nil: none.
    package let number: PhoneNumber?
    /// Whether the field says nothing besides.
    package let isWhole: Bool

    package init(_ text: String) {
        if let number = PhoneNumber(normalising: text) {
            (self.number, isWhole) = (number, true)
            return
        }
        let numbers = Self.numbers(in: Self.bare(text.halfWidth))
        number = numbers.first
        isWhole = !numbers.isEmpty && numbers.allSatisfy { $0 == numbers.first }
    }

    private static let separators: Set<Unicode.Scalar> = [",", ";", "|", "&", "\n", "\r"]
    private static let conjunctions: Set<Substring> = ["atau", "dan", "or", "and"]

    /// All numbers of the field; none where one of them cannot be read.
    private static func numbers(in text: String) -> [PhoneNumber] {
        if let number = one(text) { return [number] }
        let words = text.split(separator: " ").map { conjunctions.contains(Substring($0.lowercased())) ? ";" : $0 }
        let parts = split(words.joined(separator: " ")) { separators.contains($0) }
        if let numbers = all(parts) { return numbers }
        // A slash may stand within a number: then none of its parts is one.
        let finer = parts.flatMap { one($0) == nil ? split($0) { $0 == "/" } : [$0] }
        if let numbers = all(finer) { return numbers }
        return all(split(text) { $0.properties.isWhitespace }) ?? []
    }

    private static func all(_ parts: [String]) -> [PhoneNumber]? {
        let numbers = parts.compactMap(one)
        return numbers.count == parts.count ? numbers : nil
    }

    /// The parts in which anything stands.
    private static func split(_ text: String, _ isBetween: (Unicode.Scalar) -> Bool) -> [String] {
        text.unicodeScalars.split(whereSeparator: isBetween).map(String.init)
            .filter { $0.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil } }
    }

    private static func one(_ text: String) -> PhoneNumber? {
        if let number = ofMessenger(text) { return number }
        return withoutLabels(text).flatMap { PhoneNumber(normalising: $0) }
    }
}

extension WrittenPhone {
    /// Without the signs by which spreadsheets keep a text a text, the name of a link's kind, and a decimal comma.
    private static func bare(_ text: String) -> String {
        var bare = text.trimmed
        while let first = bare.unicodeScalars.first, "='\u{2018}\u{2019}\"`".unicodeScalars.contains(first) {
            bare.unicodeScalars.removeFirst()
        }
        while let last = bare.unicodeScalars.last, "'\u{2019}\"".unicodeScalars.contains(last) {
            bare.unicodeScalars.removeLast()
        }
        for kind in ["tel:", "sms:", "smsto:", "callto:", "whatsapp:"] { bare = bare.dropping(prefix: kind) }
        let parts = bare.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, 1...3 ~= parts[1].count, parts[1].allSatisfy({ $0 == "0" }) else { return bare }
        return String(parts[0])
    }

    private static let messengers = ["@c.us", "@s.whatsapp.net"]
    private static let links = ["https://wa.me/", "http://wa.me/", "wa.me/"]

    /// The number of a messenger's address or link: international, without a plus sign.
    private static func ofMessenger(_ text: String) -> PhoneNumber? {
        var digits = Substring(text.trimmed)
        if let suffix = messengers.first(where: digits.lowercased().hasSuffix) {
            // Behind a colon stands which of their devices it was.
            digits = digits.dropLast(suffix.count).prefix { $0 != ":" }
        } else if let link = links.first(where: digits.lowercased().hasPrefix) {
            digits = digits.dropFirst(link.count)
        } else {
            return nil
        }
        if digits.first == "+" { digits = digits.dropFirst() }
        guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return PhoneNumber(normalising: digits.first == "0" ? String(digits) : "+\(digits)")
    }

    /// Words that people write beside a number and that are no part of it.
    private static let labels: Set<String> = [
        "a", "aktif", "call", "cell", "contact", "cp", "h", "handphone", "hp", "kantor", "kontak", "mobile", "no",
        "nomer",
        "nomor", "nope", "only", "p", "phone", "ponsel", "pribadi", "rumah", "saja", "seluler", "sms", "tel", "telepon",
        "telfon", "telp", "telpon", "tlp", "tlpn", "w", "wa", "whatsap", "whatsapp",
    ]

    /// Without labels and without remarks in brackets; nil where a word is neither, or touches a digit: it may stand for one.
    private static func withoutLabels(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        var kept = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let end = endOfRemark(scalars, index) {
                // Between digits it may stand for some.
                guard !scalars[..<index].contains(where: isOfNumber) || !scalars[end...].contains(where: isOfNumber)
                else { return nil }
                kept.append(" ")
                index = end
            } else if scalars[index].properties.isAlphabetic {
                let end = scalars[index...].firstIndex { !$0.properties.isAlphabetic } ?? scalars.count
                let word = String(String.UnicodeScalarView(scalars[index..<end])).lowercased()
                let touches = [index - 1, end].contains { scalars.indices.contains($0) && isOfNumber(scalars[$0]) }
                guard labels.contains(word), !touches else { return nil }
                kept.append(" ")
                index = end
            } else {
                kept.append(scalars[index] == ":" ? " " : scalars[index])
                index += 1
            }
        }
        return String(kept)
    }

    private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "+" || scalar.properties.numericType != nil
    }

    /// Behind the brackets that open here, when only words stand in them.
    private static func endOfRemark(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        let closing: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]"]
        guard let close = closing[scalars[start]], let end = scalars[start...].firstIndex(of: close) else { return nil }
        let remark = scalars[(start + 1)..<end]
        let letters = remark.count { $0.properties.isAlphabetic }
        guard letters > 1, remark.allSatisfy({ $0.properties.isAlphabetic || $0 == " " || $0 == "." }) else {
            return nil
        }
        return end + 1
    }
}
