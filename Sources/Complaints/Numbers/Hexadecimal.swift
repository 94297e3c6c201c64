/// Hexadecimal digits as ASCII bytes.
package enum Hexadecimal {
    /// The value of a digit of either case; nil when the byte is no digit.
    @inline(__always)
    package static func value(of byte: UInt8) -> UInt64? {
        let digit = byte &- UInt8(ascii: "0")
        if digit < 10 { return UInt64(digit) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? UInt64(letter &+ 10) : nil
    }

    /// The lower-case digit of the lowest four bits of `word`.
    @inline(__always)
    package static func digit(_ word: UInt64) -> UInt8 {
        let nibble = UInt8(truncatingIfNeeded: word & 15)
        return nibble &+ (nibble < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
    }

    /// Two digits for each byte.
    package static func text(of bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digit(UInt64($0 >> 4)), digit(UInt64($0))] }, as: UTF8.self)
    }

    /// The bytes that pairs of digits stand for; nil when there is something else among them.
    package static func bytes(of text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
