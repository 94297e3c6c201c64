import Complaints
import Contract
import Ops
import Postgres
import Rabbit
import Routing
import Shared
import Store

/// One submission on its way to become a complaint. An object, because it is passed on often and has many fields.
final class IntakeItem: Sendable {
    let submission: AcceptedSubmission
    /// When it was taken from the queue.
    let receivedAt: Instant
    /// Whether the broker delivered it before: then its event may be missing although it is stored.
    let redelivered: Bool
    /// What its sender traces it by; nil: they do not.
    let trace: TraceParent?
    /// Where its sender waits for an answer; nil: nobody does.
    let sender: ReplyAddress?
    /// The broker's account that sent it; nil: it did not say, or its words came in several messages.
    let account: String?
    /// By which key its code was told when it was taken; nil: nobody was told one.
    let codesMark: String?

    /// - Parameter trace: that of the whole message; what a submission says itself goes first.
    init(
        submission: AcceptedSubmission, receivedAt: Instant, redelivered: Bool, account: String? = nil,
        codesMark: String? = nil, trace: TraceParent? = nil, sender: ReplyAddress? = nil
    ) {
        self.submission = submission
        self.receivedAt = receivedAt
        self.redelivered = redelivered
        self.account = account
        self.codesMark = codesMark
        self.trace = submission.trace ?? trace
        self.sender = sender
    }
}

/// Decides what becomes of each submission: a new complaint, an answer, or nothing because it is known.
struct IntakeStage: Stage, ~Copyable {
    let inputIsOurs = false
    private let decoder = SubmissionDecoder()
    private(set) var decider: IntakeDecider
    let patience: IntakePatience
    let now: @Sendable () -> Instant
    var session: DatabaseSession
    var receipts = OutboxReceipts()
    let knowledge: SharedKnowledge<RoutingKnowledge>
    private var senders: KnownSenders
    private var pace: ChannelPace?
    private let ownCodes: DeploymentTable.OwnCodes

    /// - Parameters:
    ///   - knowledge: read when the first answer comes; other submissions do not need it.
    ///   - pace: that of the channel whose queue it reads alone.
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(
        _ session: consuming DatabaseSession, patience: IntakePatience = IntakePatience(),
        knowledge: SharedKnowledge<RoutingKnowledge> = SharedKnowledge(), pace: ChannelPace? = nil,
        watch: ChannelWatch = ChannelWatch(), now: @escaping @Sendable () -> Instant
    ) throws(StageFailure) {
        var session = session
        let known = try Self.known(&session, watch, at: now())
        decider = IntakeDecider(try known.codes.hashes(session.keys))
        ownCodes = known.codes
        senders = known.senders
        self.session = session
        self.patience = patience
        self.pace = pace
        self.knowledge = knowledge
        self.now = now
    }

    private static func known(
        _ session: inout DatabaseSession, _ watch: ChannelWatch, at now: Instant
    ) throws(StageFailure) -> (codes: DeploymentTable.OwnCodes, senders: KnownSenders) {
        (try session.read(DeploymentTable.ownCodes), try KnownSenders(&session, watch, at: now))
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<IntakeItem>] {
        let now = now()
        let check = SubmissionCheck(now: now, routedChannel: delivery.routedChannel)
        let entries = entries(of: delivery, check)
        let (redelivered, account, trace) = (delivery.redelivered, delivery.properties.account, delivery.trace)
        let (accounts, mark, sender) = (senders.accounts, delivery.codesMark, delivery.replyAddress)
        return entries.map { entry in
            entry.flatMap { submission in
                if let refusal = accounts.refusal(of: account, for: submission.channel) { return .failure(refusal) }
                return .success(
                    IntakeItem(
                        submission: submission, receivedAt: now, redelivered: redelivered, account: account,
                        codesMark: mark, trace: trace, sender: sender))
            }
        }
    }

    private func entries(of delivery: Delivery, _ check: SubmissionCheck) -> [Entry<AcceptedSubmission>] {
        let properties = delivery.properties
        guard CaseKeys.isEnvelope(properties.contentEncoding) else {
            return decoder.decode(
                delivery.body, contentType: properties.contentType, contentEncoding: properties.contentEncoding,
                check: check)
        }
        do throws(Rejection) {
            let body = try session.keys.opened(delivery.body, routingKey: delivery.routingKey)
            let entries = decoder.decode(
                body, contentType: properties.contentType, contentEncoding: nil, check: check)
            // What is refused of a batch is parked by itself, and would lie there in clear.
            guard entries.allSatisfy({ $0.index == nil }) else { throw .envelopeOfMany }
            return entries
        } catch {
            return [Entry(.failure(error))]
        }
    }

    mutating func handle(_ items: ArraySlice<IntakeItem>) throws(StageFailure) -> [Verdict] {
        try senders.refresh(&session, at: now())
        decider = IntakeDecider(try ownCodes.hashes(session.keys))
        let hasParts = items.contains { $0.submission.part != nil }
        let verdicts = hasParts ? try registerWithParts(items) : try register(items)
        try note(refused: items, verdicts)
        return verdicts
    }

    /// Whoever sent over HTTP has heard that their report is safe: it must be there for them to see that it is parked.
    private mutating func note(refused items: ArraySlice<IntakeItem>, _ verdicts: [Verdict]) throws(StageFailure) {
        let refused = zip(items, verdicts).filter { item, verdict in
            if case .reject = verdict { item.codesMark != nil } else { false }
        }
        guard !refused.isEmpty else { return }
        let (keys, now) = (Set(refused.map(\.0.submission.key)), now())
        try session.transaction { connection throws(PostgresError) in
            try SubmissionState.note(keys, refusedAs: .externalIDReused, at: now, &connection)
        }
    }

    /// What becomes of whole submissions.
    ///
    /// - Parameter joined: which of them were joined from parts.
    mutating func register(
        _ items: ArraySlice<IntakeItem>, joined: JoinedMessages = JoinedMessages()
    ) throws(StageFailure) -> [Verdict] {
        let now = now()
        let (decided, positions) = decider.complaints(items)
        var complaints = decided
        let found = try answers(&complaints, joined, at: now)
        let receipts = receipts
        let registrations = try store(complaints, found, joined, at: now)
        return decider.verdicts(on: items, positions: positions, complaints, registrations, receipts: receipts)
    }

    func answer(to entry: RefusedEntry, at now: Instant) -> Outbound? { entry.answer(.submission, at: now) }

    var isClosed: Bool { pace?.isClosed ?? false }

    mutating func allowance() throws(StageFailure) -> Int { try pace?.allowance(&session) ?? .max }

    mutating func settled(items: Int, parkedBytes: Int) { pace?.settled(items: items, parkedBytes: parkedBytes) }

    mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    mutating func confirmed(_ outbound: [Outbound]) {
        receipts.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        try session.rest(storing: &receipts, at: now())
        try senders.refresh(&session, at: now())
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    /// Stores what is not known, each with identity and journal row, in one transaction.
    private mutating func store(
        _ complaints: [NewComplaint], _ kept: Kept, _ joined: JoinedMessages, at now: Instant
    ) throws(StageFailure) -> [Registration] {
        let (hashes, answers, readings) = (decider.hashes, kept.answers, kept.readings)
        return try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            let unclaimed = try SubmissionTable.unclaimed(complaints, &connection)
            // Parts that intake has joined belong to the report that they make.
            let single = unclaimed.filter { answers[$0.id] == nil && joined.parts[$0.submission.key] == nil }
            let folded = try RecentSMS.fold(single, &connection)
            try SubmissionTable.claim(unclaimed, answering: answers, repeating: folded, &connection)
            let claimed = Set(unclaimed.filter { folded[$0.id] == nil }.map(\.submission.key))
            let new = complaints.filter { claimed.contains($0.submission.key) }
            let messages = try IntakeRows(new.filter { answers[$0.id] == nil }, keys: connection.keys)
                .store(&connection, at: now)
            try AsideReports.store(new, &connection)
            try Correspondence.keep(new, answering: answers, reading: Set(readings.keys), &connection)
            try ReplyReading.answer(new.compactMap { readings[$0.id] }, at: now, &connection)
            let others = claimed.count < complaints.count
            let known = try SubmissionTable.known(
                others ? complaints.filter { !claimed.contains($0.submission.key) } : [], &connection)
            try SMSPartTable.settle(joined.settled(complaints, answers, known, hashes), &connection)
            return complaints.compactMap { complaint in
                known[complaint.submission.key].map(Registration.duplicate)
                    ?? messages[complaint.id].map(Registration.new)
                    ?? answers[complaint.id].map { readings[complaint.id] == nil ? .answer(to: $0) : .reading(of: $0) }
            }
        }
    }
}

extension Delivery {
    /// The channel that the routing key `intake.<channel>` names.
    var routedChannel: String? {
        guard exchange == Topology.intakeExchange, routingKey.hasPrefix("intake.") else { return nil }
        return String(routingKey.dropFirst("intake.".count))
    }
}
