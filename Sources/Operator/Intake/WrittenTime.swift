import Complaints

/// A time of day as people and spreadsheets write it, with its zone when it is said.
struct WrittenTime: Equatable {
    var seconds: Int
    /// Seconds east of UTC.
    var offset: Int?

    init(seconds: Int, offset: Int? = nil) { (self.seconds, self.offset) = (seconds, offset) }

    /// Reads all that is left of `pieces`; nil when it is no time.
    init?(_ pieces: inout WrittenPieces) {
        _ = pieces.mark(",-;")
        let isBehindT = pieces.isBefore(["t"])
        pieces.skip(["t", "pukul", "jam", "pkl", "pk", "at"])
        _ = pieces.mark(".:")
        guard let (written, minute, second, hasSeconds) = Self.clock(&pieces) else { return nil }
        let half = Self.half(&pieces)
        guard minute != nil || half != nil, let hour = half.map({ $0(written) }) ?? written, minute ?? 0 < 60,
            second < 60
        else { return nil }
        // "24:00" is the end of the day.
        guard hour < 24 || hour == 24 && minute == 0 && second == 0 && half == nil else { return nil }
        let behind = pieces
        offset = Self.zone(&pieces)
        guard pieces.isAtEnd else { return nil }
        // "14.30-15.00" is from one time to another.
        if !hasSeconds, !isBehindT, half == nil, behind.isBefore("-") { return nil }
        seconds = hour * 3600 + (minute ?? 0) * 60 + second
    }

    /// Midnight in the zone that is all that is left of `pieces`, as of `2026-01-31Z`; nil when it is no zone.
    init?(zoneOf pieces: inout WrittenPieces) {
        guard let offset = Self.zone(&pieces), pieces.isAtEnd else { return nil }
        self.init(seconds: 0, offset: offset)
    }

    private typealias Clock = (hour: Int, minute: Int?, second: Int)

    /// A time of day, and whether its seconds are told.
    private static func clock(_ pieces: inout WrittenPieces) -> (Int, Int?, Int, Bool)? {
        let start = pieces
        guard let (hour, minute, second) = compact(&pieces) ?? parted(&pieces) else { return nil }
        return (hour, minute, second, pieces.passed(since: start) > 4 || start.isBefore(6))
    }

    /// `1435`, `143518`.
    private static func compact(_ pieces: inout WrittenPieces) -> Clock? {
        if let number = pieces.number(4...4) { return (number / 100, number % 100, 0) }
        guard let number = pieces.number(6...6) else { return nil }
        return passFraction(&pieces) ? (number / 10_000, number / 100 % 100, number % 100) : nil
    }

    /// `14:35`, `14.35.18`, `14h35`, `14h`; the minute is nil where only an hour is told.
    private static func parted(_ pieces: inout WrittenPieces) -> Clock? {
        guard let hour = pieces.number(1...2) else { return nil }
        if pieces.word({ ["h", "hr", "hrs"].contains($0) ? true : nil }) != nil {
            guard let minute = pieces.number(2...2) else { return (hour, 0, 0) }
            pieces.skip(["m", "min"])
            let second = pieces.number(2...2) ?? 0
            pieces.skip(["s"])
            return (hour, minute, second)
        }
        guard pieces.mark(":.") != nil else { return (hour, nil, 0) }
        guard let minute = pieces.number(2...2) else { return nil }
        guard pieces.mark(":.") != nil else { return (hour, minute, 0) }
        guard let second = pieces.number(2...2) else { return nil }
        return passFraction(&pieces) ? (hour, minute, second) : nil
    }

    /// - Returns: whether what follows the seconds, if anything does, is a part of one.
    private static func passFraction(_ pieces: inout WrittenPieces) -> Bool {
        pieces.mark(".,") == nil || pieces.digits(1...9) != nil
    }

    /// The part of a day: `0.10784`, `0,10784`; nil when it is none, as is `00.35`.
    init?(fraction text: String) {
        guard !text.hasPrefix("00"), let value = Self.decimal(text), 0..<1 ~= value else { return nil }
        self.init(seconds: min(Int((value * 86_400).rounded()), 86_399))
    }

    /// A plain number with a point or a comma, and nothing else.
    static func decimal(_ text: String) -> Double? {
        let plain = text.replacing(",", with: ".")
        guard plain.contains(where: \.isDigit), plain.allSatisfy({ $0.isDigit || $0 == "." }) else { return nil }
        return Double(plain.hasPrefix(".") ? "0" + plain : plain)
    }

    /// What AM, PM, pagi, siang, sore and malam make of an hour; nil when none of them comes next.
    private static func half(_ pieces: inout WrittenPieces) -> ((Int) -> Int?)? {
        let start = pieces
        if let letter = pieces.word({ ["a", "p"].contains($0) ? $0 : nil }), pieces.mark(".") != nil,
            pieces.word({ $0 == "m" ? true : nil }) != nil
        {
            _ = pieces.mark(".")
            return letter == "a" ? morning : afternoon
        }
        pieces = start
        return pieces.word { word in
            switch word {
            case "am", "pagi", "subuh", "dini": morning
            case "pm", "sore", "petang": afternoon
            case "siang": { $0 < 7 ? $0 + 12 : $0 }
            case "malam": { $0 == 12 ? 0 : 6...11 ~= $0 ? $0 + 12 : $0 }
            default: nil
            }
        }
    }

    private static func morning(_ hour: Int) -> Int? { hour == 12 ? 0 : hour < 12 ? hour : nil }
    private static func afternoon(_ hour: Int) -> Int? { hour < 12 ? hour + 12 : hour }

    /// The zone, with its name behind the number: `GMT+0700 (Western Indonesia Time)`.
    private static func zone(_ pieces: inout WrittenPieces) -> Int? {
        guard let offset = offset(&pieces) else { return nil }
        pieces.passRest(of: DateWords.zoneNames)
        return offset
    }

    /// `WIB`, `WITA`, `WIT`, `UTC`, `Z`, `GMT+7`, `+07:00`, `+0700`.
    private static func offset(_ pieces: inout WrittenPieces) -> Int? {
        let start = pieces
        let named = pieces.word { ["utc", "gmt", "z"].contains($0) ? 0 : IndonesianZone(name: $0)?.offsetSeconds }
        if let named, named != 0 { return named }
        guard let sign = pieces.mark("+-") else { return named }
        if let both = pieces.number(4...4), both % 100 < 60 {
            return (sign == "-" ? -1 : 1) * (both / 100 * 3600 + both % 100 * 60)
        }
        guard let hours = pieces.number(1...2), hours < 15 else {
            pieces = start
            return nil
        }
        let minutes = pieces.mark(":.") == nil ? 0 : pieces.number(2...2) ?? 0
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
