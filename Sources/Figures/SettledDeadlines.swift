package import Complaints

/// The deadlines of those who must act, as figures tell them apart.
package enum DutyDeadline: String, Hashable, CaseIterable, Sendable {
    /// Of the desk: to verify, or to give to a body.
    case verify
    /// Of a body: to reply for the first time.
    case firstReply = "first_reply"
    /// Of a body: to bring it to its end.
    case completion

    /// Nil for clocks that press nobody to act.
    package init?(_ clock: DeadlineClock) {
        guard clock.hasLadder else { return nil }
        self = clock == .verify ? .verify : clock == .firstReply ? .firstReply : .completion
    }
}

/// A deadline that is done with: whoever had it acted before it passed, or it passed.
package struct SettledDeadline: Sendable, Equatable {
    /// The last day on which it could be kept, where the case is.
    package var due: CivilDate
    package var isKept: Bool

    package init(due: CivilDate, isKept: Bool) {
        self.due = due
        self.isKept = isKept
    }
}

/// What became of deadlines by one event. A deadline whose case goes elsewhere, is filed or merged before it has passed is
/// neither kept nor missed: it never falls due. A missed one is settled when the journal notes it, and not again by what comes late.
package struct SettledDeadlines: Sendable, Equatable {
    package private(set) var byKind: [DutyDeadline: SettledDeadline] = [:]
    /// Who had them; nil: nobody had the case yet.
    package let body: String?

    /// - Parameter byKind: at least one.
    package init(_ byKind: [DutyDeadline: SettledDeadline], of body: String?) {
        self.byKind = byKind
        self.body = body
    }

    package subscript(kind: DutyDeadline) -> SettledDeadline? { byKind[kind] }

    /// What a case's deadlines were before an event: a part of its state that is cheap to keep.
    struct Before {
        let clocks: [RunningClock]
        let missed: Int
        let body: String?

        init(_ state: CaseState) {
            clocks = state.clocks
            missed = state.missed.count
            body = state.heldAt ?? state.body ?? state.desk
        }
    }

    /// What `entry` settled, which led to `after`; nil: nothing.
    init?(_ entry: JournalEntry, from before: Before, to after: CaseState) {
        body = before.body
        for missed in after.missed.dropFirst(before.missed) {
            guard let kind = DutyDeadline(missed.clock) else { continue }
            byKind[kind] = SettledDeadline(due: after.zone.date(at: missed.due), isKept: false)
        }
        if let kind = entry.event.answeredDeadline, byKind[kind] == nil,
            let due = before.clocks.first(where: { DutyDeadline($0.clock) == kind })?.due, due >= entry.at
        {
            byKind[kind] = SettledDeadline(due: after.zone.date(at: due), isKept: true)
        }
        guard !byKind.isEmpty else { return nil }
    }
}

extension CaseEvent {
    /// The deadline that whoever had it keeps by this.
    fileprivate var answeredDeadline: DutyDeadline? {
        switch self {
        case .assigned: .verify
        case .replied: .firstReply
        case .closed: .completion
        default: nil
        }
    }
}
