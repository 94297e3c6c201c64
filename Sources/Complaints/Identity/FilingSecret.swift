/// Kata bukti: what a reporter is told once, with the tracking code, when their report is taken over HTTP; ten consonants. Who has both sees
/// the case, though it be anonymous or confidential.
///
/// It is a keyed hash of what the channel calls the report and of what it says: whoever sends the same again is told the same, and
/// nobody who knows the number alone can have it told. Nobody keeps it: the store has its proof, from which it does not follow.
package struct FilingSecret: Sendable, Equatable {
    /// Below 21^10.
    private let value: UInt64

    /// 21^10: how many there are.
    private static let count: UInt64 = 16_679_880_978_201
    private static let length = 10

    /// - Parameter content: `AcceptedSubmission.contentHash`.
    package init(channel: String, externalID: String, content: UInt64, key: SipHashKey) {
        var hash = SipHash(key: key)
        hash.append("filing secret ".utf8.span)
        hash.append(channel.utf8.span)
        hash.append(0)
        hash.append(externalID.utf8.span)
        hash.append(0)
        hash.append(bigEndian: content)
        value = hash.finalized() % Self.count
    }

    /// As somebody has typed it, in either case, with or without spaces and hyphens; nil for anything else.
    package init?(typed text: String) {
        var (value, letters): (UInt64, Int) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            let upper = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte ? byte - 0x20 : byte
            let alphabet = TrackingCode.alphabet
            guard letters < Self.length, let digit = alphabet.indices.first(where: { alphabet[$0] == upper }) else {
                return nil
            }
            value = value * 21 + UInt64(digit)
            letters += 1
        }
        guard letters == Self.length else { return nil }
        self.value = value
    }

    /// In groups of five, as people are told it: "BCDFG-HJKLM".
    package var grouped: String {
        var (letters, rest): ([UInt8], UInt64) = ([], value)
        for _ in 0..<Self.length {
            letters.append(TrackingCode.alphabet[Int(rest % 21)])
            rest /= 21
        }
        letters.reverse()
        return String(decoding: letters[..<5] + [UInt8(ascii: "-")] + letters[5...], as: UTF8.self)
    }

    /// By what it is known: who reads the store cannot try secrets without the key.
    package func proof(_ key: SipHashKey) -> Int64 {
        var hash = SipHash(key: key)
        hash.append("filing proof ".utf8.span)
        hash.append(bigEndian: value)
        return Int64(bitPattern: hash.finalized())
    }
}
