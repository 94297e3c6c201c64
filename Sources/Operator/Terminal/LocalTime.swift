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
