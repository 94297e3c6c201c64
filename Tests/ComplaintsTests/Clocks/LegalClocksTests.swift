import Complaints
import Testing

/// Ten years of deadlines in three zones, against a calculation that shares nothing with ours.
@Suite struct LegalClocksTests {
    /// The lengths that come with the program.
    static let lengths: [DeadlineClock: Int] = [
        .verify: 3, .firstReply: 5, .reply: 5, .objection: 60, .silence: 10, .answer: 10, .completeInformation: 5,
        .completeAspiration: 5,
        .completeOrdinary: 14, .completeMisconduct: 60, .ombudsman: 60, .reminder: 2, .escalateHead: 2,
        .escalateCoordinator: 2, .escalateNational: 3,
    ]
    /// Places with holidays of their own; those of a province hold in its regencies.
    static let regional: [String: [String]] = [
        "51": ["2019-07-24", "2020-02-19", "2021-04-14", "2022-06-08", "2023-08-02", "2024-09-25", "2025-04-23"],
        "51.71": ["2018-02-27", "2022-02-28", "2026-02-27"], "64": ["2018-01-09", "2023-01-09", "2025-01-09"],
        "91": ["2018-02-05", "2019-02-05", "2020-02-05", "2021-02-05", "2024-02-05", "2025-02-05", "2026-02-05"],
    ]
    static let zones: [(IndonesianZone, String, [String?])] = [
        (.wib, "Asia/Jakarta", [nil, "32.04", "31.71"]), (.wita, "Asia/Makassar", ["51", "51.71.01", "64.72"]),
        (.wit, "Asia/Jayapura", ["91.05", "94", "9"]),
    ]

    static let legal: LegalClocks = {
        let first = CivilDate(daysSinceEpoch: 0)
        let rules = lengths.map { DeadlineRule(clock: $0.key, workingDays: $0.value, validFrom: first) }
        let own = regional.flatMap { region, days in
            days.compactMap(CivilDate.init(iso:)).map {
                Holiday(date: $0, name: "Libur daerah", kind: .nationalHoliday, region: region)
            }
        }
        return LegalClocks(holidays: SlowCalendar.holidays + own, rules: DeadlineRules(rules))
    }()

    static func slow(_ zone: String, _ region: String?) throws -> SlowCalendar {
        let national = SlowCalendar.holidays.map(\.date.description)
        let own = regional.filter { region == $0.key || region?.hasPrefix($0.key + ".") == true }.values.joined()
        return try SlowCalendar(zone: zone, holidays: Set(national + own))
    }

    private func random(_ numbers: inout SeededGenerator) -> Instant {
        // From 1 January 2018 to mid 2027: what runs 60 days must end within the calendar.
        Instant(microseconds: .random(in: 1_514_764_800_000_000...1_814_000_000_000_000, using: &numbers))
    }

    @Test func `the calendar has ten years`() {
        let years = Dictionary(grouping: SlowCalendar.holidays, by: \.date.year).mapValues(\.count)
        #expect(years.keys.sorted() == Array(2018...2027))
        #expect(years.values.allSatisfy { $0 >= 14 })
    }

    @Test(arguments: zones) func `deadlines and reminders are those of the slow calendar`(
        zone: IndonesianZone, name: String, regions: [String?]
    ) throws {
        var numbers = SeededGenerator(seed: 1945)
        for region in regions {
            let slow = try Self.slow(name, region)
            let place = ClockPlace(zone: zone, region: region, caseClass: .ordinary)
            for _ in 0..<500 {
                let start = random(&numbers)
                for (clock, days) in Self.lengths {
                    let found = try #require(Self.legal.start(clock, at: start, in: place))
                    let due = slow.deadline(days, after: start)
                    #expect(found.due == due)
                    let isReminded = clock != .ombudsman && days > 2
                    let next = isReminded ? slow.opening(-2, from: due) : Instant(microseconds: due.microseconds + 1)
                    #expect(found.next == next)
                }
            }
        }
    }

    @Test(arguments: zones) func `what stood still goes on with the days that were left`(
        zone: IndonesianZone, name: String, regions: [String?]
    ) throws {
        var numbers = SeededGenerator(seed: 1708)
        for region in regions {
            let slow = try Self.slow(name, region)
            let place = ClockPlace(zone: zone, region: region, caseClass: .ordinary)
            for _ in 0..<1_500 {
                let start = random(&numbers)
                let clock: DeadlineClock = Bool.random(using: &numbers) ? .verify : .ombudsman
                var running = try #require(Self.legal.start(clock, at: start, in: place))
                var due = try #require(running.due)
                var now = start
                for _ in 0..<Int.random(in: 1...3, using: &numbers) {
                    now = Instant(microseconds: .random(in: now.microseconds...due.microseconds, using: &numbers))
                    let left = slow.workingDays(from: now, to: due)
                    running = Self.legal.pause(running, at: now, in: place)
                    #expect(running.isPaused && running.next == nil && running.days == left)
                    now = now.advanced(bySeconds: .random(in: 0...2_000_000, using: &numbers))
                    running = Self.legal.resume(running, at: now, in: place)
                    due = slow.deadline(left, after: now)
                    #expect(running.due == due)
                }
            }
        }
    }

    @Test(arguments: zones) func `each step of the ladder counts from the one before as it was taken`(
        zone: IndonesianZone, name: String, regions: [String?]
    ) throws {
        var numbers = SeededGenerator(seed: 2803)
        let ladder: [(ClockStep, DeadlineClock)] = [
            (.overdue, .escalateHead), (.head, .escalateCoordinator), (.coordinator, .escalateNational),
        ]
        for region in regions {
            let slow = try Self.slow(name, region)
            let place = ClockPlace(zone: zone, region: region, caseClass: .ordinary)
            for _ in 0..<500 {
                var running = try #require(Self.legal.start(.firstReply, at: random(&numbers), in: place))
                var now = try #require(running.due)
                for (step, term) in ladder {
                    now = now.advanced(bySeconds: .random(in: 1...1_000_000, using: &numbers))
                    running = Self.legal.advance(running, to: step, at: now, in: place)
                    let next = slow.opening(try #require(Self.lengths[term]), from: now)
                    #expect(running.next == next)
                    now = max(now, next)
                }
                running = Self.legal.advance(running, to: .national, at: now, in: place)
                #expect(running.next == nil)
            }
        }
    }

    @Test func `a clock that is overdue is not paused, and what has run out is not computed again`() throws {
        let place = ClockPlace(zone: .wib, region: nil, caseClass: .ordinary)
        let start = try #require(Instant(rfc3339: "2025-08-11T10:00:00+07:00"))
        let running = try #require(Self.legal.start(.firstReply, at: start, in: place))
        let due = try #require(running.due)
        let late = due.advanced(bySeconds: 1)
        #expect(Self.legal.pause(running, at: late, in: place) == running)
        let overdue = Self.legal.advance(running, to: .overdue, at: late, in: place)
        let plain = LegalClocks(holidays: [], rules: Self.legal.rules)
        #expect(plain.reschedule(overdue, in: place) == overdue)
        #expect(plain.reschedule(running, in: place) != running)
    }
}
