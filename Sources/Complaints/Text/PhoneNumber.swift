/// Why a text is not a telephone number that can be reached.
package enum PhoneNumberError: Error, Hashable, Sendable {
    /// A character that numbers are not written with.
    case character(Unicode.Scalar)
    /// Too few or too many digits (the count as dialled internationally) for a number of that country.
    case length(Int)
    /// Neither international nor with area code or mobile prefix, so nobody can say whose it is.
    case incomplete
    /// Behind its one dot stand one or two digits that are no zeros: a decimal, or a group of digits.
    case decimal
    /// Between slashes, or before a digit by itself, stands a number that is one already.
    case several
}

/// A telephone number in the international form E.164. Numbers without country code are Indonesian.
package struct PhoneNumber: Hashable, Sendable {
    /// "+6281234567890": plus sign and 8–15 digits.
    package let e164: String

    /// A number as people write it: "0812-3456-7890", "62812…", "+62 (812) …", "8123…", "021 555 1234"; foreign numbers
    /// with their plus sign. Spaces, hyphens, dots, slashes, brackets and invisible marks are left out; a spreadsheet's
    /// ".0" at the end is cut.
    package init(parsing text: some StringProtocol) throws(PhoneNumberError) {
        var written = try Digits(text)
        if written.dots == 1 { try written.cutDecimal() }
        if written.hasLoneDigit { throw .several }
        if !written.slashes.isEmpty, written.parts.contains(where: { Self.isComplete($0.digits, hasPlus: $0.hasPlus) })
        {
            throw .several
        }
        try self.init(digits: written.digits[...], hasPlus: written.hasPlus)
    }

    private static func isComplete(_ digits: ArraySlice<UInt8>, hasPlus: Bool) -> Bool {
        do throws(PhoneNumberError) {
            _ = try PhoneNumber(digits: digits, hasPlus: hasPlus)
            return true
        } catch { return false }
    }

    private init(digits: ArraySlice<UInt8>, hasPlus: Bool) throws(PhoneNumberError) {
        if let national = Self.nationalDigits(digits, hasPlus: hasPlus) {
            try Self.checkIndonesian(national)
            e164 = "+62" + String(decoding: national, as: UTF8.self)
        } else {
            guard hasPlus, let first = digits.first, first != Self.zero else { throw .incomplete }
            guard 8...15 ~= digits.count else { throw .length(digits.count) }
            e164 = "+" + String(decoding: digits, as: UTF8.self)
        }
    }

    /// A number as people write it; nil when it is none. `init(parsing:)` says why.
    package init?(normalising text: some StringProtocol) {
        do { try self.init(parsing: text) } catch { return nil }
    }
}

extension PhoneNumber {
    private static let zero = UInt8(ascii: "0")

    /// The digits after +62 and trunk zero; nil when the number is not written as an Indonesian one.
    private static func nationalDigits(_ digits: ArraySlice<UInt8>, hasPlus: Bool) -> ArraySlice<UInt8>? {
        let country = [UInt8(ascii: "6"), UInt8(ascii: "2")]
        if digits.starts(with: country) {
            return withoutTrunk(digits.dropFirst(2))
        }
        if hasPlus { return nil }
        if digits.starts(with: [zero, zero] + country) {
            return withoutTrunk(digits.dropFirst(4))
        }
        switch digits.first {
        // A second zero would be an exit code such as 001 or 007, before a country nobody can be sure of.
        case zero where digits.dropFirst().first != zero: return digits.dropFirst()
        case UInt8(ascii: "8"): return digits
        default: return nil
        }
    }

    private static func withoutTrunk(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        digits.first == zero ? digits.dropFirst() : digits
    }

    private static func checkIndonesian(_ national: ArraySlice<UInt8>) throws(PhoneNumberError) {
        guard let first = national.first, first >= UInt8(ascii: "2") else { throw .incomplete }
        let shortest = first == UInt8(ascii: "8") ? 9 : 8
        guard shortest...12 ~= national.count else { throw .length(national.count + 2) }
    }
}

extension PhoneNumber {
    /// The digits of a text, with what stands between them that may mean more than a pause.
    private struct Digits {
        private(set) var digits: [UInt8] = []
        private(set) var hasPlus = false
        private(set) var dots = 0
        /// How many digits stand before the last dot.
        private var beforeDot = 0
        /// How many digits stand before the last sign that is none, and before the last group of digits.
        private var beforePause = 0
        private var beforeGroup = 0
        /// How many digits stand before each slash that has some on both sides.
        private(set) var slashes: [Int] = []

        init(_ text: some StringProtocol) throws(PhoneNumberError) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "0"..."9":
                    if beforePause == digits.count { beforeGroup = beforePause }
                    digits.append(UInt8(truncatingIfNeeded: scalar.value))
                case "+" where digits.isEmpty && !hasPlus:
                    hasPlus = true
                case ".":
                    dots += 1
                    beforeDot = digits.count
                    beforePause = digits.count
                // A minus, not a hyphen.
                case "-" where digits.isEmpty: throw .character(scalar)
                case "/": if !digits.isEmpty { slashes.append(digits.count) }
                case " ", "-", "(", ")", "\u{a0}", "\t": if !digits.isEmpty { beforePause = digits.count }
                // Hyphens and direction marks that messengers put around copied numbers.
                case "\u{200b}"..."\u{2015}", "\u{202a}"..."\u{202f}", "\u{2060}"..."\u{2069}", "\u{feff}": continue
                default:
                    throw .character(scalar)
                }
            }
            while slashes.last == digits.count, !slashes.isEmpty { slashes.removeLast() }
        }

        /// The one dot may be a decimal's: certainly with one or two zeros behind it, or with more behind a whole number.
        mutating func cutDecimal() throws(PhoneNumberError) {
            let behind = digits[beforeDot...]
            guard !behind.isEmpty, beforeDot > 0 else { return }
            if behind.allSatisfy({ $0 == PhoneNumber.zero }) {
                let isDecimal = behind.count <= 2 || PhoneNumber.isComplete(digits[..<beforeDot], hasPlus: hasPlus)
                if isDecimal { digits.removeSubrange(beforeDot...) }
            } else if behind.count <= 2 {
                throw .decimal
            }
        }

        /// Whether the last digit stands by itself behind what is a number without it: a count, a second number's beginning.
        var hasLoneDigit: Bool {
            digits.count == beforeGroup + 1 && PhoneNumber.isComplete(digits[..<beforeGroup], hasPlus: hasPlus)
        }

        /// What stands between the slashes.
        var parts: [(digits: ArraySlice<UInt8>, hasPlus: Bool)] {
            zip([0] + slashes, slashes + [digits.count]).map { start, end in
                (digits[min(start, digits.count)..<min(end, digits.count)], start == 0 && hasPlus)
            }
        }
    }
}
