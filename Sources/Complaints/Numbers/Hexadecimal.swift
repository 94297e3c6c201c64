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
}
