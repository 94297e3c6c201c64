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
    /// Whether it was overdue only while others had it than who has it now.
    package var wasOverdueElsewhere = false
    /// Whether a legal deadline has passed and the case still waits.
    package var isOverdue = false
    /// Times it was taken up again.
    package var reopenings = 0
    package var disputes = 0
    /// Whether its reporter objected only to closings of others than who has it now.
    package var isDisputedElsewhere = false
    package var isConfirmed = false
    package var stars: Int?
    /// What the application of their channel said for the reporter, who did not prove themselves.
    package var byChannel: Set<SpokenFor> = []
    package var isMerged = false
    /// Whether it was answered with words pasted into many cases.
    package var isPasted = false
    package var questions = 0
    /// Whether it is filed, its reporter says that this is wrong, and nobody has decided on that.
    package var isContested = false
    /// Whether its reporter was asked some time after the closing whether it is really solved.
    package var isAskedAgain = false
    /// What they answered; nil: nothing.
    package var holds: Bool?
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
        isContested = state.contestedAt != nil
    }

    /// The case as it stands, and all that its journal tells, version by version, the present last.
    ///
    /// - Parameter entries: all rows of one complaint, oldest first; at least one.
    package static func fold(
        _ entries: some Collection<JournalEntry>
    ) throws(ReplayError) -> (state: CaseState, facts: [CaseFact]) {
        var state = CaseState(id: entries.first?.complaint ?? ComplaintID(high: 0, low: 0))
        var facts: [CaseFact] = []
        var (closings, counted, blame, spoken) = (Closings(), CountedDeadlines(), Blame(), SpokenWords())
        var survey = Survey()
        facts.reserveCapacity(entries.count)
        for entry in entries {
            let (before, wasAsked) = (SettledDeadlines.Before(state), state.isAskedAgain)
            try state.apply(entry)
            let from = max(entry.at, facts.last?.from ?? entry.at)
            if !facts.isEmpty { facts[facts.count - 1].until = from }
            var fact = CaseFact(state, after: entry, from: from)
            closings.take(entry)
            (fact.closings, fact.secondClosingDays) = (closings.count, closings.secondAfter)
            fact.settled = counted.take(SettledDeadlines(entry, from: before, to: state))
            blame.take(entry, from: before, to: state)
            spoken.take(entry, to: state)
            fact.byChannel = spoken.all
            survey.take(entry, wasAsked)
            (fact.isAskedAgain, fact.holds) = (survey.isAsked, survey.holds)
            fact.wasOverdueElsewhere = blame.late.isElsewhere(fact.body)
            fact.isDisputedElsewhere = blame.disputed.isElsewhere(fact.body)
            facts.append(fact)
        }
        return (state, facts)
    }
}

/// Whether an end holds, as its reporter says themselves when asked some time after it: the answer to the last question. What a channel
/// says for them is counted apart.
private struct Survey {
    private(set) var isAsked = false
    private(set) var holds: Bool?

    /// - Parameter isOpen: whether the question was open before the event.
    mutating func take(_ entry: JournalEntry, _ isOpen: Bool) {
        let isTheirs = isOpen && entry.details.proof?.reporter != .channel
        switch entry.event {
        case .askedAgain: (isAsked, holds) = (true, nil)
        case .confirmed where isTheirs: holds = true
        case .disputed where isTheirs: holds = false
        default: break
        }
    }
}

/// What a channel may say for its reporter, and figures count apart.
package enum SpokenFor: String, Hashable, CaseIterable, Sendable {
    case rating
    case confirmation
    case objection
}

/// What of it holds of a case.
private struct SpokenWords {
    private(set) var all: Set<SpokenFor> = []
    /// What they have said themselves: no channel says it for them afterwards.
    private var own: Set<SpokenFor> = []

    mutating func take(_ entry: JournalEntry, to after: CaseState) {
        let isByChannel = entry.details.proof?.reporter == .channel
        switch entry.event {
        case .rated: note(.rating, isByChannel)
        case .confirmed: note(.confirmation, isByChannel)
        case .disputed: note(.objection, isByChannel)
        default: break
        }
        if after.stars == nil { forget(.rating) }
        if !after.isConfirmed { forget(.confirmation) }
    }

    private mutating func note(_ word: SpokenFor, _ isByChannel: Bool) {
        if !isByChannel {
            own.insert(word)
            all.remove(word)
        } else if !own.contains(word) {
            all.insert(word)
        }
    }

    private mutating func forget(_ word: SpokenFor) {
        own.remove(word)
        all.remove(word)
    }
}

/// With whom a case was late, and whose closings its reporter objected to: that stays theirs, whoever gets the case.
private struct Blame {
    struct Holders {
        private(set) var bodies: Set<String?> = []

        mutating func add(_ body: String?) { bodies.insert(body) }

        /// Whether it was others alone.
        func isElsewhere(_ body: String?) -> Bool { !bodies.isEmpty && !bodies.contains(body) }
    }

    private(set) var late = Holders()
    private(set) var disputed = Holders()

    mutating func take(_ entry: JournalEntry, from before: SettledDeadlines.Before, to after: CaseState) {
        if after.missed.count > before.missed { late.add(before.body) }
        if entry.event == .disputed { disputed.add(before.body) }
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
