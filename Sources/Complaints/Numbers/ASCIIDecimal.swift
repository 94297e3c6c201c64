/// Numbers as ASCII digits.
package enum ASCIIDecimal {
    /// The `count` digits from `start`; nil when one of them is no digit or lies past the end.
    @inline(__always)
    static func read(_ bytes: Span<UInt8>, from start: Int, count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for index in start..<(start + count) {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Appends `value` with leading zeros to at least `width` digits.
    package static func append(_ value: UInt, width: Int, to bytes: inout [UInt8]) {
        let count = max(width, digits(of: value))
        bytes.append(addingCapacity: count) { put(value, width: count, &$0) }
    }

    /// The last `width` digits of `value`.
    @inline(__always)
    static func put(_ value: UInt, width: Int, _ bytes: inout OutputSpan<UInt8>) {
        var divisor: UInt = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    private static func digits(of value: UInt) -> Int {
        var (left, count) = (value / 10, 1)
        while left > 0 { (left, count) = (left / 10, count + 1) }
        return count
    }
}
