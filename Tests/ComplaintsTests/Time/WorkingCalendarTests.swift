import Complaints
import Testing

@Suite struct WorkingCalendarTests {
    /// Nyepi and Lebaran 2026 with their cuti bersama, as decreed.
    static let lebaran = [
        "2026-03-18", "2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24",
    ]
    static let yearEnd = ["2026-12-24", "2026-12-25", "2027-01-01"]
    static let calendar = WorkingCalendar(holidays: (lebaran + yearEnd).compactMap { CivilDate(iso: $0) })

    static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    @Test(arguments: [
        ("2026-03-17", true), ("2026-03-18", false), ("2026-03-24", false), ("2026-03-25", true),
        ("2026-03-28", false), ("2026-03-29", false), ("2026-12-25", false), ("2026-12-28", true),
        ("1969-12-31", true), ("1969-12-28", false),
    ])
    func workingDay(text: String, expected: Bool) throws {
        let date = try Self.date(text)
        #expect((Self.calendar.date(adding: 1, after: date.adding(days: -1)) == date) == expected)
    }

    @Test(arguments: [
        ("2026-03-02", 3, "2026-03-05"),  // Monday to Thursday
        ("2026-03-06", 1, "2026-03-09"),  // Friday to Monday
        ("2026-03-07", 1, "2026-03-09"),  // Saturday counts no more than Friday
        ("2026-03-17", 1, "2026-03-25"),  // over Nyepi and Lebaran
        ("2026-03-16", 3, "2026-03-26"), ("2026-03-20", 3, "2026-03-27"),  // from a holiday
        ("2026-03-17", 5, "2026-03-31"), ("2026-12-23", 3, "2026-12-30"), ("2026-12-31", 1, "2027-01-04"),
        ("2026-03-21", 0, "2026-03-21"), ("2026-03-17", -4, "2026-03-17"), ("2026-01-01", 60, "2026-04-02"),
    ])
    func adding(start: String, days: Int, end: String) throws {
        let (start, end) = (try Self.date(start), try Self.date(end))
        #expect(Self.calendar.date(adding: days, after: start) == end)
        if days >= 0 { #expect(Self.calendar.workingDays(from: start, to: end) == days) }
    }

    @Test func withoutHolidaysOnlyWeekendsAreFree() throws {
        let plain = WorkingCalendar(holidays: [])
        #expect(plain.date(adding: 60, after: try Self.date("2026-01-01")) == (try Self.date("2026-03-26")))
    }

    @Test func countingIsTheInverseOfAdding() throws {
        let start = try Self.date("2026-03-01")
        for offset in 0..<40 {
            for days in 0..<30 {
                let from = start.adding(days: offset)
                let end = Self.calendar.date(adding: days, after: from)
                #expect(Self.calendar.workingDays(from: from, to: end) == days)
                #expect(Self.calendar.workingDays(from: end, to: from) == -days)
            }
        }
    }

    /// 2026-03-16 23:30 in Jakarta is already the 17th further east: the same report has other deadlines there.
    @Test(arguments: [
        (IndonesianZone.wib, "2026-03-17T16:59:59.999999Z"), (.wita, "2026-03-25T15:59:59.999999Z"),
        (.wit, "2026-03-25T14:59:59.999999Z"),
    ])
    func deadlineIsTheEndOfTheDayInTheZone(zone: IndonesianZone, end: String) throws {
        let start = try #require(Instant(rfc3339: "2026-03-16T16:30:00Z"))
        #expect(Self.calendar.deadline(after: start, workingDays: 1, zone: zone).rfc3339 == end)
    }

    @Test func startingDayNeverCounts() throws {
        let calendar = Self.calendar
        let early = try #require(Instant(rfc3339: "2026-03-02T00:00:00+07:00"))
        let late = try #require(Instant(rfc3339: "2026-03-02T23:59:59.999999+07:00"))
        let expected = try #require(Instant(rfc3339: "2026-03-05T23:59:59.999999+07:00"))
        #expect(calendar.deadline(after: early, workingDays: 3, zone: .wib) == expected)
        #expect(calendar.deadline(after: late, workingDays: 3, zone: .wib) == expected)
        #expect(IndonesianZone.wib.date(at: expected).description == "2026-03-05")
    }

    /// 18 August 2025 was made cuti bersama weeks before: deadlines move by a working day.
    @Test func aNewDecreeMovesDeadlines() throws {
        let friday = try Self.date("2025-08-15")
        let before = WorkingCalendar(holidays: [try Self.date("2025-08-17")])
        let after = WorkingCalendar(holidays: [try Self.date("2025-08-18"), try Self.date("2025-08-17")])
        #expect(before.date(adding: 1, after: friday).description == "2025-08-18")
        #expect(after.date(adding: 1, after: friday).description == "2025-08-19")
    }
}
