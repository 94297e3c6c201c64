/// What is known of all bodies on one day, and how each of them stands by it.
package struct BodySurvey: Sendable {
    /// Something that was done on a case.
    package struct Work: Sendable {
        /// The body that had the case.
        package var body: String
        /// Whether its officer did it. What a coordinator does is the work of the desks above the case.
        package var isOfficers: Bool
        package var at: Instant

        package init(body: String, isOfficers: Bool, at: Instant) {
            (self.body, self.isOfficers, self.at) = (body, isOfficers, at)
        }
    }

    /// Terms of office that have begun, by body.
    package var terms: [String: [OfficerTerm]] = [:]
    /// Decrees by body, the first recorded first; where there is none at all, none is missed.
    package var decrees: [String: [Decree]] = [:]
    /// Failed notices since the last that arrived, of the officer who is reached best, by body.
    package var failedNotices: [String: Int] = [:]
    /// Since when the case waits that waits longest, by body.
    package var waitingSince: [String: Instant] = [:]
    /// The latest work on the cases of each body.
    package var work: [Work] = []
    /// The day in western time.
    package let today: CivilDate
    private let now: Instant
    private let rules: CaseRules
    private let standingRules: StandingRules

    /// A survey at the moment `now`, of which nothing is read yet.
    ///
    /// - Parameter standingRules: those of all days.
    package init(_ rules: CaseRules, by standingRules: [StandingRule], at now: Instant) {
        self.rules = rules
        self.now = now
        today = IndonesianZone.wib.date(at: now)
        self.standingRules = StandingRules(standingRules, on: today)
    }

    /// Whether failed notices matter by the rules of the day.
    package var asksForNotices: Bool { standingRules.longest(.contactBounces) != nil }

    /// From when on work matters; nil: it does not, nor do waiting cases. Twice the working days, and a month for long
    /// holidays, reach back far enough.
    package var asksForWorkSince: Instant? {
        standingRules.longest(.inactive).map { now.advanced(bySeconds: -Int64(2 * $0 + 30) * 86_400) }
    }

    /// Bodies that lag or cannot act; all others are sound.
    package var standings: [String: BodyStanding] {
        let worked = lastWork
        var found: [String: BodyStanding] = [:]
        for body in rules.bodies.values {
            let calendar = rules.clocks.calendar(of: body.regionCode)
            let facts = StandingFacts(
                hasParent: body.parentCode != nil, isGovernment: body.kind.isGovernment,
                terms: terms[body.code] ?? [], decrees: decrees[body.code] ?? [],
                failedNotices: failedNotices[body.code] ?? 0,
                idleDays: waitingSince[body.code].map { idleDays(since: $0, worked[body.code], calendar) })
            let standing = BodyStanding(
                of: facts, by: standingRules, on: today, keepsDecrees: !decrees.isEmpty, calendar: calendar)
            if standing != .sound { found[body.code] = standing }
        }
        return found
    }

    private func idleDays(since waiting: Instant, _ worked: Instant?, _ calendar: WorkingCalendar) -> Int {
        let idleSince = IndonesianZone.wib.date(at: max(waiting, worked ?? waiting))
        return max(0, calendar.workingDays(from: idleSince, to: today.adding(days: -1)))
    }

    /// When each body last did something.
    private var lastWork: [String: Instant] {
        var last: [String: Instant] = [:]
        for work in work {
            for code in work.isOfficers ? [work.body] : desks(above: work.body) {
                last[code] = max(last[code] ?? work.at, work.at)
            }
        }
        return last
    }

    private func desks(above code: String) -> [String] {
        var desks: [String] = []
        var next: String? = code
        while let current = next, let body = rules.bodies[current] {
            if body.kind != .opd, body.kind != .inspectorate { desks.append(current) }
            next = body.parentCode
        }
        return desks
    }
}
