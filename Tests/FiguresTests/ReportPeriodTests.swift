import Complaints
import Figures
import Testing

@Suite struct ReportPeriodTests {
    static func date(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(daysSinceEpoch: 0) }

    @Test(arguments: [
        (ReportPeriod.day, "2020-03-02", "2020-03-02", "2020-03-03", "2020-03-01", "2020-03-02"),
        (.week, "2021-01-03", "2020-12-28", "2021-01-04", "2020-12-21", "2020-W53"),
        (.week, "2024-12-31", "2024-12-30", "2025-01-06", "2024-12-23", "2025-W01"),
        (.month, "2024-02-29", "2024-02-01", "2024-03-01", "2024-01-01", "2024-02"),
        (.month, "2025-12-31", "2025-12-01", "2026-01-01", "2025-11-01", "2025-12"),
        (.quarter, "2025-12-31", "2025-10-01", "2026-01-01", "2025-07-01", "2025-Q4"),
        (.quarter, "2025-03-31", "2025-01-01", "2025-04-01", "2024-10-01", "2025-Q1"),
        (.year, "2024-12-31", "2024-01-01", "2025-01-01", "2023-01-01", "2024"),
    ])
    func `start, next, previous and name`(
        _ period: ReportPeriod, _ day: String, _ start: String, _ next: String, _ previous: String, _ label: String
    ) {
        #expect(period.start(of: Self.date(day)) == Self.date(start))
        #expect(period.next(after: Self.date(start)) == Self.date(next))
        #expect(period.previous(before: Self.date(start)) == Self.date(previous))
        #expect(period.label(Self.date(start)) == label)
    }

    @Test(arguments: ReportPeriod.allCases) func `each day lies in one period, and periods follow each other`(
        _ period: ReportPeriod
    ) {
        for day in 16_000..<20_500 {
            let date = CivilDate(daysSinceEpoch: day)
            let start = period.start(of: date)
            let next = period.next(after: start)
            #expect(start <= date && date < next)
            #expect(period.start(of: next) == next && period.previous(before: next) == start)
        }
    }
}
