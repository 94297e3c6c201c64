package import Complaints

/// The deadlines of those who must act, as figures tell them apart.
package enum DutyDeadline: String, Hashable, CaseIterable, Sendable {
    /// Of the desk: to verify, or to give to a body.
    case verify
    /// Of a body: to reply for the first time.
    case firstReply = "first_reply"
    /// Of a body: to bring it to its end.
    case completion
    /// Of a body: to answer an objection or a counter-question.
    case reply

    /// Nil for clocks that press nobody to act.
    package init?(_ clock: DeadlineClock) {
        switch clock {
        case .verify: self = .verify
        case .firstReply: self = .firstReply
        case .reply: self = .reply
        case _ where clock.isCompletion: self = .completion
        default: return nil
        }
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
/// neither kept nor missed: it never falls due. A missed one is settled when the journal notes it, and not again by what comes
/// late. What a worker did before a deadline nobody has kept.
package struct SettledDeadlines: Sendable, Equatable {
    package fileprivate(set) var byKind: [DutyDeadline: SettledDeadline] = [:]
    /// Kinds that are missed here and were kept by the same body before: from now on they count as missed alone.
    package fileprivate(set) var voided: Set<DutyDeadline> = []
    /// Who had them; nil: nobody had the case yet.
    package let body: String?

    /// - Parameter byKind: at least one.
    package init(
        _ byKind: [DutyDeadline: SettledDeadline], voiding voided: Set<DutyDeadline> = [], of body: String?
    ) {
        self.byKind = byKind
        self.voided = voided
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
        for kind in entry.answeredDeadlines where byKind[kind] == nil {
            guard let due = before.clocks.first(where: { DutyDeadline($0.clock) == kind })?.due, due >= entry.at
            else { continue }
            byKind[kind] = SettledDeadline(due: after.zone.date(at: due), isKept: true)
        }
        guard !byKind.isEmpty else { return nil }
    }
}

/// The deadlines of a case that figures count: of each body one of a kind, so that nobody has more kept ones for closing,
/// opening and asking again. One that was kept and is missed later is missed.
struct CountedDeadlines {
    private struct Duty: Hashable {
        let kind: DutyDeadline
        let body: String?
    }

    /// Whether what counts was kept.
    private var counted: [Duty: Bool] = [:]

    /// What counts of deadlines that the next event settled; nil: nothing.
    mutating func take(_ settled: SettledDeadlines?) -> SettledDeadlines? {
        guard var settled else { return nil }
        for (kind, deadline) in settled.byKind {
            let duty = Duty(kind: kind, body: settled.body)
            switch counted[duty] {
            case nil: counted[duty] = deadline.isKept
            case true? where !deadline.isKept:
                counted[duty] = false
                settled.voided.insert(kind)
            default: settled.byKind[kind] = nil
            }
        }
        return settled.byKind.isEmpty ? nil : settled
    }
}

extension JournalEntry {
    /// The deadlines that whoever had them keeps by this.
    fileprivate var answeredDeadlines: [DutyDeadline] {
        let isByOfficial = details.role.map { $0 != .reporter && $0 != .system } ?? false
        switch event {
        // Routing gives the case on by itself: the desk did nothing.
        case .assigned: return isByOfficial ? [.verify] : []
        case .replied: return [.firstReply, .reply]
        // Where silence closed it, nobody decided anything: the deadline is neither kept nor missed.
        case .closed where details.cause == CaseTally.Closing.silence.rawValue: return []
        case .closed: return isByOfficial ? [.completion, .reply] : [.completion]
        default: return []
        }
    }
}
