/// Why a text is not a telephone number that can be reached.
package enum PhoneNumberError: Error, Hashable, Sendable {
    /// A character that numbers are not written with.
    case character(Unicode.Scalar)
    /// Too few or too many digits (the count as dialled internationally) for a number of that country.
    case length(Int)
    /// Neither international nor with area code or mobile prefix, so nobody can say whose it is.
    case incomplete
}

/// A telephone number in the international form E.164. Numbers without country code are Indonesian.
package struct PhoneNumber: Hashable, Sendable {
    /// "+6281234567890": plus sign and 8–15 digits.
    package let e164: String

    /// A number as people write it: "0812-3456-7890", "62812…", "+62 (812) …", "8123…", "021 555 1234"; foreign numbers
    /// with their plus sign. Spaces, hyphens, dots, slashes, brackets and invisible marks are left out.
    package init(parsing text: some StringProtocol) throws(PhoneNumberError) {
        let (digits, hasPlus) = try Self.digits(of: text)
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

    private static func digits(
        of text: some StringProtocol
    ) throws(PhoneNumberError) -> (digits: [UInt8], hasPlus: Bool) {
        var digits: [UInt8] = []
        var hasPlus = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9":
                digits.append(UInt8(truncatingIfNeeded: scalar.value))
            case "+" where digits.isEmpty && !hasPlus:
                hasPlus = true
            case " ", "-", ".", "/", "(", ")", "\u{a0}", "\t": continue
            // Hyphens and direction marks that messengers put around copied numbers.
            case "\u{200b}"..."\u{2015}", "\u{202a}"..."\u{202f}", "\u{2060}"..."\u{2069}", "\u{feff}": continue
            default:
                throw .character(scalar)
            }
        }
        return (digits, hasPlus)
    }

    /// The digits after +62 and trunk zero; nil when the number is not written as an Indonesian one.
    private static func nationalDigits(_ digits: [UInt8], hasPlus: Bool) -> ArraySlice<UInt8>? {
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
        case UInt8(ascii: "8"): return digits[...]
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
