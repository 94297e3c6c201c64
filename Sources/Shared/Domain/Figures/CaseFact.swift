/// A case's measures as they stood from one event of its journal to the next: what every figure is counted from.
public struct CaseFact: Sendable, Equatable {
    /// The complaint.
    public var complaint: ComplaintID
    /// Its version.
    public var version: Int
    /// Since when this held.
    public var from: Instant
    /// Until when, that moment not included; nil: it still holds.
    public var until: Instant?
    /// What happened at `from`.
    public var event: CaseEvent
    /// The day of submission where the case is.
    public var cohortDate: CivilDate
    /// The day of the event where the case is.
    public var eventDate: CivilDate
    /// Kemendagri code of the place.
    public var region: String?
    /// Who must act, or acted last: the body that holds the case, the body that has it, or the desk.
    public var body: String?
    /// Whom the event is about: who replied, who refused, who got it.
    public var eventBody: String?
    /// Whether a coordinator must act, not the body itself.
    public var isAtDesk: Bool
    /// Code of the category.
    public var category: String?
    /// What the report is.
    public var kind: ReportKind
    /// Berkadar pengawasan.
    public var isSupervised: Bool
    /// Channel it came by.
    public var channel: String
    /// Where it stands.
    public var status: CaseStatus
    /// Why it was closed or filed.
    public var cause: String?
    /// Bodies that have had it.
    public var hops: Int
    /// Times a body refused it.
    public var refusals: Int
    /// Working days until the first reply.
    public var firstReplyDays: Int?
    /// Working days until the last closing.
    public var completionDays: Int?
    /// Whether a legal deadline was ever missed.
    public var wasOverdue: Bool
    /// Whether a legal deadline has passed and the case still waits.
    public var isOverdue: Bool
    /// Times it was taken up again.
    public var reopenings: Int
    /// Objections of the reporter.
    public var disputes: Int
    /// Whether the reporter has confirmed the closing.
    public var isConfirmed: Bool
    /// Stars given by the reporter.
    public var stars: Int?
    /// Whether it follows another case.
    public var isMerged: Bool
    /// Whether it was answered with words pasted into many cases.
    public var isPasted: Bool
    /// Questions to the reporter.
    public var questions: Int
}

extension CaseFact {
    /// The measures of `state`, which `entry` has led to.
    ///
    /// - Parameter from: the moment of the entry, or of a later one before it: clocks of machines differ.
    public init(_ state: CaseState, after entry: JournalEntry, from: Instant) {
        complaint = state.id
        version = state.version
        self.from = from
        event = entry.event
        cohortDate = state.zone.date(at: state.submittedAt)
        eventDate = state.zone.date(at: entry.at)
        region = state.region
        body = state.heldAt ?? state.body ?? state.desk
        eventBody = entry.details.body ?? entry.details.coordinator ?? body
        isAtDesk = state.body == nil || state.heldAt != nil
        category = state.category
        kind = state.kind
        isSupervised = state.isSupervised
        channel = state.channel
        status = state.status
        cause = state.status.isOpen ? nil : state.cause
        hops = state.hop
        refusals = state.refusals.count
        firstReplyDays = state.firstReplyDays
        completionDays = state.status == .selesai ? state.completionDays : nil
        wasOverdue = state.wasOverdue
        isOverdue = state.isOverdue
        reopenings = state.reopenings
        disputes = state.disputes
        isConfirmed = state.isConfirmed
        stars = state.stars
        isMerged = state.mergedInto != nil
        isPasted = state.isPasted
        questions = state.questions
    }

    /// All that a journal tells, version by version, the present last.
    ///
    /// - Parameter entries: all rows of one complaint, oldest first; at least one.
    /// - Throws: `ReplayError`.
    public static func history(of entries: some Collection<JournalEntry>) throws(ReplayError) -> [CaseFact] {
        try fold(entries).facts
    }

    /// The same, and the case as it stands.
    static func fold(
        _ entries: some Collection<JournalEntry>
    ) throws(ReplayError) -> (state: CaseState, facts: [CaseFact]) {
        var state = CaseState(id: entries.first?.complaint ?? ComplaintID(high: 0, low: 0))
        var facts: [CaseFact] = []
        facts.reserveCapacity(entries.count)
        for entry in entries {
            try state.apply(entry)
            let from = max(entry.at, facts.last?.from ?? entry.at)
            if !facts.isEmpty { facts[facts.count - 1].until = from }
            facts.append(CaseFact(state, after: entry, from: from))
        }
        return (state, facts)
    }
}
