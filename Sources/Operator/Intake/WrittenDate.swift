import Complaints

/// Which of a date's three numbers is the day, and which the year.
package enum DateOrder: String, CaseIterable, Sendable {
    case dmy, mdy, ymd
}

/// A day as people and spreadsheets write it.
enum WrittenDate: Equatable {
    case day(CivilDate)
    /// The day of each order that gives one: only who wrote the numbers knows which is the month.
    case numbers([DateOrder: CivilDate])

    /// The day; nil when no order gives one, or when both do and `order` does not say which.
    func day(_ order: DateOrder?) -> CivilDate? {
        switch self {
        case .day(let day): return day
        case .numbers(let days):
            if let order { return days[order] }
            return Set(days.values).count == 1 ? days.values.first : nil
        }
    }

    /// The orders that give a day; nil when its order does not matter.
    var orders: Set<DateOrder>? {
        guard case .numbers(let days) = self, days.count == 1 || Set(days.values).count > 1 else { return nil }
        return Set(days.keys)
    }

    /// Reads a day at the beginning of `pieces`, and passes it; nil when there is none.
    ///
    /// - Parameter latest: no year of two digits makes a day later than that; nil: nobody knows.
    init?(_ pieces: inout WrittenPieces, until latest: CivilDate? = nil) {
        let start = pieces
        // "Pada hari Senin, tgl. 5 Januari 2026".
        var weekdays: Set<Weekday> = []
        while let word = pieces.word({ DateWords.leads.contains($0) || DateWords.weekday($0) != nil ? $0 : nil }) {
            if let weekday = DateWords.weekday(word) { weekdays.insert(weekday) }
            _ = pieces.mark(",.:")
        }
        guard let found = Self.yearFirst(&pieces) ?? Self.monthFirst(&pieces) ?? Self.dayFirst(&pieces, latest),
            let fitting = found.fitting(weekdays)
        else {
            pieces = start
            return nil
        }
        self = fitting
    }

    /// The day that falls on the weekday that is told with it, which tells day and month apart; nil when none does.
    private func fitting(_ weekdays: Set<Weekday>) -> WrittenDate? {
        guard !weekdays.isEmpty else { return self }
        let days = Set(DateOrder.allCases.compactMap { day($0) }).filter { weekdays == [$0.weekday] }
        return days.count == 1 ? days.first.map(WrittenDate.day) : days.isEmpty ? nil : self
    }

    /// `2026-01-31`, `2026/1/31`, `20260131`, `2026 Jan 31`.
    private static func yearFirst(_ pieces: inout WrittenPieces) -> WrittenDate? {
        let start = pieces
        if let compact = pieces.number(8...8) {
            let day = CivilDate(year: compact / 10_000, month: compact / 100 % 100, day: compact % 100)
            if let day, years.contains(day.year) { return .day(day) }
        } else if let year = pieces.number(4...4), years.contains(year) {
            let mark = pieces.mark("-/.")
            if let month = pieces.number(1...2) ?? pieces.word(month) {
                _ = mark.map { pieces.mark(String($0)) }
                if let day = pieces.number(1...2).flatMap({ CivilDate(year: year, month: month, day: $0) }) {
                    return .day(day)
                }
            }
        }
        pieces = start
        return nil
    }

    /// `January 31, 2026`.
    private static func monthFirst(_ pieces: inout WrittenPieces) -> WrittenDate? {
        let start = pieces
        if let month = pieces.word(month) {
            _ = pieces.mark(".-/")
            if let day = pieces.number(1...2) {
                pieces.skip(DateWords.ordinals)
                _ = pieces.mark(",-/")
                if let found = year(&pieces).flatMap({ CivilDate(year: $0.year, month: month, day: day) }) {
                    return .day(found)
                }
            }
        }
        pieces = start
        return nil
    }

    /// `31 Januari 2026`, `31-Jan-26`, `31/01/2026`, `31.1.26`.
    private static func dayFirst(_ pieces: inout WrittenPieces, _ latest: CivilDate?) -> WrittenDate? {
        let start = pieces
        if let one = pieces.digits(1...2) {
            let mark = pieces.mark("-/.")
            pieces.skip(DateWords.ordinals)
            pieces.skip(["of"])
            if let month = pieces.word(month) {
                _ = pieces.mark("-/.,")
                if let last = year(&pieces) {
                    return named(one, month, last, latest)
                }
            } else if let other = pieces.digits(1...2), let mark, pieces.mark(String(mark)) != nil,
                let last = year(&pieces)
            {
                return numbered(one, other, last, mark, latest)
            }
        }
        pieces = start
        return nil
    }

    /// Four digits, or two of the years 1969 to 2068; nil where the digits may be a time's: "5 Jan 08:00", "5 Jan 2015 WIB".
    private static func year(_ pieces: inout WrittenPieces) -> WrittenYear? {
        let start = pieces
        if let year = pieces.number(4...4), years.contains(year), !pieces.isBefore(DateWords.zones) {
            return WrittenYear(year: year)
        }
        pieces = start
        if let short = pieces.number(2...2),
            pieces.isAtEnd || pieces.isBeforeTime || short > 24 && pieces.isBefore(DateWords.halves)
        {
            return WrittenYear(short: short)
        }
        pieces = start
        return nil
    }

    private static let years = 1899...2100

    /// A month's number from its name or the short form of it, Indonesian or English.
    static func month(_ name: String) -> Int? {
        months.firstIndex { $0.contains { full in name == full || name.count >= 3 && full.hasPrefix(name) } }
            .map { $0 + 1 } ?? shortened[name] ?? misspelt(name)
    }

    /// That of the one month whose full name differs by one letter: "Mart", "Janauri" by two that changed places.
    private static func misspelt(_ name: String) -> Int? {
        guard name.count >= 4 else { return nil }
        let found = months.indices.filter { months[$0].contains { isOneSlip(Array(name), Array($0)) } }
        return found.count == 1 ? found[0] + 1 : nil
    }

    /// Whether a letter is missing, too many or another, or two that stand side by side have changed places.
    private static func isOneSlip(_ one: [Character], _ other: [Character]) -> Bool {
        let same = zip(one, other).prefix { $0 == $1 }.count
        let (left, right) = (one.dropFirst(same), other.dropFirst(same))
        return left.dropFirst() == right.dropFirst() || left.dropFirst() == right || left == right.dropFirst()
            || left.count > 1 && left.count == right.count && left.dropFirst(2) == right.dropFirst(2)
                && left.first == right.dropFirst().first && left.dropFirst().first == right.first
    }

    private static let months = [
        ["januari", "january"], ["februari", "february", "pebruari"], ["maret", "march"], ["april"], ["mei", "may"],
        ["juni", "june"], ["juli", "july"], ["agustus", "august"], ["september"], ["oktober", "october"],
        ["november", "nopember"], ["desember", "december"],
    ]
    private static let shortened = ["mrt": 3, "agt": 8, "ags": 8, "agst": 8, "sept": 9]
}
