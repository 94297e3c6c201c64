import Complaints

/// A year of four digits, or of two, which may be a day as well.
struct WrittenYear {
    let year: Int
    /// The two digits, when there are no more.
    let short: Int?

    init(year: Int) { (self.year, short) = (year, nil) }

    /// One of the years 1969 to 2068.
    init(short: Int) { (year, self.short) = (short < 69 ? 2000 + short : 1900 + short, short) }

    /// The day in it; nil when there is none, or when its two digits would make one later than `latest`.
    func day(_ month: Int, _ day: Int, _ latest: CivilDate?) -> CivilDate? {
        guard let found = CivilDate(year: year, month: month, day: day) else { return nil }
        guard short != nil, let latest else { return found }
        return found <= latest ? found : nil
    }
}

// Where a year has two digits it may stand first.

extension WrittenDate {
    /// `31-Jan-26`, and `26-Jan-31` where that would be too late.
    static func named(_ one: String, _ month: Int, _ last: WrittenYear, _ latest: CivilDate?) -> WrittenDate? {
        guard let number = Int(one) else { return nil }
        return (last.day(month, number, latest) ?? yearFirst(one, month, last, latest)).map(WrittenDate.day)
    }

    /// `31/01/26`; `26-01-31`, as programs write it, with hyphens beside the other orders, with other marks where none of them
    /// gives a day.
    static func numbered(
        _ one: String, _ other: String, _ last: WrittenYear, _ mark: Character, _ latest: CivilDate?
    ) -> WrittenDate? {
        guard let first = Int(one), let second = Int(other) else { return nil }
        var days: [DateOrder: CivilDate] = [:]
        days[.dmy] = last.day(second, first, latest)
        // Nobody writes the month first with dots.
        if mark != "." { days[.mdy] = last.day(first, second, latest) }
        if mark == "-" || days.isEmpty, other.count == 2 { days[.ymd] = yearFirst(one, second, last, latest) }
        if mark == ".", let day = days.values.first { return .day(day) }
        return days.isEmpty ? nil : .numbers(days)
    }

    private static func yearFirst(
        _ one: String, _ month: Int, _ last: WrittenYear, _ latest: CivilDate?
    ) -> CivilDate? {
        guard one.count == 2, let year = Int(one), let day = last.short else { return nil }
        return WrittenYear(short: year).day(month, day, latest)
    }
}
