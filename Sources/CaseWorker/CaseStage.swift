import Complaints
import Contract
import Postgres
import Rabbit
import Shared
import Store
import Tokens

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
        let message = CommandMessage(delivery)
        let all = decoder.decode(delivery.body, routingKey: delivery.routingKey)
        let waiting = EarlyCommand.index(in: delivery.properties)
        let entries = waiting.map { index in all.filter { $0.index == index } } ?? all
        return (entries.isEmpty ? all : entries).map { entry in
            let index = entry.index
            return entry.map { CaseItem(command: $0.traced(by: delivery.trace), index: index, message: message) }
        }
    }

    mutating func handle(_ items: ArraySlice<CaseItem>) throws(StageFailure) -> [Verdict] {
        let now = now()
        try session.refresh(at: now)
        let (results, row) = try carryOut(items, at: now)
        return zip(items, results).map { item, result in
            if result.isEarly, item.message.waits < mostWaits {
                return .putOff(EarlyCommand.message(for: item, at: now))
            }
            return .passAll(
                result.events.map { $0.outbound.held(by: row) }
                    + [answer(to: item, result.outcome, at: now)].compactMap(\.self))
        }
    }

    func answer(to entry: RefusedEntry, at now: Instant) -> Outbound? { entry.answer(.command, at: now) }

    mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    mutating func confirmed(_ outbound: [Outbound]) {
        receipts.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        try session.rest(storing: &receipts, at: now())
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    /// Those on one case in order; one result per command, and the row of the outbox that holds their events. First it is
    /// asked who gives each; cases are locked before anything is decided about them.
    private mutating func carryOut(
        _ items: ArraySlice<CaseItem>, at now: Instant
    ) throws(StageFailure) -> ([CommandResult], OutboxRow?) {
        let (knowledge, hashes, mostWaits) = (session.knowledge, try session.hashes(), mostWaits)
        return try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            var proofs = CommandProofs(try Self.judge(of: items, at: now, &connection), knowledge.rules)
            let judged = items.map { proofs.judge($0) }
            try UsedTokenTable.accept(proofs.accepted, at: now, &connection)
            let facts = try Self.facts(of: judged, calendar: knowledge.calendar, &connection)

            var batch = CommandBatch(facts, knowledge, hashes, at: now)
            let results = zip(items, judged).map { item, command in
                batch.carryOut(command, mayWait: item.message.waits < mostWaits)
            }

            let row = try batch.changes.store(&connection, at: now)
            try CommandTable.store(batch.new, at: now, &connection)
            try SecretTries.store(batch.wrongSecrets, at: now, &connection)
            try Correspondence.store(batch.applied, at: now, &connection)
            try HopLedger.store(batch.applied, at: now, &connection)
            try OpenQuestions.answer(batch.answeredCases, at: now, &connection)
            try OpenQuestions.end(batch.endedQuestions, &connection)
            try OpenQuestions.ask(batch.askedCases, at: now, hashes, &connection)
            try OpenQuestions.awaitWords(on: batch.heardCases, at: now, hashes, &connection)
            return (results, row)
        }
    }

    /// Issuers are read anew for each batch: a key that is revoked opens nothing from then on.
    private static func judge(
        of items: ArraySlice<CaseItem>, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> TokenJudge {
        let claims = items.compactMap { try? $0.message.token.get().claims }
        guard !claims.isEmpty else { return TokenJudge(issuers: [], used: [], at: now) }
        let used = Set(claims.map { UsedToken.Key(issuer: $0.issuer, id: $0.id) })
        return TokenJudge(
            issuers: try IssuerTable.issuers(named: Set(claims.map(\.issuer)), &connection),
            used: try UsedTokenTable.known(Array(used), &connection), at: now)
    }

    private static func facts(
        of judged: [JudgedCommand], calendar: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> BatchFacts {
        let proven = judged.compactMap(\.proven)
        var facts = try BatchFacts(
            locking: proven.map(\.command), proving: proven.filter(\.needsContact).map(\.command), calendar: calendar,
            &connection)
        let refused = judged.compactMap(\.refusedKey)
        if !refused.isEmpty {
            facts.outcomes.merge(try CommandTable.settled(refused, &connection)) { first, _ in first }
        }
        return facts
    }

    private func answer(to item: CaseItem, _ outcome: CommandOutcome, at now: Instant) -> Outbound? {
        // Without a token nothing is carried out but what intake sends, and intake asks for no answer.
        guard item.message.proof != nil || outcome.refusal != nil else { return nil }
        return item.message.sender.map { $0.answer(outcome.id, outcome.json(at: now), trace: item.command.trace) }
    }
}
