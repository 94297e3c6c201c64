/// What bytes may be meant to say that nothing could read: as they are, as UTF-16, with the escapes of addresses taken away; letters that
/// look alike as those of ASCII.
struct PlainReadings {
    private(set) var all: [[UInt8]]

    init(of bytes: [UInt8]) {
        var readings = [bytes]
        if bytes.contains(0) {
            // Wherever it begins, and of which end each letter's bytes begin.
            readings += [
                bytes.filter { $0 != 0 }, Self.utf16(bytes, isLittle: true), Self.utf16(bytes, isLittle: false),
            ]
        }
        readings += readings.compactMap(Self.withoutEscapes)
        all = readings + readings.compactMap(Self.inASCII)
    }

    private static func utf16(_ bytes: [UInt8], isLittle: Bool) -> [UInt8] {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { place in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// With `%40` as `@`; nil when there is nothing of that kind.
    private static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(UInt8(ascii: "%")) else { return nil }
        var (plain, place) = ([UInt8](), 0)
        plain.reserveCapacity(bytes.count)
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
            {
                plain.append(byte)
                place += 3
            } else {
                plain.append(bytes[place])
                place += 1
            }
        }
        return plain.count == bytes.count ? nil : plain
    }

    /// Digits of any script, full-width letters, dashes and spaces as those of ASCII; nil when it is that already.
    private static func inASCII(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where !isUnseen(scalar) {
            text.append(plain(scalar))
        }
        return Array(String(text).utf8)
    }

    /// Nobody sees it between two digits.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isDefaultIgnorableCodePoint }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let properties = scalar.properties
        if properties.numericType == .decimal, let value = properties.numericValue {
            return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
        }
        switch (properties.generalCategory, scalar.value) {
        case (_, 0xFF01...0xFF5E): return Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
        case (.dashPunctuation, _): return "-"
        case (.spaceSeparator, _): return " "
        default: return scalar
        }
    }
}
