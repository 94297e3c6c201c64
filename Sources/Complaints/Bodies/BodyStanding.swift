package struct BodyStanding: Sendable, Equatable {
    /// Whether the body above holds its cases.
    package var isDormant: Bool
    /// What is wrong, in the order of the reasons.
    package var reasons: [StandingReason]

    package static let sound = BodyStanding(isDormant: false, reasons: [])

    package init(isDormant: Bool, reasons: [StandingReason]) {
        self.isDormant = isDormant
        self.reasons = reasons
    }

    /// The standing of a body with `facts` on `day`.
    ///
    /// - Parameters:
    ///   - keepsDecrees: whether the installation records decrees at all; where it does not, none is missed.
    ///   - calendar: the body's own, which counts the days since a decree ended.
    package init(
        of facts: StandingFacts, by rules: StandingRules, on day: CivilDate, keepsDecrees: Bool,
        calendar: WorkingCalendar
    ) {
        var failings = Self.decreeFailings(facts, on: day, calendar)
        if !keepsDecrees { failings = [] }
        if !facts.terms.contains(where: { $0.covers(day) }) { failings.append((.noOfficer, 0)) }
        if facts.failedNotices > 0 { failings.append((.contactBounces, facts.failedNotices)) }
        if let days = facts.idleDays { failings.append((.inactive, days)) }
        let effects = failings.map { (reason: $0, effect: rules.effect(of: $0, measure: $1, on: facts)) }
        let order = StandingReason.allCases
        // The root of the tree can be held by nobody.
        isDormant = facts.hasParent && effects.contains { $0.effect == .hold }
        reasons = order.filter { reason in effects.contains { $0.reason == reason && $0.effect != .none } }
    }

    private static func decreeFailings(
        _ facts: StandingFacts, on day: CivilDate, _ calendar: WorkingCalendar
    ) -> [(StandingReason, Int)] {
        if let decree = Decree.inForce(facts.decrees, on: day) {
            return decree.isOutdated(by: facts.terms, on: day) ? [(.decreeOutdated, 0)] : []
        }
        guard let end = facts.decrees.compactMap(\.until).filter({ $0 < day }).max() else {
            return [(.decreeMissing, 0)]
        }
        return [(.decreeExpired, calendar.workingDays(from: end, to: day))]
    }
}
