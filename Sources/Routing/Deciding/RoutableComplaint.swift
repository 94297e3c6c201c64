package import Complaints

/// A complaint that routing is asked for, as it is stored.
package struct RoutableComplaint: Sendable {
    package var id: ComplaintID
    /// Tracking code.
    package var code: String
    package var version: Int
    /// Its version when routing was asked for.
    package var requested: Int
    /// What the reporter sent.
    package var report: ReportFacts
    package var kind: ReportKind
    package var submittedAt: Instant
    package var receivedAt: Instant
    /// Rahasia.
    package var isConfidential = false
    /// Anonim.
    package var isAnonymous = false
    /// What its journal tells, when it comes back or has moved on.
    package var state: CaseState?
    /// The first event after routing was asked for, when nothing followed it.
    package var step: JournalEntry?
    /// The row of the outbox that holds this event; nil: the broker has it.
    package var held: Int64?
    /// Bodies that had it so far.
    package var hops = 0
    /// Those of them that refused it, oldest first.
    package var refusals: [Refusal] = []
    /// What the reporter answered to questions, oldest first.
    package var answers: [String] = []

    /// A complaint of which only its own row is known.
    package init(
        id: ComplaintID, code: String, version: Int, requested: Int, report: ReportFacts,
        kind: ReportKind, submittedAt: Instant, receivedAt: Instant
    ) {
        self.id = id
        self.code = code
        self.version = version
        self.requested = requested
        self.report = report
        self.kind = kind
        self.submittedAt = submittedAt
        self.receivedAt = receivedAt
    }

    /// When its clocks start: a channel's clock that runs ahead must not lengthen a legal term.
    package var startedAt: Instant { min(submittedAt, receivedAt) }

    /// Whether anything has happened to it since routing was asked for.
    package var hasMoved: Bool { version > requested }

    /// Whether nobody has routed it, though people or clocks may have done something else to it meanwhile.
    package var waits: Bool { version == requested || hasMoved && state?.awaitsRouting == true }

    /// The decision of earlier, when the complaint has not moved since.
    package var decidedBefore: JournalEntry? { waits || version != requested + 1 ? nil : step }
}

/// A decision with its deadlines, ready to be stored and announced. An object, because it is passed on often and has
/// many fields.
package final class RoutedComplaint: Sendable {
    package let complaint: RoutableComplaint
    package let decision: RoutingDecision
    /// Hops including this one, if it is one.
    package let hop: Int
    /// All its clocks from now on.
    package let clocks: [RunningClock]
    /// The incident that an earlier complaint reported, if this one reports the same.
    package let incident: IncidentMatch?
    /// The row of its journal.
    package let entry: JournalEntry

    package init(
        _ complaint: RoutableComplaint, _ decision: RoutingDecision, hop: Int, clocks: [RunningClock],
        incident: IncidentMatch? = nil, entry: JournalEntry
    ) {
        self.complaint = complaint
        self.decision = decision
        self.hop = hop
        self.clocks = clocks
        self.incident = incident
        self.entry = entry
    }

    /// The same, knowing the incident.
    package func reporting(_ incident: IncidentMatch) -> RoutedComplaint {
        var details = entry.details
        details.reasoning?.incident = incident.id
        let entry = JournalEntry(
            complaint: entry.complaint, version: entry.version, event: entry.event, at: entry.at, actor: entry.actor,
            details: details, channel: entry.channel)
        return RoutedComplaint(complaint, decision, hop: hop, clocks: clocks, incident: incident, entry: entry)
    }

    package var status: CaseStatus { decision.event.status ?? .belumTerverifikasi }
    package var nextStepAt: Instant? { clocks.compactMap(\.next).min() }

    /// When a clock runs out, if it runs.
    package func due(of clock: DeadlineClock) -> Instant? { clocks.first { $0.clock == clock }?.due }
}
