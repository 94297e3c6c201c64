import Complaints
import Testing

@Suite struct CivilDateTests {
    @Test func everyDayOfFourCenturiesThereAndBack() throws {
        var previous = CivilDate(daysSinceEpoch: -1)
        for days in 0..<146_097 {
            let date = CivilDate(daysSinceEpoch: days)
            guard date.daysSinceEpoch == days, previous < date,
                CivilDate(year: date.year, month: date.month, day: date.day) == date
            else {
                Issue.record("\(days)")
                return
            }
            previous = date
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-23", 20_780),
        ("0000-03-01", -719_468), ("9999-12-31", 2_932_896),
    ])
    func knownDays(text: String, days: Int) throws {
        let date = try #require(CivilDate(iso: text))
        #expect(date.daysSinceEpoch == days)
        #expect(date.description == text)
        #expect(CivilDate(daysSinceEpoch: days) == date)
    }

    @Test(arguments: [
        ("1945-08-17", Weekday.friday), ("1970-01-01", .thursday), ("2024-02-29", .thursday),
        ("2026-03-21", .saturday), ("2026-11-22", .sunday), ("2026-11-23", .monday),
    ])
    func knownWeekdays(text: String, weekday: Weekday) {
        #expect(CivilDate(iso: text)?.weekday == weekday)
    }

    @Test(arguments: [
        "", "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "2026-1-01",
        "2026-01-01T", "2026/01/01", "20260101", "+026-01-01", " 2026-01-1", "２026-01-01",
    ])
    func otherTextIsNoDate(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test func partsAreChecked() {
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CivilDate(year: -1, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 2024, month: 2, day: 29)?.adding(days: 366) == CivilDate(iso: "2025-03-01"))
        #expect(CivilDate(daysSinceEpoch: -719_529).description == "-0001-12-31")
    }
}
