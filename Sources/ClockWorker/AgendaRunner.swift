import Complaints
import Shared
import Store

/// Lets the clocks of cases speak: stores what they say, announces it, strikes it off the outbox.
///
/// Any number of copies work side by side: a case is locked by the one that takes it, and each step of its clocks is a
/// version of its journal, so nothing is said twice. Deadlines of an older calendar are computed again before they may
/// speak.
struct AgendaRunner: ~Copyable {
    /// What a turn has done.
    struct Turn: Sendable {
        /// Steps that clocks took.
        var steps = 0
        /// Cases whose deadlines moved.
        var moved = 0
        /// Cases that were put off, because their journal cannot be continued.
        var misfits: [ReplayError] = []
        /// Events that the broker has confirmed.
        var announced = 0
        /// Whether there may be more to do at once: a case may have more to say.
        var hasMore = false
    }

    private var store: AgendaStore
    private var knowledge: ClockKnowledge?
    /// What the last turn was about.
    private var last: AgendaTask?
    /// Confirmed, and still in the outbox.
    private var receipts = OutboxReceipts()

    init(store: consuming AgendaStore) { self.store = store }

    /// One turn: at most one batch of cases.
    ///
    /// - Parameter publish: returns whether the broker has confirmed all; what it has not stays in the outbox.
    /// - Throws: `StageFailure`, and what `publish` throws.
    mutating func turn(at now: Instant, publish: ([Outbound]) throws -> Bool) throws -> Turn {
        let outlook = try store.outlook()
        guard let task = task(outlook, at: now) else {
            try idle()
            return Turn()
        }
        last = task
        let round = try store.round(task, try knowledge(outlook), at: now, strikingOff: receipts)
        receipts = OutboxReceipts()
        var turn = Turn(misfits: round.misfits, hasMore: round.taken > 0)
        switch task {
        case .fire: turn.steps = round.entries.count
        case .reschedule: turn.moved = round.entries.count
        }
        guard !round.entries.isEmpty else { return turn }
        KillPoint.committed.pass()
        guard try publish(round.entries.map(\.outbound)) else { return turn }
        KillPoint.confirmed.pass()
        for entry in round.entries { receipts.add(entry.complaint, version: entry.version) }
        turn.announced = round.entries.count
        return turn
    }

    /// Strikes off what the broker has confirmed.
    mutating func idle() throws(StageFailure) {
        try store.strikeOff(receipts)
        receipts = OutboxReceipts()
    }

    /// While a new calendar is worked in, which may take a while, what is due takes turns with it.
    private func task(_ outlook: AgendaStore.Outlook, at now: Instant) -> AgendaTask? {
        let isDue = outlook.next.map { $0 <= now } ?? false
        guard let oldest = outlook.oldestCalendar, oldest < outlook.calendar else { return isDue ? .fire : nil }
        return isDue && last == .reschedule ? .fire : .reschedule
    }

    private mutating func knowledge(_ outlook: AgendaStore.Outlook) throws(StageFailure) -> ClockKnowledge {
        if let knowledge, knowledge.calendar == outlook.calendar, knowledge.reference == outlook.reference {
            return knowledge
        }
        let fresh = try store.knowledge(outlook)
        knowledge = fresh
        return fresh
    }
}
