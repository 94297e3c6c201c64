import Complaints
import Contract
import Postgres
import Rabbit
import Shared
import Store

/// One submission on its way to become a complaint. An object, because it is passed on often and has many fields.
final class IntakeItem: Sendable {
    let submission: AcceptedSubmission
    /// When it was taken from the queue.
    let receivedAt: Instant
    /// Whether the broker delivered it before: then its event may be missing although it is stored.
    let redelivered: Bool

    init(submission: AcceptedSubmission, receivedAt: Instant, redelivered: Bool) {
        self.submission = submission
        self.receivedAt = receivedAt
        self.redelivered = redelivered
    }
}

/// Decides what becomes of each submission: a new complaint, an answer, or nothing because it is known.
struct IntakeStage: Stage, ~Copyable {
    let inputIsOurs = false
    private let decoder = SubmissionDecoder()
    private let decider: IntakeDecider
    private let now: @Sendable () -> Instant
    private var session: DatabaseSession
    private var receipts = OutboxReceipts()

    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(_ session: consuming DatabaseSession, now: @escaping @Sendable () -> Instant) throws(StageFailure) {
        var session = session
        decider = IntakeDecider(key: try session.read(DeploymentTable.codeKey))
        self.session = session
        self.now = now
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<IntakeItem>] {
        let now = now()
        let check = SubmissionCheck(now: now, routedChannel: delivery.routedChannel)
        let entries = decoder.decode(
            delivery.body, contentType: delivery.properties.contentType,
            contentEncoding: delivery.properties.contentEncoding, check: check)
        return entries.map { entry in
            entry.map { IntakeItem(submission: $0, receivedAt: now, redelivered: delivery.redelivered) }
        }
    }

    mutating func handle(_ items: ArraySlice<IntakeItem>) throws(StageFailure) -> [Verdict] {
        let now = now()
        let (complaints, positions) = decider.complaints(items)
        let answers = try answers(complaints)
        let receipts = receipts
        let registrations = try store(complaints, answers, at: now)
        return decider.verdicts(on: items, positions: positions, complaints, registrations, receipts: receipts)
    }

    mutating func confirmed(_ outbound: [Outbound]) {
        receipts.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        try session.rest(storing: &receipts, at: now())
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    /// The case that each of these answers, by its id; those that are reports of their own are left out.
    private mutating func answers(
        _ complaints: [NewComplaint]
    ) throws(StageFailure) -> [ComplaintID: ComplaintID] {
        let decider = decider
        let senders = complaints.compactMap { complaint in
            decider.sender(of: complaint.submission).map { (complaint.id, $0) }
        }
        guard !senders.isEmpty else { return [:] }
        let questions = try session.read { connection throws(PostgresError) in
            try OpenQuestions.questions(to: senders.map(\.1), &connection)
        }
        return Dictionary(senders.compactMap { id, sender in questions[sender.hash].map { (id, $0) } }) { $1 }
    }

    /// Stores what is not known, each with identity and journal row, in one transaction.
    private mutating func store(
        _ complaints: [NewComplaint], _ answers: [ComplaintID: ComplaintID], at now: Instant
    ) throws(StageFailure) -> [Registration] {
        try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            let claimed = try SubmissionTable.claim(complaints, answering: answers, &connection)
            let new = complaints.filter { claimed.contains($0.submission.key) }
            let messages = try IntakeRows(new.filter { answers[$0.id] == nil }).store(&connection, at: now)
            try Correspondence.keep(new, answering: answers, &connection)
            let others = claimed.count < complaints.count
            let known = try SubmissionTable.known(
                others ? complaints.filter { !claimed.contains($0.submission.key) } : [], &connection)
            return complaints.compactMap { complaint in
                known[complaint.submission.key].map(Registration.duplicate)
                    ?? messages[complaint.id].map(Registration.new)
                    ?? answers[complaint.id].map(Registration.answer)
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
