/// Kata rahasia: what only the reporter knows besides their tracking code, eight consonants. They are told it once, with the
/// code, at the number or address that they left.
///
/// It is a keyed hash of the case and that address, so nobody has to keep it: neither intake nor the store has a copy. Another
/// contact has another secret, and the old one opens nothing.
package struct ReporterSecret: Sendable, Equatable {
    /// Below 21^8.
    private let value: UInt64

    /// 21^8: how many there are.
    private static let count: UInt64 = 37_822_859_361

    /// - Parameter address: the number or address to which it is told.
    package init(of id: ComplaintID, toldTo address: String, key: SipHashKey) {
        var hash = SipHash(key: key)
        hash.append("reporter secret ".utf8.span)
        hash.append(bigEndian: id.high)
        hash.append(bigEndian: id.low)
        hash.append(address.utf8.span)
        value = hash.finalized() % Self.count
    }

    /// Kode sekali pakai: what stands in its place for half an hour, and once, for a reporter who has lost it. It goes to the same
    /// address when somebody asks for it, and is kept nowhere either.
    ///
    /// - Parameter version: of the event that says that it was asked for.
    package init(onceFor version: Int, of id: ComplaintID, toldTo address: String, key: SipHashKey) {
        var hash = SipHash(key: key)
        hash.append("one-time code ".utf8.span)
        hash.append(bigEndian: id.high)
        hash.append(bigEndian: id.low)
        hash.append(bigEndian: UInt64(version))
        hash.append(address.utf8.span)
        value = hash.finalized() % Self.count
    }

    /// In groups of four, as people are told it: "BCDF-GHJK".
    package var grouped: String {
        var (letters, rest): ([UInt8], UInt64) = ([], value)
        for _ in 0..<8 {
            letters.append(TrackingCode.alphabet[Int(rest % 21)])
            rest /= 21
        }
        return String(decoding: letters[..<4] + [UInt8(ascii: "-")] + letters[4...], as: UTF8.self)
    }

    /// Whether somebody has typed it, in either case, with or without spaces and hyphens. It takes as long whatever they typed.
    package func isTyped(as text: String) -> Bool {
        func letters(_ text: String) -> [UInt8] {
            text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }.map {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 - 0x20 : $0
            }
        }
        let (typed, wanted) = (letters(text), letters(grouped))
        guard typed.count == wanted.count else { return false }
        return zip(typed, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
