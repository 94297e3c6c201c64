/// Days of the week, numbered as ISO 8601 does.
package enum Weekday: Int, Hashable, CaseIterable, Sendable {
    /// The seven days; Senin to Minggu.
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

/// A day of the Gregorian calendar, without time or zone.
package struct CivilDate: Hashable, Sendable {
    /// The year; 0–9999 when made from parts or text.
    package let year: Int
    /// 1–12.
    package let month: Int
    /// 1–31.
    package let day: Int

    /// A date from its parts; nil when there is no such day, or its year is not in 0–9999.
    package init?(year: Int, month: Int, day: Int) {
        guard 0...9999 ~= year, 1...12 ~= month, day >= 1 else { return nil }
        guard day <= Self.days(inMonth: month, of: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date so many days after 1970-01-01.
    package init(daysSinceEpoch days: Int) {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years run from 1 March, in eras of 400.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01; negative before.
    package var daysSinceEpoch: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var weekday: Weekday { Self.weekday(daysSinceEpoch: daysSinceEpoch) }

    package func adding(days: Int) -> CivilDate {
        CivilDate(daysSinceEpoch: daysSinceEpoch + days)
    }

    static func weekday(daysSinceEpoch days: Int) -> Weekday {
        let sinceMonday = (days % 7 + 10) % 7  // 1970-01-01 was a Thursday
        return Weekday(rawValue: sinceMonday + 1) ?? .monday
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: Comparable {
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

// MARK: - Text

extension CivilDate: CustomStringConvertible {
    /// A date written "2026-11-23"; nil for anything else.
    @inlinable
    package init?(iso text: some StringProtocol) {
        let text = String(text)
        self.init(utf8: text.utf8.span)
    }

    /// A date from the ten ASCII bytes of "2026-11-23"; nil for anything else.
    package init?(utf8 text: Span<UInt8>) {
        guard text.count == 10 else { return nil }
        self.init(leading: text)
    }

    /// The date with which a longer text begins.
    init?(leading text: Span<UInt8>) {
        guard let year = ASCIIDecimal.read(text, from: 0, count: 4), text.count >= 10,
            text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let month = ASCIIDecimal.read(text, from: 5, count: 2),
            let day = ASCIIDecimal.read(text, from: 8, count: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// ISO 8601: "2026-11-23".
    package var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    package func append(to bytes: inout [UInt8]) {
        if year < 0 { bytes.append(UInt8(ascii: "-")) }
        ASCIIDecimal.append(year.magnitude, width: 4, to: &bytes)
        bytes.append(addingCapacity: 6) { bytes in
            bytes.append(UInt8(ascii: "-"))
            ASCIIDecimal.put(month.magnitude, width: 2, &bytes)
            bytes.append(UInt8(ascii: "-"))
            ASCIIDecimal.put(day.magnitude, width: 2, &bytes)
        }
    }
}
