package import Complaints

/// The stretches of time that figures are told apart by.
package enum ReportPeriod: String, CaseIterable, Sendable {
    /// Hari.
    case day
    /// Minggu, from Monday (ISO 8601).
    case week
    /// Bulan.
    case month
    /// Triwulan.
    case quarter
    /// Tahun.
    case year

    /// The first day of the period that `date` lies in.
    package func start(of date: CivilDate) -> CivilDate {
        switch self {
        case .day: date
        case .week: date.adding(days: 1 - date.weekday.rawValue)
        case .month: date.adding(days: 1 - date.day)
        case .quarter: Self.first(date.year, (date.month - 1) / 3 * 3 + 1) ?? date
        case .year: Self.first(date.year, 1) ?? date
        }
    }

    package func next(after start: CivilDate) -> CivilDate {
        // Longer than any of its kind, shorter than two.
        let days =
            switch self {
            case .day: 1
            case .week: 7
            case .month: 31
            case .quarter: 92
            case .year: 366
            }
        return self.start(of: self.start(of: start).adding(days: days))
    }

    package func previous(before start: CivilDate) -> CivilDate {
        self.start(of: self.start(of: start).adding(days: -1))
    }

    /// `2020-03-02`, `2020-W10`, `2020-03`, `2020-Q1`, `2020`.
    package func label(_ start: CivilDate) -> String {
        let year = "\(start.description.prefix(4))"
        switch self {
        case .day: return start.description
        case .week:
            let thursday = start.adding(days: 3)  // the year of a week is that of its Thursday
            let first = CivilDate(year: thursday.year, month: 1, day: 1) ?? thursday
            let week = (thursday.daysSinceEpoch - first.daysSinceEpoch) / 7 + 1
            return "\(thursday.description.prefix(4))-W\(week < 10 ? "0" : "")\(week)"
        case .month: return "\(start.description.prefix(7))"
        case .quarter: return "\(year)-Q\((start.month + 2) / 3)"
        case .year: return year
        }
    }

    /// The days of a period as `label` writes it: of a year, a quarter or a month; nil for anything else.
    package static func days(of label: String) -> ClosedRange<CivilDate>? {
        let parts = label.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first.flatMap({ Int($0) }), 1900...9999 ~= year, parts.count <= 2 else { return nil }
        let (period, month): (ReportPeriod, Int?) =
            switch parts.dropFirst().first {
            case nil: (.year, 1)
            case let part? where part.first == "Q": (.quarter, Int(part.dropFirst()).map { $0 * 3 - 2 })
            case let part?: (.month, Int(part))
            }
        guard let start = month.flatMap({ first(year, $0) }) else { return nil }
        return start...period.next(after: start).adding(days: -1)
    }

    private static func first(_ year: Int, _ month: Int) -> CivilDate? { CivilDate(year: year, month: month, day: 1) }
}
