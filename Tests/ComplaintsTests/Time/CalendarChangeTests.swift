import Complaints
import Testing

@Suite struct CalendarChangeTests {
    private func day(
        _ date: String, _ name: String, _ kind: Holiday.Kind = .nationalHoliday, _ region: String = ""
    ) throws -> Holiday {
        Holiday(date: try #require(CivilDate(iso: date)), name: name, kind: kind, region: region)
    }

    @Test func `a draft adds what is not there`() throws {
        let inForce = [try day("2025-08-17", "Proklamasi")]
        let draft = CalendarDraft(
            days: [try day("2025-08-18", "Cuti bersama", .jointLeave), inForce[0]], isWhole: false)
        let change = CalendarChange(draft, in: inForce)
        #expect(change.added == [draft.days[0]])
        #expect(change.removed == [])
        #expect(change.applied(to: inForce) == [inForce[0], draft.days[0]])
        #expect(CalendarChange(draft, in: change.applied(to: inForce)).isEmpty)
    }

    @Test func `a day of another kind takes the place of the old one`() throws {
        let old = try day("2025-12-26", "Natal")
        let new = try day("2025-12-26", "Natal", .jointLeave)
        let change = CalendarChange(CalendarDraft(days: [new], isWhole: false), in: [old])
        #expect(change.removed == [old])
        #expect(change.added == [new])
    }

    @Test func `a whole calendar removes what it does not list, in its own years and regions alone`() throws {
        let kept = [
            try day("2024-08-17", "Proklamasi"), try day("2025-01-09", "Hari jadi", .nationalHoliday, "64"),
        ]
        let moved = try day("2025-06-07", "Iduladha")
        let draft = CalendarDraft(days: [try day("2025-06-06", "Iduladha")], isWhole: true)
        let change = CalendarChange(draft, in: kept + [moved])
        #expect(change.removed == [moved])
        #expect(change.added == draft.days)
        #expect(change.applied(to: kept + [moved]) == [kept[0], kept[1], draft.days[0]])
    }
}
