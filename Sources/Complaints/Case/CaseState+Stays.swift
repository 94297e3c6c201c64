/// That a body or desk had a case, and has it no more.
package struct Stay: Sendable, Equatable {
    package var place: String
    /// When it got the case first as the body that must answer; nil: it only had it on its desk.
    package var since: Instant?
    /// Its clocks as they ran when the case left it: when that comes back, they go on with the days that were left. As a desk it may
    /// have left another time than as the body that must answer.
    package var clocks: [StoppedClock]

    func clock(_ clock: DeadlineClock) -> StoppedClock? { clocks.first { $0.clock.clock == clock } }
}

/// A clock that ran until the case left, or ended.
package struct StoppedClock: Sendable, Equatable {
    package var clock: RunningClock
    package var at: Instant
}

extension CaseState {
    /// Refusals and returns after which the national desk alone moves a case.
    package static let mostBounces = 2

    func stay(at place: String?) -> Stay? { place.flatMap { place in stays.first { $0.place == place } } }

    /// Whether people who send the case to `place` send it back to where it has been. That a body gets it again whose reporter
    /// has answered, or which had it when it was filed, is no return.
    func isReturn(to place: String) -> Bool {
        guard let here = body ?? desk, here != place, place != bodyBeforeAnswer else { return false }
        return stay(at: place) != nil
    }

    /// Where a case was before an event, and what ran there.
    struct Whereabouts {
        let place: String
        /// When it got the case as the body that must answer; nil: it has it on its desk.
        let since: Instant?
        let clocks: [RunningClock]

        /// Nil: nobody has the case, or it had ended.
        init?(_ state: CaseState) {
            guard state.status.isOpen, let place = state.body ?? state.desk else { return nil }
            self.place = place
            since = state.body == nil ? nil : state.assignedAt
            clocks = state.clocks
        }
    }

    /// Remembers where it was, if an event has taken it away from there, or ended it.
    mutating func note(_ before: Whereabouts, at moment: Instant) {
        let wasBody = before.since != nil
        guard before.place != (body ?? desk) || wasBody != (body != nil) || !status.isOpen else { return }
        // As a desk it has another clock than as the body that must answer.
        let clocks = before.clocks.filter { wasBody ? $0.clock.isOfBody : $0.clock == .verify }
        say(clocks)
        let stopped = clocks.map { StoppedClock(clock: $0, at: moment) }
        if let index = stays.firstIndex(where: { $0.place == before.place }) {
            let others = stays[index].clocks.filter { wasBody != $0.clock.clock.isOfBody }
            stays[index].clocks = others + stopped
            stays[index].since = stays[index].since ?? before.since
        } else {
            stays.append(Stay(place: before.place, since: before.since, clocks: stopped))
        }
    }

    /// A clock that went on elsewhere has said what it has said, wherever it is remembered.
    private mutating func say(_ clocks: [RunningClock]) {
        for index in stays.indices {
            for place in stays[index].clocks.indices {
                let old = stays[index].clocks[place].clock
                let same = clocks.first { $0.clock == old.clock && $0.from == old.from }
                if let same, same.step > old.step { stays[index].clocks[place].clock.step = same.step }
            }
        }
    }
}
