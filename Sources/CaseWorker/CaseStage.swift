import Complaints
import Contract
import Postgres
import Rabbit
import Shared
import Store

/// A command with whoever waits for its outcome.
struct CaseItem: Sendable {
    var command: CaseCommand
    /// The sender's queue, if it named one.
    var replyTo: String?
    /// What the sender knows the command by.
    var correlationID: String?
    /// How often it has waited for its case to be there and routed.
    var waits = 0
}

/// Carries out commands: by the state machine, each once.
///
/// What the state machine does not allow is an answer to the sender, not a parked message: the message is sound.
struct CaseStage: Stage, ~Copyable {
    /// Commands come from other people's applications.
    let inputIsOurs = false
    private let decoder = CaseCommandDecoder()
    private let now: @Sendable () -> Instant
    private var session: StageSession<CaseKnowledge>
    /// Confirmed, and still in the outbox.
    private var receipts = OutboxReceipts()

    /// How often a command that came too early waits.
    private let mostWaits: Int

    /// - Parameter patience: seconds for which a command waits that came too early.
    init(_ session: consuming StageSession<CaseKnowledge>, patience: Int, now: @escaping @Sendable () -> Instant) {
        self.session = session
        self.now = now
        mostWaits = EarlyCommand.waits(in: patience)
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<CaseItem>] {
        let properties = delivery.properties
        // Who may only send commands must not feed the pipeline's other queues with answers.
        let replyTo = properties.replyTo.flatMap { Topology.queueNames.contains($0) ? nil : $0 }
        return decoder.decode(delivery.body, routingKey: delivery.routingKey).map { entry in
            entry.map { command in
                var command = command
                command.trace = command.trace ?? delivery.trace
                return CaseItem(
                    command: command, replyTo: replyTo, correlationID: properties.correlationID,
                    waits: EarlyCommand.waits(of: properties))
            }
        }
    }

    mutating func handle(_ items: ArraySlice<CaseItem>) throws(StageFailure) -> [Verdict] {
        let now = now()
        try session.refresh(at: now)
        let (results, row) = try carryOut(items, at: now)
        return zip(items, results).map { item, result in
            if result.isEarly, item.waits < mostWaits { return .putOff(EarlyCommand.message(for: item, at: now)) }
            return .passAll(
                result.events.map { $0.outbound.held(by: row) }
                    + [answer(to: item, result.outcome, at: now)].compactMap(\.self))
        }
    }

    mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    mutating func confirmed(_ outbound: [Outbound]) {
        receipts.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        try session.rest(storing: &receipts, at: now())
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    /// Those on one case in order; one result per command, and the row of the outbox that holds their events. Cases are
    /// locked before anything is decided about them.
    private mutating func carryOut(
        _ items: ArraySlice<CaseItem>, at now: Instant
    ) throws(StageFailure) -> ([CommandResult], OutboxRow?) {
        let (knowledge, key, mostWaits) = (session.knowledge, session.codeKey, mostWaits)
        return try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            let facts = try BatchFacts(locking: items.map(\.command), calendar: knowledge.calendar, &connection)

            var batch = CommandBatch(facts, knowledge, at: now)
            let results = items.map { batch.carryOut($0.command, mayWait: $0.waits < mostWaits) }

            let row = try batch.changes.store(&connection, at: now)
            try CommandTable.store(batch.new, at: now, &connection)
            try Correspondence.store(batch.applied, at: now, &connection)
            try HopLedger.store(batch.applied, at: now, &connection)
            try OpenQuestions.answer(batch.answeredCases, at: now, &connection)
            try OpenQuestions.end(batch.endedQuestions, &connection)
            try OpenQuestions.ask(batch.askedCases, at: now, key: key, &connection)
            return (results, row)
        }
    }

    private func answer(to item: CaseItem, _ outcome: CommandOutcome, at now: Instant) -> Outbound? {
        item.replyTo.map {
            var message = Outbound(
                routingKey: $0, messageID: "command:\(outcome.key)", json: outcome.json(at: now),
                to: .sender(correlationID: item.correlationID))
            message.trace = item.command.trace
            return message
        }
    }
}
