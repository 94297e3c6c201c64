extension Instant: CustomStringConvertible {
    package var description: String { rfc3339 }

    /// UTC with six decimals: "2026-11-23T23:04:34.123456Z". Years outside 0–9999 are written with more digits or a
    /// sign, which `init(rfc3339:)` does not read.
    package var rfc3339: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        appendRFC3339(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    package func appendRFC3339(to bytes: inout [UInt8]) {
        let (day, time) = dayAndTime
        let seconds = time / 1_000_000
        CivilDate(daysSinceEpoch: day).append(to: &bytes)
        bytes.append(addingCapacity: 17) { bytes in
            bytes.append(UInt8(ascii: "T"))
            ASCIIDecimal.put((seconds / 3600).magnitude, width: 2, &bytes)
            bytes.append(UInt8(ascii: ":"))
            ASCIIDecimal.put((seconds / 60 % 60).magnitude, width: 2, &bytes)
            bytes.append(UInt8(ascii: ":"))
            ASCIIDecimal.put((seconds % 60).magnitude, width: 2, &bytes)
            bytes.append(UInt8(ascii: "."))
            ASCIIDecimal.put((time % 1_000_000).magnitude, width: 6, &bytes)
            bytes.append(UInt8(ascii: "Z"))
        }
    }

    /// A point in time written as RFC 3339 asks: date, "T" (or a space), time, up to nine decimals, and "Z" or an
    /// offset. nil for anything else, for days that do not exist and for second 60. Decimals past six are cut off.
    @inlinable
    package init?(rfc3339 text: some StringProtocol) {
        let text = String(text)
        self.init(rfc3339UTF8: text.utf8.span)
    }

    /// The same from UTF-8 bytes, without making a `String`.
    package init?(rfc3339UTF8 text: Span<UInt8>) {
        guard text.count >= 20, let date = CivilDate(leading: text), Self.isDateTimeSeparator(text[10]),
            let time = Self.timeOfDay(text),
            let (fraction, zoneStart) = Self.fraction(text),
            let offset = Self.offsetSeconds(text, from: zoneStart)
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + time - offset
        self.init(microseconds: Int64(seconds * 1_000_000 + fraction))
    }

    private static func isDateTimeSeparator(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "t") || byte == UInt8(ascii: " ")
    }

    /// Seconds since midnight, from "hh:mm:ss" at byte 11.
    private static func timeOfDay(_ text: Span<UInt8>) -> Int? {
        guard let hour = ASCIIDecimal.read(text, from: 11, count: 2), hour < 24, text[13] == UInt8(ascii: ":"),
            let minute = ASCIIDecimal.read(text, from: 14, count: 2), minute < 60, text[16] == UInt8(ascii: ":"),
            let second = ASCIIDecimal.read(text, from: 17, count: 2), second < 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Microseconds of the decimals at byte 19, and where the zone begins.
    private static func fraction(_ text: Span<UInt8>) -> (microseconds: Int, end: Int)? {
        guard text[19] == UInt8(ascii: ".") else { return (0, 19) }
        var value = 0
        var index = 20
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 {
            if index < 26 { value = value * 10 + Int(text[index] &- UInt8(ascii: "0")) }
            index += 1
        }
        guard 21...29 ~= index else { return nil }
        for _ in min(index, 26)..<26 { value *= 10 }
        return (value, index)
    }

    /// Seconds east of UTC, from "Z" or "+07:00", which must end the text.
    private static func offsetSeconds(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard start < text.count else { return nil }
        let sign = text[start]
        if sign | 0x20 == UInt8(ascii: "z") { return text.count == start + 1 ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), text.count == start + 6,
            let hours = ASCIIDecimal.read(text, from: start + 1, count: 2), hours < 24,
            text[start + 3] == UInt8(ascii: ":"),
            let minutes = ASCIIDecimal.read(text, from: start + 4, count: 2), minutes < 60
        else { return nil }
        let offset = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -offset : offset
    }
}
