/// What an event says besides its name: the journal's data, typed. What an event does not say is nil.
///
/// An event carries results, not reasons to compute them again: clocks with their deadlines, working days taken. So the
/// journal replays to the same state and the same figures whatever calendar, rules or program read it later.
package struct EventDetails: Sendable, Equatable {
    /// A deadline that moved because calendar or rules changed.
    package struct Move: Sendable, Equatable {
        package var clock: DeadlineClock
        /// When it was due.
        package var before: Instant
        /// When it is due now.
        package var after: Instant

        /// A move.
        package init(clock: DeadlineClock, before: Instant, after: Instant) {
            self.clock = clock
            self.before = before
            self.after = after
        }
    }

    /// Nothing.
    package init() {}

    // MARK: The report (registered, verified, assigned, unrouted)

    /// Tracking code.
    package var code: String?
    /// Channel it came by.
    package var channel: String?
    /// What the citizen says it is.
    package var kind: ReportKind?
    /// When it was submitted, if that was not when it was stored.
    package var submittedAt: Instant?
    /// Kemendagri code of the place.
    package var region: String?
    /// Code of the category.
    package var category: String?
    /// Legal time of the place.
    package var zone: IndonesianZone?
    /// Berkadar pengawasan.
    package var isMisconduct: Bool?
    /// Danger to life.
    package var isUrgent: Bool?

    // MARK: Where it is

    /// Where the case stands afterwards, when the event's name does not say it.
    package var status: CaseStatus?
    /// Bodies that have had it, this one included.
    package var hop: Int?
    /// The body that must answer, or that refused, or that the case goes to.
    package var body: String?
    /// The desk that must verify.
    package var coordinator: String?
    /// The body above that holds the case because `body` cannot act.
    package var heldAt: String?
    /// Whose business it is, says the body that refused.
    package var suggested: String?
    /// Whether the assignment binds.
    package var isBinding: Bool?
    /// Code of the case that this one follows.
    package var into: String?

    // MARK: Who and why

    /// In what role the actor acted; nil: a worker of the pipeline.
    package var role: CaseRole?
    /// Why, in words for people.
    package var reason: String?
    /// Why, as a code: `officer`, `reporter`, `silence` (closed); `no_answer`, `spam`, … (archived).
    package var cause: String?
    /// Whether the reporter agrees to a hand-over to the Ombudsman.
    package var consent: Bool?
    /// Stars, one to five.
    package var stars: Int?
    /// Further cases that got the very same words from the same body.
    package var pasted: Int?

    // MARK: Clocks

    /// All clocks that run or are paused after the event; nil: unchanged.
    package var clocks: [RunningClock]?
    /// The clock that speaks.
    package var clock: DeadlineClock?
    package var step: ClockStep?
    /// When it is, or was, due.
    package var due: Instant?
    /// Whom an escalation goes to: head, coordinator, national, ombudsman.
    package var level: EscalationLevel?
    /// Until when it had to be verified (assigned).
    package var verifyDue: Instant?
    /// Working days taken: until the first reply, or the closing.
    package var workingDays: Int?
    /// Deadlines that moved.
    package var moves: [Move]?
}

/// Whom a case is handed up to; raw values are the contract's words.
package enum EscalationLevel: String, Hashable, CaseIterable, Sendable {
    /// Kepala instansi: the head of the body.
    case head
    /// Admin Koordinator.
    case coordinator
    /// Admin Nasional.
    case national
    /// Ombudsman Republik Indonesia, with the reporter's consent.
    case ombudsman
}

/// A row of the journal.
package struct JournalEntry: Sendable, Equatable {
    package var complaint: ComplaintID
    /// Its version after the event.
    package var version: Int
    /// What happened.
    package var event: CaseEvent
    /// When.
    package var at: Instant
    /// Name of the account or worker.
    package var actor: String
    /// What it says.
    package var details: EventDetails

    /// A row.
    package init(
        complaint: ComplaintID, version: Int, event: CaseEvent, at: Instant, actor: String, details: EventDetails
    ) {
        self.complaint = complaint
        self.version = version
        self.event = event
        self.at = at
        self.actor = actor
        self.details = details
    }
}
