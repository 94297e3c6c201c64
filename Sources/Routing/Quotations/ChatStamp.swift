/// What chat programs put before a line that is copied or exported: when, and by whom. "[5/1 10.00] Admin: …",
/// "[05/01/26, 10:00:11] Admin: …", "5/1/26, 10.00 - Admin: …".
enum ChatStamp {
    private static let longestStamp = 30
    private static let longestName = 40

    /// Whether `line`, in small letters, begins with one.
    static func begins(_ line: [UInt8], written: [UInt8]) -> Bool {
        guard let first = line.first else { return false }
        let isBracketed = first == UInt8(ascii: "[")
        guard isBracketed || isDigit(first), let end = stampEnd(line, isBracketed) else { return false }
        let stamp = line[(isBracketed ? 1 : 0)..<end]
        guard isMoment(stamp) else { return false }
        return isNamed(written.suffix(line.count - end - (isBracketed ? 1 : 3)))
    }

    /// Where the bracket or the dash behind the moment stands.
    private static func stampEnd(_ line: [UInt8], _ isBracketed: Bool) -> Int? {
        let limit = min(line.count, longestStamp)
        if isBracketed { return line[..<limit].firstIndex(of: UInt8(ascii: "]")) }
        return (1..<max(limit, 2) - 1).first { line.count > $0 + 2 && line[$0...].starts(with: " - ".utf8) }
    }

    /// A day and a time, in either order, and nothing else but what marks the half of the day.
    private static func isMoment(_ stamp: ArraySlice<UInt8>) -> Bool {
        let marks = Array("/.:,- apmAPM".utf8) + [0xE2, 0x80, 0xAF]
        guard stamp.allSatisfy({ isDigit($0) || marks.contains($0) }) else { return false }
        let parts = stamp.split { $0 == 0x20 || $0 == UInt8(ascii: ",") }
        let hasDay = parts.contains { part in
            part.contains(UInt8(ascii: "/"))
                || [UInt8(ascii: "-"), UInt8(ascii: ".")].contains { mark in part.count { $0 == mark } == 2 }
        }
        let hasTime = parts.contains { part in
            part.first.map(isDigit) == true
                && (part.contains(UInt8(ascii: ":")) || part.count { $0 == UInt8(ascii: ".") } == 1)
        }
        return hasDay && hasTime
    }

    /// Whether a name and a colon follow: a name begins with a capital, a number, or a sign that a program puts there.
    private static func isNamed(_ rest: ArraySlice<UInt8>) -> Bool {
        let rest = rest.drop { $0 == 0x20 }
        guard let first = rest.first, let colon = rest.prefix(longestName + 1).firstIndex(of: UInt8(ascii: ":")) else {
            return false
        }
        return colon > rest.startIndex && !(0x61...0x7A).contains(first) && rest[..<colon].count { $0 == 0x20 } <= 4
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
