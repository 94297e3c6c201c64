/// How a body stands, as it is on record.
package struct StandingRecord: Sendable, Equatable {
    package var standing: BodyStanding
    /// Since when it is dormant, or listed.
    package var since: Instant
    /// When it woke, until its cases have been looked through once more.
    package var wokeAt: Instant?

    package init(_ standing: BodyStanding, since: Instant, wokeAt: Instant? = nil) {
        (self.standing, self.since, self.wokeAt) = (standing, since, wokeAt)
    }

    /// Whether its cases may be elsewhere than they belong.
    package var movesCases: Bool { standing.isDormant || wokeAt != nil }
}

/// What a look at all bodies changes on record.
package struct StandingChange: Sendable {
    /// All that must be on record now, by body.
    package private(set) var records: [String: StandingRecord] = [:]
    /// Bodies that fell asleep.
    package private(set) var asleep = 0
    /// Bodies that woke.
    package private(set) var woken = 0

    /// - Parameters:
    ///   - before: what was on record.
    ///   - standings: how the bodies stand; those not named are sound.
    package init(from before: [String: StandingRecord], to standings: [String: BodyStanding], at now: Instant) {
        for code in Set(before.keys).union(standings.keys) {
            let (old, standing) = (before[code], standings[code] ?? .sound)
            let was = old?.standing ?? .sound
            if standing.isDormant, !was.isDormant { asleep += 1 }
            if was.isDormant, !standing.isDormant { woken += 1 }
            let isSame = was.isDormant == standing.isDormant && was.reasons.isEmpty == standing.reasons.isEmpty
            records[code] = StandingRecord(
                standing, since: isSame ? old?.since ?? now : now,
                wokeAt: standing.isDormant ? nil : was.isDormant ? now : old?.wokeAt)
        }
    }
}
