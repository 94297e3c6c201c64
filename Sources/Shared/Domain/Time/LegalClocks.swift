/// The deadlines of a case: rules in working days, over the calendar, in the region's own zone.
public struct LegalClocks: Hashable, Sendable {
    /// Holidays and weekends.
    public let calendar: WorkingCalendar
    /// How many working days each clock has, and since when.
    public let rules: DeadlineRules

    /// Clocks of the given calendar and rules.
    public init(calendar: WorkingCalendar, rules: DeadlineRules) {
        self.calendar = calendar
        self.rules = rules
    }

    /// When `clock`, started at `start`, runs out: the end of the last working day in `zone`; nil without a rule.
    public func deadline(of clock: DeadlineClock, from start: Instant, zone: IndonesianZone) -> Instant? {
        rules.days(for: clock, on: zone.date(at: start)).map {
            calendar.deadline(after: start, workingDays: $0, zone: zone)
        }
    }
}
