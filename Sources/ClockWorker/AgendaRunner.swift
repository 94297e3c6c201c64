import Complaints
import Postgres
import Shared
import Store

/// Lets the clocks of cases speak: stores what they say, announces it, strikes it off the outbox.
///
/// Any number of copies work side by side: a case is locked by the one that takes it, and each step of its clocks is a
/// version of its journal, so nothing is said twice. Deadlines of an older calendar are computed again before they may
/// speak.
struct AgendaRunner: ~Copyable {
    struct Turn: Sendable {
        var steps = 0
        var moved = 0
        /// Cases that were put off, because their journal cannot be continued.
        var misfits: [ReplayError] = []
        /// Events that the broker has confirmed.
        var announced = 0
        /// Whether there may be more to do at once: a case may have more to say.
        var hasMore = false
    }

    private static let batch = 500
    /// Seconds until a case whose journal cannot be continued is looked at again.
    private static let patience: Int64 = 3600
    private var session: DatabaseSession
    /// Whether the store lives by a scenario's time: it is read again once the cases are locked.
    private let isRehearsal: Bool
    private let known = SharedKnowledge<ClockKnowledge>()
    /// What the last turn was about.
    private var last: AgendaTask?
    /// Confirmed, and still in the outbox.
    private var receipts = OutboxReceipts()

    /// - Throws: `StageFailure` `unavailable`.
    init(url: String, isRehearsal: Bool) throws(StageFailure) {
        session = try DatabaseSession(url: url, name: "ClockWorker")
        self.isRehearsal = isRehearsal
    }

    /// One turn: at most one batch of cases.
    ///
    /// - Parameter publish: returns whether the broker has confirmed all; what it has not stays in the outbox.
    /// - Throws: `StageFailure`, and what `publish` throws.
    mutating func turn(at now: Instant, publish: ([Outbound]) throws -> Bool) throws -> Turn {
        let outlook = try session.read(AgendaTable.outlook)
        guard let task = AgendaTask.next(outlook, after: last, at: now) else {
            try idle(at: now)
            return Turn()
        }
        last = task
        let (round, row) = try round(task, try knowledge(), at: now)
        let entries = round.changes.entries
        var turn = Turn(misfits: round.misfits, hasMore: round.taken > 0)
        switch task {
        case .fire: turn.steps = entries.count
        case .reschedule: turn.moved = entries.count
        }
        guard !entries.isEmpty else { return turn }
        KillPoint.committed.pass()
        guard try publish(entries.map(\.outbound)) else { return turn }
        KillPoint.confirmed.pass()
        if let row { receipts.add(row, at: now) }
        turn.announced = entries.count
        return turn
    }

    /// Strikes off what the broker has confirmed.
    mutating func idle(at now: Instant) throws(StageFailure) { try session.rest(storing: &receipts, at: now) }

    /// Takes cases that no other copy has in hand, and each of them one step further; returns also the row of the outbox
    /// that holds what they say.
    private mutating func round(
        _ task: AgendaTask, _ knowledge: ClockKnowledge, at now: Instant
    ) throws(StageFailure) -> (AgendaRound, OutboxRow?) {
        let calendar = knowledge.calendar
        let isRehearsal = isRehearsal
        return try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            let ids =
                switch task {
                case .fire: try AgendaTable.lockDue(calendar: calendar, at: now, limit: Self.batch, &connection)
                case .reschedule: try AgendaTable.lockStale(calendar: calendar, limit: Self.batch, &connection)
                }
            KillPoint.collected.pass()
            let cases = try CaseTable.lock(ids, &connection)

            // A scenario may have gone on since `now`, and with it these cases: nothing happens before what led to it.
            let spoken = isRehearsal ? try StoreClock.speakingTime(&connection) : now
            var round = AgendaRound(task, knowledge, at: spoken ?? now)
            guard spoken != nil else { return (round, nil) }
            for found in ids.compactMap({ cases[$0] }) { round.advance(found) }

            let row = try round.changes.store(&connection, at: round.now)
            try AgendaRows(round.unchanged, calendar: calendar, isRecomputed: task == .reschedule).store(&connection)
            try AgendaTable.putOff(
                round.misfits.map(\.complaint), until: now.advanced(bySeconds: Self.patience), calendar: calendar,
                &connection)
            return (round, row)
        }
    }

    private mutating func knowledge() throws(StageFailure) -> ClockKnowledge {
        let known = known
        return try session.read { connection throws(PostgresError) in
            try known.current(&connection, read: ClockKnowledge.read)
        }
    }
}
