/// What an event says besides its name: the journal's data, typed. What an event does not say is nil.
///
/// An event carries results, not reasons to compute them again: clocks with their deadlines, working days taken. So the
/// journal replays to the same state and the same figures whatever calendar, rules or program read it later.
public struct EventDetails: Sendable, Equatable {
    /// A deadline that moved because calendar or rules changed.
    public struct Move: Sendable, Equatable {
        /// The clock.
        public var clock: DeadlineClock
        /// When it was due.
        public var before: Instant
        /// When it is due now.
        public var after: Instant

        /// A move.
        public init(clock: DeadlineClock, before: Instant, after: Instant) {
            self.clock = clock
            self.before = before
            self.after = after
        }
    }

    /// Nothing.
    public init() {}

    // MARK: The report (registered, verified, assigned, unrouted)

    /// Tracking code.
    public var code: String?
    /// Channel it came by.
    public var channel: String?
    /// What the citizen says it is.
    public var kind: ReportKind?
    /// When it was submitted, if that was not when it was stored.
    public var submittedAt: Instant?
    /// Kemendagri code of the place.
    public var region: String?
    /// Code of the category.
    public var category: String?
    /// Legal time of the place.
    public var zone: IndonesianZone?
    /// Berkadar pengawasan.
    public var isSupervised: Bool?
    /// Danger to life.
    public var isUrgent: Bool?

    // MARK: Where it is

    /// Where the case stands afterwards, when the event's name does not say it.
    public var status: CaseStatus?
    /// Bodies that have had it, this one included.
    public var hop: Int?
    /// The body that must answer, or that refused, or that the case goes to.
    public var body: String?
    /// The desk that must verify.
    public var coordinator: String?
    /// The body above that holds the case because `body` cannot act.
    public var heldAt: String?
    /// Whose business it is, says the body that refused.
    public var suggested: String?
    /// Whether the assignment binds.
    public var isBinding: Bool?
    /// Code of the case that this one follows.
    public var into: String?

    // MARK: Who and why

    /// In what role the actor acted; nil: a worker of the pipeline.
    public var role: CaseRole?
    /// Why, in words for people.
    public var reason: String?
    /// Why, as a code: `officer`, `reporter`, `silence` (closed); `no_answer`, `spam`, … (archived).
    public var cause: String?
    /// Whether the reporter agrees to a hand-over to the Ombudsman.
    public var consent: Bool?
    /// Stars, one to five.
    public var stars: Int?
    /// Further cases that got the very same words from the same body.
    public var pasted: Int?

    // MARK: Clocks

    /// All clocks that run or are paused after the event; nil: unchanged.
    public var clocks: [RunningClock]?
    /// The clock that speaks.
    public var clock: DeadlineClock?
    /// Which of its steps.
    public var step: ClockStep?
    /// When it is, or was, due.
    public var due: Instant?
    /// Whom an escalation goes to: head, coordinator, national, ombudsman.
    public var level: EscalationLevel?
    /// Until when it had to be verified (assigned).
    public var verifyDue: Instant?
    /// Working days taken: until the first reply, or the closing.
    public var workingDays: Int?
    /// Deadlines that moved.
    public var moves: [Move]?
}

/// Whom a case is handed up to; raw values are the contract's words.
public enum EscalationLevel: String, Hashable, CaseIterable, Sendable {
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
public struct JournalEntry: Sendable, Equatable {
    /// The complaint.
    public var complaint: ComplaintID
    /// Its version after the event.
    public var version: Int
    /// What happened.
    public var event: CaseEvent
    /// When.
    public var at: Instant
    /// Name of the account or worker.
    public var actor: String
    /// What it says.
    public var details: EventDetails

    /// A row.
    public init(
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
