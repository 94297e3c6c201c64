/// Who hears of an event: the one table of it. `docs/casework.md` shows it, and a test holds the two together.
package struct Hearers: Sendable, Equatable {
    /// Officers of a place, by what the event means for that place. Who did it themselves is told nothing of what they are rid of.
    package enum Officers: String, CaseIterable, Sendable {
        /// Who has the case afterwards and owes the next step.
        case owing
        /// Whom it is handed up to.
        case ladder
        /// Who has the case and owes less, or nothing, for the time being.
        case relieved
        /// Who had it until then.
        case former
    }

    package let reporter: Bool
    package let officers: Set<Officers>
    /// Reporters of the cases that follow this one.
    package let followers: Bool

    fileprivate init(_ officers: Set<Officers> = [], reporter: Bool = false, followers: Bool = false) {
        (self.reporter, self.officers, self.followers) = (reporter, officers, followers)
    }
}

extension CaseEvent {
    /// Who hears of it, as far as the event alone says.
    package var hearers: Hearers {
        switch self {
        case .assigned, .unrouted, .transferred, .held, .released: Hearers([.owing, .former], reporter: true)
        case .registered, .warned, .askedAgain, .codeAsked: Hearers(reporter: true)
        case .asked, .replied, .refused, .merged: Hearers([.relieved], reporter: true)
        case .closed, .archived: Hearers([.relieved], reporter: true, followers: true)
        case .disputed, .reopened: Hearers([.owing], reporter: true, followers: true)
        case .unmerged: Hearers([.owing], reporter: true)
        // What became of their own message, as far as `EventDetails.isToldToReporter` says.
        case .answered, .added, .counterReplied: Hearers([.owing])
        case .reminded, .overdue: Hearers([.owing])
        // Of its steps the reporter hears those of `EventDetails.isStepForReporter`.
        case .escalated: Hearers([.ladder])
        // Nobody owes more or less: the desk goes on, the body reads it in its application, the next notice has the new date.
        case .verified, .confirmed, .rated, .rescheduled: Hearers()
        }
    }
}

extension EventDetails {
    /// Whether the reporter hears of what `event` tells with these details.
    package func isToldToReporter(_ event: CaseEvent) -> Bool {
        switch event {
        case .escalated: !isAboutFiling && isStepForReporter
        // Who contests a filing hears once who looks at it, and until when: a program would answer each time.
        case .added: isContesting || taken != nil
        case .answered, .counterReplied: taken != nil
        default: event.hearers.reporter
        }
    }

    /// Whether its words are the first against a filing that nobody has decided on since: they start the clock.
    private var isContesting: Bool { isAboutFiling && clocks != nil }

    /// Whether it is about a case that is filed and stays so.
    package var isAboutFiling: Bool { status == .arsip }

    /// The body or desk that it is about. What was filed before anybody had it is the national desk's.
    package var concerned: String? { body ?? coordinator ?? (isAboutFiling ? Body.nationalDesk : nil) }

    /// Of a way up the reporter hears that somebody above the body has the case now, once for each height, that the way to the
    /// Ombudsman is open, and that their own consent was taken.
    private var isStepForReporter: Bool {
        switch level {
        case .ombudsman: clock != nil || role == .reporter
        // A request to file it changes nothing until the coordinator decides.
        case .coordinator, .national: role != .reporter && cause == nil && !isReachedByOther
        case .head, nil: false
        }
    }

    /// Whether another clock of the case has brought it so high already.
    private var isReachedByOther: Bool {
        guard let clock, let step, let clocks else { return false }
        return clocks.contains { $0.clock != clock && $0.clock.hasLadder && $0.step >= step }
    }

    /// The places whose officers hear of `event`, each by what it means for it; the ladder's are found by the register of officers.
    package func places(hearing event: CaseEvent) -> [(means: Hearers.Officers, place: String)] {
        Hearers.Officers.allCases.filter(event.hearers.officers.contains).compactMap { means in
            place(means, event).map { (means, $0) }
        }
    }

    private func place(_ means: Hearers.Officers, _ event: CaseEvent) -> String? {
        switch means {
        case .owing where event == .unrouted: coordinator ?? body
        // It goes back from who held it.
        case .owing where event == .released: body
        case .owing: heldAt ?? concerned
        case .relieved: heldAt ?? body ?? coordinator
        case .former: former
        case .ladder: nil
        }
    }
}
