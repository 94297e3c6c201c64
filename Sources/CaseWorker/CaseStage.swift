import Complaints
import Contract
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
}

/// Carries out commands: by the state machine, each once.
///
/// What the state machine does not allow is an answer to the sender, not a parked message: the message is sound.
struct CaseStage<Store: CaseStore & ~Copyable>: Stage, ~Copyable {
    /// Commands come from other people's applications.
    let inputIsOurs = false
    private let decoder = CaseCommandDecoder()
    private let now: @Sendable () -> Instant
    private var store: Store
    private var receipts = OutboxReceipts()

    init(store: consuming Store, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.now = now
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<CaseItem>] {
        let properties = delivery.properties
        // Who may only send commands must not feed the pipeline's other queues with answers.
        let replyTo = properties.replyTo.flatMap { Topology.queueNames.contains($0) ? nil : $0 }
        return decoder.decode(delivery.body, routingKey: delivery.routingKey).map { part in
            let item = part.content.map {
                CaseItem(command: $0, replyTo: replyTo, correlationID: properties.correlationID)
            }
            return Entry(item, index: part.index)
        }
    }

    mutating func handle(_ items: ArraySlice<CaseItem>) throws(StageFailure) -> [Verdict] {
        let now = now()
        let results = try store.carryOut(items.map(\.command), strikingOff: receipts, at: now)
        receipts = OutboxReceipts()
        return zip(items, results).map { item, result in
            .passAll(result.events.map(\.outbound) + [answer(to: item, result.outcome, at: now)].compactMap(\.self))
        }
    }

    mutating func confirmed(_ outbound: [Outbound]) {
        receipts.add(outbound)
    }

    mutating func idle() throws(StageFailure) {
        guard !receipts.isEmpty else { return try store.check(at: .now) }
        try store.strikeOff(receipts)
        receipts = OutboxReceipts()
    }

    mutating func reopen() throws(StageFailure) { try store.reopen() }

    private func answer(to item: CaseItem, _ outcome: CommandOutcome, at now: Instant) -> Outbound? {
        item.replyTo.map {
            Outbound(
                routingKey: $0, messageID: "command:\(outcome.key)", json: outcome.json(at: now),
                to: .sender(correlationID: item.correlationID))
        }
    }
}
