package enum TrackingCodeError: Error, Hashable, Sendable {
    /// Not twelve letters once spaces and hyphens are left out.
    case length(Int)
    /// A character that codes do not use: a vowel, a digit, punctuation.
    case letter(Character)
    /// Twelve letters of the alphabet, but mistyped: the check letter does not fit.
    case checkLetter
}

/// Kode pelacakan: what a citizen quotes to ask about a complaint, twelve consonants.
///
/// Letters only, because operators strip digit runs from SMS; no vowels, so no words. Eleven letters are a keyed hash
/// of what the channel calls the submission, so codes are neither sequential nor guessable; the twelfth is a check letter. Reading the letters as
/// values 0–20, the sum of `value × 2^position` is 0 modulo 21. Since 2 is a unit modulo 21, changing one letter
/// changes the sum; exchanging neighbours changes it by `±2^position × difference`, which is not 0 either.
package struct TrackingCode: Hashable, Sendable {
    /// The eleven letters as a number to base 21, first letter most significant; below 21^11.
    package let value: UInt64

    /// Letters of a code, in the order of their values.
    static let alphabet: InlineArray<21, UInt8> = [
        0x42, 0x43, 0x44, 0x46, 0x47, 0x48, 0x4a,  // B C D F G H J
        0x4b, 0x4c, 0x4d, 0x4e, 0x50, 0x51, 0x52,  // K L M N P Q R
        0x53, 0x54, 0x56, 0x57, 0x58, 0x59, 0x5a,  // S T V W X Y Z
    ]

    /// 21^11: how many codes there are.
    static let count: UInt64 = 350_277_500_542_221

    /// The code of the complaint that a submission becomes: the same however often and whenever it is sent, so that who takes it
    /// can tell it before anybody has stored it. Codes of two complaints agree with a chance of 1 in 3.5 × 10^14: where a code is
    /// found taken, `attempt` 1, 2, … gives the complaint's next ones. `channel` must not contain NUL.
    package init(channel: String, externalID: String, key: SipHashKey, attempt: UInt8 = 0) {
        var message = SipHash(key: key)
        // Another byte than those before what ids are made of.
        message.append(0xa3)
        message.append(channel.utf8.span)
        message.append(0)
        message.append(externalID.utf8.span)
        if attempt > 0 {
            message.append(0)
            message.append(attempt)
        }
        value = message.finalized() % Self.count
    }

    init(value: UInt64) {
        self.value = value % Self.count
    }
}

// MARK: - Reading

extension TrackingCode: LosslessStringConvertible {
    /// A code as people type it: either case, spaces and hyphens anywhere ("bcdf ghjk lmnp").
    package init(parsing text: some StringProtocol) throws(TrackingCodeError) {
        var value: UInt64 = 0
        var sum = 0
        var letters = 0
        for character in text where !Self.isSeparator(character) {
            guard let digit = Self.digit(of: character) else { throw .letter(character) }
            letters += 1
            sum = (sum * 2 + digit) % 21
            if letters < 12 { value = value * 21 + UInt64(digit) }
        }
        guard letters == 12 else { throw .length(letters) }
        guard sum == 0 else { throw .checkLetter }
        self.value = value
    }

    /// A code as people type it; nil when it is none. `init(parsing:)` says why.
    package init?(_ description: String) {
        do { try self.init(parsing: description) } catch { return nil }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character == " " || character == "-" || character == "\u{a0}"
    }

    private static func digit(of character: Character) -> Int? {
        guard let ascii = character.asciiValue else { return nil }
        let upper = ascii >= 0x61 && ascii <= 0x7a ? ascii - 0x20 : ascii
        return alphabet.indices.first { alphabet[$0] == upper }
    }
}

// MARK: - Writing

extension TrackingCode {
    /// Twelve upper-case letters: "BCDFGHJKLMNP".
    package var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(12)
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// In groups of four, as it is printed for people: "BCDF-GHJK-LMNP".
    package var grouped: String {
        let letters = letters
        var bytes: [UInt8] = []
        bytes.reserveCapacity(14)
        for index in 0..<12 {
            if index == 4 || index == 8 { bytes.append(UInt8(ascii: "-")) }
            bytes.append(letters[index])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    package func append(to bytes: inout [UInt8]) {
        let letters = letters
        for index in 0..<12 { bytes.append(letters[index]) }
    }

    private var letters: InlineArray<12, UInt8> {
        var letters = InlineArray<12, UInt8>(repeating: 0)
        var rest = value
        var sum = 0
        var weight = 2  // of the eleventh letter; the check letter has 1
        for index in stride(from: 10, through: 0, by: -1) {
            let digit = Int(rest % 21)
            letters[index] = Self.alphabet[digit]
            sum = (sum + digit * weight) % 21
            weight = weight * 2 % 21
            rest /= 21
        }
        letters[11] = Self.alphabet[(21 - sum) % 21]
        return letters
    }
}
