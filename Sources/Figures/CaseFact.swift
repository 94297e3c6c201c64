package import Complaints

/// A case's measures as they stood from one event of its journal to the next: what every figure is counted from.
package struct CaseFact: Sendable, Equatable {
    package var complaint: ComplaintID
    package var version: Int
    /// Since when this held.
    package var from: Instant
    /// Until when, that moment not included; nil: it still holds.
    package var until: Instant?
    package var event: CaseEvent
    /// The day of submission where the case is.
    package var cohortDate: CivilDate
    /// The day of the event where the case is.
    package var eventDate: CivilDate
    /// Kemendagri code of the place.
    package var region: String?
    /// Who must act, or acted last: the body that holds the case, the body that has it, or the desk.
    package var body: String?
    /// Whom the event is about: who replied, who refused, who got it.
    package var eventBody: String?
    /// Whether a coordinator must act, not the body itself.
    package var isAtDesk = false
    package var category: String?
    package var kind: ReportKind
    /// Berkadar pengawasan.
    package var isMisconduct = false
    package var channel: String
    package var status: CaseStatus
    package var cause: String?
    /// Bodies that have had it.
    package var hops = 0
    package var refusals = 0
    /// Working days until the first reply.
    package var firstReplyDays: Int?
    /// Working days until the last closing.
    package var completionDays: Int?
    package var wasOverdue = false
    /// Whether a legal deadline has passed and the case still waits.
    package var isOverdue = false
    /// Times it was taken up again.
    package var reopenings = 0
    package var disputes = 0
    package var isConfirmed = false
    package var stars: Int?
    package var isMerged = false
    /// Whether it was answered with words pasted into many cases.
    package var isPasted = false
    package var questions = 0
    /// Times it was closed.
    package var closings = 0
    /// Working days from the first closing to the second.
    package var secondClosingDays: Int?
    /// The deadlines that the event settled; nil: none.
    package var settled: SettledDeadlines?

    package init(
        _ complaint: ComplaintID, version: Int, from: Instant, event: CaseEvent, cohortDate: CivilDate,
        eventDate: CivilDate, kind: ReportKind, channel: String, status: CaseStatus
    ) {
        self.complaint = complaint
        self.version = version
        self.from = from
        self.event = event
        self.cohortDate = cohortDate
        self.eventDate = eventDate
        self.kind = kind
        self.channel = channel
        self.status = status
    }
}

extension CaseFact {
    /// The measures of `state`, which `entry` has led to.
    ///
    /// - Parameter from: the moment of the entry, or of a later one before it: clocks of machines differ.
    package init(_ state: CaseState, after entry: JournalEntry, from: Instant) {
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
        isMisconduct = state.isMisconduct
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

    /// The case as it stands, and all that its journal tells, version by version, the present last.
    ///
    /// - Parameter entries: all rows of one complaint, oldest first; at least one.
    package static func fold(
        _ entries: some Collection<JournalEntry>
    ) throws(ReplayError) -> (state: CaseState, facts: [CaseFact]) {
        var state = CaseState(id: entries.first?.complaint ?? ComplaintID(high: 0, low: 0))
        var facts: [CaseFact] = []
        var closings = Closings()
        facts.reserveCapacity(entries.count)
        for entry in entries {
            let before = SettledDeadlines.Before(state)
            try state.apply(entry)
            let from = max(entry.at, facts.last?.from ?? entry.at)
            if !facts.isEmpty { facts[facts.count - 1].until = from }
            var fact = CaseFact(state, after: entry, from: from)
            closings.take(entry)
            (fact.closings, fact.secondClosingDays) = (closings.count, closings.secondAfter)
            fact.settled = SettledDeadlines(entry, from: before, to: state)
            facts.append(fact)
        }
        return (state, facts)
    }
}

/// How often a case was closed, and how long the first closing did not hold.
private struct Closings {
    private(set) var count = 0
    /// Working days from the first to the second.
    private(set) var secondAfter: Int?
    private var first: Int?

    /// Both closings say how many days the case had taken by then.
    mutating func take(_ entry: JournalEntry) {
        guard entry.event == .closed else { return }
        count += 1
        if count == 1 { first = entry.details.workingDays }
        guard count == 2, let first, let second = entry.details.workingDays else { return }
        secondAfter = max(0, second - first)
    }
}
