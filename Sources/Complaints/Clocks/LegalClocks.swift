/// The deadlines of a case: rules in working days, over the calendar, in the region's own zone.
package struct LegalClocks: Hashable, Sendable {
    /// The hour at which reminders and the ladder speak, in the case's zone: offices open.
    static let officeHour: Int64 = 8

    package let calendar: WorkingCalendar
    /// How many working days each clock has, and since when.
    package let rules: DeadlineRules
    /// Holidays and weekends of regions that have holidays of their own, by Kemendagri code.
    private let regional: [String: WorkingCalendar]

    /// Clocks of the given calendar and rules.
    ///
    /// - Parameter regional: further holidays of regions, by Kemendagri code; they hold for all places below.
    package init(calendar: WorkingCalendar, rules: DeadlineRules, regional: [String: [CivilDate]] = [:]) {
        self.calendar = calendar
        self.rules = rules
        self.regional = Dictionary(
            uniqueKeysWithValues: regional.keys.map { code in
                let above = regional.filter { code == $0.key || code.hasPrefix($0.key + ".") }
                return (code, calendar.adding(holidays: above.values.joined()))
            })
    }

    /// Clocks of the given holidays, the nation's and those of regions, and rules.
    package init(holidays: some Sequence<Holiday>, rules: DeadlineRules) {
        var byRegion = Dictionary(grouping: holidays, by: \.region).mapValues { $0.map(\.date) }
        let national = byRegion.removeValue(forKey: "") ?? []
        self.init(calendar: WorkingCalendar(holidays: national), rules: rules, regional: byRegion)
    }

    /// The calendar of a region: the nation's, with the holidays of the region and of all regions above it.
    package func calendar(of region: String?) -> WorkingCalendar {
        guard !regional.isEmpty, var code = region else { return calendar }
        while true {
            if let found = regional[code] { return found }
            guard let dot = code.lastIndex(of: ".") else { return calendar }
            code = String(code[..<dot])
        }
    }

    package func start(_ clock: DeadlineClock, at start: Instant, in place: ClockPlace) -> RunningClock? {
        rules.days(for: clock, on: place.zone.date(at: start), place: place).map {
            run(RunningClock(clock, from: start, days: $0, due: nil), in: place)
        }
    }

    /// The clock standing still since `now`, with the working days that are left. One whose deadline has passed has run
    /// out: that is still said, but its ladder waits.
    package func pause(_ clock: RunningClock, at now: Instant, in place: ClockPlace) -> RunningClock {
        var paused = clock
        if clock.step >= .overdue || clock.due.map({ $0 >= now }) ?? true { paused.next = nil }
        guard let due = clock.due, due >= now else { return paused }
        paused.days = calendar(of: place.region).workingDays(
            from: place.zone.date(at: now), to: place.zone.date(at: due))
        paused.from = now
        paused.due = nil
        return paused
    }

    package func resume(_ clock: RunningClock, at now: Instant, in place: ClockPlace) -> RunningClock {
        guard clock.isPaused else { return advance(clock, to: clock.step, at: now, in: place) }
        var resumed = clock
        resumed.from = now
        return run(resumed, in: place)
    }

    func extend(_ clock: RunningClock, by days: Int, in place: ClockPlace) -> RunningClock {
        var longer = clock
        longer.days += days
        return days > 0 ? run(longer, in: place) : clock
    }

    /// The clock by today's calendar: the length of its start's day stays, the days that count may be others.
    package func reschedule(_ clock: RunningClock, in place: ClockPlace) -> RunningClock {
        let isFixed = clock.isPaused || clock.step >= .overdue || clock.days == RunningClock.unknownDays
        return isFixed ? clock : run(clock, in: place)
    }

    /// Working days from the day of `start` to the day of `end`, the first not counted.
    package func workingDays(from start: Instant, to end: Instant, in place: ClockPlace) -> Int {
        calendar(of: place.region).workingDays(from: place.zone.date(at: start), to: place.zone.date(at: end))
    }

    /// The clock after its step `reached`, with the moment of its next one.
    package func advance(
        _ clock: RunningClock, to reached: ClockStep, at now: Instant, in place: ClockPlace
    ) -> RunningClock {
        var clock = clock
        clock.step = reached
        clock.next = nextStep(of: clock, after: now, in: place)
        return clock
    }

    /// The clock warned of at `now`, when its deadline has passed or fewer days are left than a warning comes before: it runs
    /// out as many days later. Nil when it is not late.
    func warnLate(_ clock: RunningClock, at now: Instant, in place: ClockPlace) -> RunningClock? {
        guard let due = clock.due else { return nil }
        let lead = rules.days(for: .reminder, on: place.zone.date(at: due), place: place) ?? 1
        guard due < now || workingDays(from: now, to: due, in: place) < lead else { return nil }
        return run(RunningClock(clock.clock, from: now, days: lead, due: nil, step: .reminded), in: place)
    }

    private func run(_ clock: RunningClock, in place: ClockPlace) -> RunningClock {
        var clock = clock
        clock.due = calendar(of: place.region).deadline(after: clock.from, workingDays: clock.days, zone: place.zone)
        clock.next = nextStep(of: clock, after: clock.from, in: place)
        return clock
    }

    private func nextStep(of clock: RunningClock, after now: Instant, in place: ClockPlace) -> Instant? {
        guard let due = clock.due else { return nil }
        let passed = Instant(microseconds: due.microseconds + 1)
        switch clock.step {
        case .quiet: return clock.clock == .ombudsman ? passed : reminder(of: clock, due, in: place) ?? passed
        case .reminded: return passed
        case .overdue: return ladder(.escalateHead, clock, now, place)
        case .head: return ladder(.escalateCoordinator, clock, now, place)
        case .coordinator: return ladder(.escalateNational, clock, now, place)
        case .national: return nil
        }
    }

    /// When offices open on the day of the reminder; nil when that would be before the clock's second day.
    private func reminder(of clock: RunningClock, _ due: Instant, in place: ClockPlace) -> Instant? {
        let dueDay = place.zone.date(at: due)
        guard let lead = rules.days(for: .reminder, on: dueDay, place: place), lead < clock.days else { return nil }
        return opening(calendar(of: place.region).date(subtracting: lead, before: dueDay), place)
    }

    /// Each step of the ladder counts from the one before, as it was taken: whoever was told late has their days all the same.
    private func ladder(
        _ term: DeadlineClock, _ clock: RunningClock, _ now: Instant, _ place: ClockPlace
    ) -> Instant? {
        guard clock.clock.hasLadder else { return nil }
        let today = place.zone.date(at: now)
        return rules.days(for: term, on: today, place: place).map {
            opening(calendar(of: place.region).date(adding: $0, after: today), place)
        }
    }

    private func opening(_ date: CivilDate, _ place: ClockPlace) -> Instant {
        place.zone.startOfDay(date).advanced(bySeconds: Self.officeHour * 3600)
    }
}
