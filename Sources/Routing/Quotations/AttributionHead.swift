/// What some mail programs write above the message that is answered, without a verb: when, who, and the address.
/// "2026-01-05 10:00 GMT+07:00 Budi <budi@contoh.id>:", "Budi Santoso <budi@contoh.id>:".
enum AttributionHead {
    private static let longest = 300
    /// "2026-01-05 10:00"
    private static let stamp = Array("dddd-dd-dd dd:dd".utf8)

    /// Whether nothing else stands in the line: a moment that a program writes, or words that names and days have.
    static func isOne(_ line: some Collection<UInt8>) -> Bool {
        guard line.count <= longest, let start = addressStart(line) else { return false }
        let head = line[..<start].drop { $0 == 0x20 }
        if isStamp(head) { return true }
        let words = head.split(separator: 0x20)
        return !words.isEmpty
            && words.allSatisfy { word in
                guard let first = word.first, 0x61...0x7A ~= first else { return true }
                return small.contains(String(decoding: word, as: UTF8.self))
            }
    }

    /// Whether it begins with a moment as programs write it.
    static func isStamp(_ line: some Collection<UInt8>) -> Bool {
        guard line.count >= stamp.count else { return false }
        return zip(line, stamp).allSatisfy { byte, pattern in
            switch pattern {
            case UInt8(ascii: "d"): 0x30...0x39 ~= byte
            case UInt8(ascii: "-"): byte == pattern || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
            case UInt8(ascii: ":"): byte == pattern || byte == UInt8(ascii: ".")
            default: byte == pattern
            }
        }
    }

    /// Where the address in angle brackets begins that ends the line, with a colon behind it.
    private static func addressStart<Line: Collection<UInt8>>(_ line: Line) -> Line.Index? {
        var position: Line.Index?
        var (hasAt, isClosed, hasColon) = (false, false, false)
        for index in line.indices {
            switch line[index] {
            case UInt8(ascii: "<"):
                position = index
                (hasAt, isClosed, hasColon) = (false, false, false)
            case UInt8(ascii: "@") where !isClosed: hasAt = true
            case UInt8(ascii: ">"): (isClosed, hasColon) = (true, false)
            case UInt8(ascii: ":") where isClosed && !hasColon: hasColon = true
            case 0x20, 0xC2, 0xA0, UInt8(ascii: "*"): if isClosed || position == nil { continue } else { return nil }
            case _ where isClosed: return nil
            default: continue
            }
        }
        return hasAt && hasColon ? position : nil
    }

    /// Small words between a day, a time and a name.
    private static let small: Set<String> = [
        "at", "pukul", "jam", "am", "pm", "om", "um", "kl.", "bin", "binti", "van", "de",
    ]
}
