/// The three legal times of Indonesia (Keppres 41/1987). No daylight saving since 1964, so offsets are fixed.
package enum IndonesianZone: String, Hashable, CaseIterable, Sendable {
    /// Waktu Indonesia Barat: Sumatra, Java, western and central Kalimantan.
    case wib
    /// Waktu Indonesia Tengah: the rest of Kalimantan, Bali, Nusa Tenggara, Sulawesi.
    case wita
    /// Waktu Indonesia Timur: Maluku, Papua.
    case wit

    /// A zone by its name in the tz database, or by its abbreviation in any case; nil for anything else.
    package init?(name: some StringProtocol) {
        switch name.lowercased() {
        case "asia/jakarta", "asia/pontianak", "wib": self = .wib
        case "asia/makassar", "asia/ujung_pandang", "wita": self = .wita
        case "asia/jayapura", "wit": self = .wit
        default: return nil
        }
    }

    /// The name in the tz database: "Asia/Jakarta".
    package var name: String {
        switch self {
        case .wib: "Asia/Jakarta"
        case .wita: "Asia/Makassar"
        case .wit: "Asia/Jayapura"
        }
    }

    /// Seconds ahead of UTC.
    package var offsetSeconds: Int {
        switch self {
        case .wib: 7 * 3600
        case .wita: 8 * 3600
        case .wit: 9 * 3600
        }
    }

    package func date(at instant: Instant) -> CivilDate {
        CivilDate(daysSinceEpoch: local(instant).day)
    }

    /// The hour of the day here at that moment, 0–23.
    package func hour(at instant: Instant) -> Int {
        Int(local(instant).microseconds / 3_600_000_000)
    }

    /// The minute of the day here at that moment, 0–1439.
    package func minute(at instant: Instant) -> Int {
        Int(local(instant).microseconds / 60_000_000)
    }

    package func startOfDay(_ date: CivilDate) -> Instant {
        Instant(microseconds: 0).advanced(bySeconds: Int64(date.daysSinceEpoch * 86_400 - offsetSeconds))
    }

    private func local(_ instant: Instant) -> (day: Int, microseconds: Int) {
        instant.advanced(bySeconds: Int64(offsetSeconds)).dayAndTime
    }
}
