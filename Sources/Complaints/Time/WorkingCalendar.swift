/// Hari kerja: which days count for deadlines. Saturdays, Sundays and the holidays given do not.
///
/// Holidays are the decreed `libur_nasional` and `cuti_bersama`; they change during the year, so a calendar is a value
/// that is replaced, and open deadlines are computed again. Past the last holiday known, only weekends are left out.
package struct WorkingCalendar: Hashable, Sendable {
    /// A bit for each day from `first` on, whole words of them: deadlines ask for every day until they run out.
    private let holidays: [UInt64]
    /// The day of the first bit, in days since 1970-01-01: a multiple of 64.
    private let first: Int

    /// A calendar without the given days; order and repetition do not matter.
    package init(holidays: some Sequence<CivilDate>) {
        self.init(days: holidays.map(\.daysSinceEpoch))
    }

    package func adding(holidays further: some Sequence<CivilDate>) -> WorkingCalendar {
        let known = (first..<first + holidays.count * 64).filter(isHoliday)
        return WorkingCalendar(days: known + further.map(\.daysSinceEpoch))
    }

    private init(days: [Int]) {
        guard let earliest = days.min(), let latest = days.max() else {
            (holidays, first) = ([], 0)
            return
        }
        let start = earliest & ~63
        var bits = Array(repeating: UInt64(0), count: (latest - start) / 64 + 1)
        for day in days { bits[(day - start) / 64] |= 1 << UInt64(day & 63) }
        (holidays, first) = (bits, start)
    }

    @inline(__always)
    private func isHoliday(_ day: Int) -> Bool {
        let word = (day - first) >> 6
        return word >= 0 && word < holidays.count && holidays[word] >> UInt64(day & 63) & 1 == 1
    }

    /// The `workingDays`-th working day after `date`, which itself does not count; `date` when not above zero.
    package func date(adding workingDays: Int, after date: CivilDate) -> CivilDate {
        var day = date.daysSinceEpoch
        var left = workingDays
        while left > 0 {
            day += 1
            if isWorkingDay(day) { left -= 1 }
        }
        return CivilDate(daysSinceEpoch: day)
    }

    /// The `workingDays`-th working day before `date`, which itself does not count; `date` when not above zero.
    package func date(subtracting workingDays: Int, before date: CivilDate) -> CivilDate {
        var day = date.daysSinceEpoch
        var left = workingDays
        while left > 0 {
            day -= 1
            if isWorkingDay(day) { left -= 1 }
        }
        return CivilDate(daysSinceEpoch: day)
    }

    /// The last microsecond of the `workingDays`-th working day after the day on which `start` falls in `zone`.
    ///
    /// The starting day never counts, whatever the hour. A clock is overdue once the present is later than this; shown
    /// in `zone`, the moment has the date of the day itself.
    package func deadline(after start: Instant, workingDays: Int, zone: IndonesianZone) -> Instant {
        let last = date(adding: workingDays, after: zone.date(at: start))
        return Instant(microseconds: zone.startOfDay(last.adding(days: 1)).microseconds - 1)
    }

    /// How many working days lie after `start`, up to and including `end`; negative when `end` is earlier.
    /// The inverse of `date(adding:after:)`.
    package func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
        guard start <= end else { return -workingDays(from: end, to: start) }
        let days = (start.daysSinceEpoch + 1)..<(end.daysSinceEpoch + 1)
        return days.count { isWorkingDay($0) }
    }

    private func isWorkingDay(_ day: Int) -> Bool {
        switch CivilDate.weekday(daysSinceEpoch: day) {
        case .saturday, .sunday: false
        default: !isHoliday(day)
        }
    }
}
