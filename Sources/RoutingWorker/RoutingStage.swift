import Complaints
import Contract
import Postgres
import Rabbit
import Routing
import Shared
import Store

/// An event that asks for routing.
struct RoutingItem: Sendable {
    var message: CaseEventMessage
    /// Whether the broker delivered it before: then its answer may be missing although it is stored.
    var redelivered: Bool
}

/// Decides who must answer each registered complaint, and each that comes back.
struct RoutingStage: Stage, ~Copyable {
    let inputIsOurs = true
    private let decoder = CaseEventDecoder(reading: .event)
    private let now: @Sendable () -> Instant
    private var session: StageSession<RoutingKnowledge>
    private var receipts = OutboxReceipts()

    init(_ session: consuming StageSession<RoutingKnowledge>, now: @escaping @Sendable () -> Instant) {
        self.session = session
        self.now = now
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<RoutingItem>] {
        decoder.decode(delivery.body).map { entry in
            entry.map { RoutingItem(message: $0, redelivered: delivery.redelivered) }
        }
    }

    mutating func handle(_ items: ArraySlice<RoutingItem>) throws(StageFailure) -> [Verdict] {
        let now = now()
        try session.refresh(at: now)
        let requests = RoutingRequests(RoutingVerdicts.requests(items))
        let found = try session.read { connection throws(PostgresError) in try requests.read(&connection) }
        let decider = RoutingDecider(knowledge: session.knowledge)
        let traces = RoutingVerdicts.traces(items)
        let unmatched = Set(items.filter { $0.message.details.unmatched != nil }.map(\.message.complaint))
        let decided = found.filter(\.waits).map {
            decider.decide($0, at: now, trace: traces[$0.id], isUnmatched: unmatched.contains($0.id))
        }
        let receipts = receipts
        let messages = try store(decided, at: now)
        return RoutingVerdicts(found, announcing: messages, receipts: receipts).of(items)
    }

    mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    mutating func confirmed(_ outbound: [Outbound]) {
        receipts.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        try session.rest(storing: &receipts, at: now())
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    /// Stores decisions in one transaction. What an earlier complaint reported is known only there: two workers
    /// with reports of the same thing wait for each other's keys.
    ///
    /// - Returns: the message that announces each decision.
    private mutating func store(
        _ decided: [RoutingDecider.Decided], at now: Instant
    ) throws(StageFailure) -> [ComplaintID: Outbound] {
        guard !decided.isEmpty || receipts.isDue(at: now) else { return [:] }
        let matching = IncidentMatching(decided.compactMap(\.report))
        let calendar = session.knowledge.calendar
        return try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            let owners = try IncidentTable.claim(matching.keys, at: now, &connection)
            let earlier = try IncidentTable.read(
                matching.candidates(owners), knowing: matching.texts, &connection)
            let incidents = matching.matches(owners, earlier)
            let linked = decided.map(\.step).map { step in incidents[step.complaint.id].map(step.reporting) ?? step }
            return try RoutingRows(linked, calendar: calendar).store(&connection, at: now)
        }
    }
}
