import Complaints

extension IndonesianZone {
    /// How screens tell a moment: `2026-11-24 10:16 WIB`. Programs read RFC 3339.
    func time(_ instant: Instant) -> String {
        let local = instant.advanced(bySeconds: Int64(offsetSeconds)).rfc3339
        return "\(local.prefix(10)) \(local.dropFirst(11).prefix(5)) \(rawValue.uppercased())"
    }

    /// The same of what programs read; `-` for none.
    func time(rfc3339 text: String?) -> String { text.map { Instant(rfc3339: $0).map(time) ?? $0 } ?? "-" }

    /// `2026-11-24`; `-` for none.
    func day(_ instant: Instant?) -> String {
        instant.map { "\(time($0).prefix(10))" } ?? "-"
    }
}

extension Instant {
    /// A moment as AMQP writes it; what lies beyond the year 9999 is the end of it.
    init(unixSeconds: UInt64) {
        self.init(microseconds: Int64(min(unixSeconds, 253_402_300_799)) * 1_000_000)
    }
}

/// A stretch of time back from now: a number and a unit.
package struct Age: CustomStringConvertible {
    package let seconds: Int

    package init(days: Int) { seconds = days * 86_400 }

    package var description: String { seconds % 86_400 == 0 ? "\(seconds / 86_400)d" : "\(seconds)s" }

    package init?(argument: String) {
        let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[String($0)] }), let number = Int(argument.dropLast()),
            number > 0, number <= 4_000_000_000 / unit
        else { return nil }
        seconds = number * unit
    }
}
