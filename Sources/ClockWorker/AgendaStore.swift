import Complaints
import Postgres
import Shared
import Store

/// The legal clocks, and the versions of what they are made from.
struct ClockKnowledge: Sendable {
    /// Version of the calendar, no newer than the clocks: deadlines that carry it are never too old unnoticed.
    var calendar: Int
    /// Version of the reference tables.
    var reference: Int
    var legal: LegalClocks
}

/// What a transaction over cases of the agenda has done.
struct AgendaRound: Sendable {
    /// Cases that were taken.
    var taken = 0
    /// The new rows of the journal, in the order in which they were due.
    var entries: [JournalEntry] = []
    /// Cases whose journal cannot be continued; they were put off.
    var misfits: [ReplayError] = []
}

/// Which cases of the agenda a transaction is about.
enum AgendaTask: Sendable {
    /// Those whose clocks have something to say: one step each.
    case fire
    /// Those whose deadlines were computed by an older calendar.
    case reschedule
}

/// The agenda, and the cases that it names.
struct AgendaStore: ~Copyable {
    /// Cases per transaction.
    static let batch = 500
    /// Seconds until a case whose journal cannot be continued is looked at again.
    static let patience: Int64 = 3600
    private var session: DatabaseSession

    /// - Throws: `StageFailure` `unavailable`.
    init(url: String) throws(StageFailure) { session = try DatabaseSession(url: url, name: "ClockWorker") }

    /// What waits, without looking at the cases.
    struct Outlook: Sendable {
        /// Version of the calendar in force.
        var calendar: Int
        /// Version of the reference tables.
        var reference: Int
        /// The oldest calendar that a case has deadlines of.
        var oldestCalendar: Int?
        /// When the clocks of a case speak next, of those that have deadlines of the calendar in force.
        var next: Instant?
    }

    mutating func outlook() throws(StageFailure) -> Outlook {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "outlook",
                """
                SELECT v.version, (SELECT value::bigint FROM deployment WHERE name = 'reference_version'),
                    (SELECT min(calendar) FROM agenda),
                    (SELECT next_at FROM agenda WHERE calendar = v.version ORDER BY next_at LIMIT 1)
                FROM (SELECT max(version) AS version FROM calendar_version) v
                """)
            return Outlook(
                calendar: Int(rows.integer(0, 0)), reference: Int(rows.integer(0, 1)),
                oldestCalendar: rows.isNull(0, 2) ? nil : Int(rows.integer(0, 2)),
                next: rows.isNull(0, 3) ? nil : Instant(microseconds: rows.microseconds(0, 3)))
        }
    }

    /// The clocks of today.
    mutating func knowledge(_ outlook: Outlook) throws(StageFailure) -> ClockKnowledge {
        try session.read { connection throws(PostgresError) in
            ClockKnowledge(
                calendar: outlook.calendar, reference: outlook.reference,
                legal: try ReferenceTables.clocks(&connection))
        }
    }

    /// Strikes off what the broker has.
    mutating func strikeOff(_ receipts: OutboxReceipts) throws(StageFailure) {
        guard !receipts.isEmpty else { return }
        try session.transaction { connection throws(PostgresError) in try receipts.store(&connection) }
    }

    /// Takes cases that no other copy has in hand, and each of them one step further, in one transaction.
    mutating func round(
        _ task: AgendaTask, _ knowledge: ClockKnowledge, at now: Instant, strikingOff receipts: OutboxReceipts
    ) throws(StageFailure) -> AgendaRound {
        try session.transaction { connection throws(PostgresError) in
            try receipts.store(&connection)
            let ids = try Self.take(task, knowledge.calendar, at: now, &connection)
            KillPoint.collected.pass()
            return try Self.advance(ids, task, knowledge, at: now, &connection)
        }
    }

    /// The case is locked with its row: whoever works on it has both or none, and nobody waits for the other.
    private static func take(
        _ task: AgendaTask, _ calendar: Int, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        let rows =
            switch task {
            case .fire:
                try connection.execute(
                    "take due",
                    """
                    SELECT a.complaint_id FROM agenda a JOIN complaint c ON c.id = a.complaint_id
                    WHERE a.calendar = $1 AND a.next_at <= $2 ORDER BY a.next_at LIMIT $3 FOR UPDATE SKIP LOCKED
                    """,
                    [
                        .integer(Int32(calendar)), .instant(now),
                        .bigint(Int64(batch)),
                    ])
            case .reschedule:
                try connection.execute(
                    "take stale",
                    """
                    SELECT a.complaint_id FROM agenda a JOIN complaint c ON c.id = a.complaint_id
                    WHERE a.calendar < $1 ORDER BY a.calendar, a.next_at LIMIT $2 FOR UPDATE SKIP LOCKED
                    """, [.integer(Int32(calendar)), .bigint(Int64(batch))])
            }
        return (0..<rows.count).map { rows.complaintID($0, 0) }
    }

    private static func advance(
        _ ids: [ComplaintID], _ task: AgendaTask, _ knowledge: ClockKnowledge, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> AgendaRound {
        let cases = try CaseTable.lock(ids, &connection)
        var round = AgendaRound(taken: ids.count)
        let isRecomputed = task == .reschedule
        var changes = CaseChanges(calendar: knowledge.calendar, isRecomputed: isRecomputed)
        var unchanged: [CaseState] = []
        for id in ids {
            guard let found = cases[id] else { continue }
            do throws(ReplayError) {
                let locked = try found.get()
                if let step = try task.step(of: locked.state, at: now, knowledge.legal) {
                    _ = try changes.add(step, to: locked, at: now, actor: "ClockWorker")
                } else {
                    unchanged.append(locked.state)
                }
            } catch {
                round.misfits.append(error)
            }
        }
        try changes.store(&connection, at: now)
        try AgendaRows(unchanged, calendar: knowledge.calendar, isRecomputed: isRecomputed).store(&connection)
        try putOff(round.misfits, knowledge.calendar, at: now, &connection)
        round.entries = changes.entries
        return round
    }

    private static func putOff(
        _ misfits: [ReplayError], _ calendar: Int, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !misfits.isEmpty else { return }
        try connection.execute(
            "put off", "UPDATE agenda SET next_at = $2, calendar = $3 WHERE complaint_id = ANY ($1)",
            [
                .array(BinaryArray(ids: misfits.map(\.complaint))),
                .timestamptz(microseconds: now.advanced(bySeconds: patience).microseconds),
                .integer(Int32(calendar)),
            ])
    }
}

extension AgendaTask {
    /// What happens to a case; nil: only its row of the agenda was wrong.
    ///
    /// - Throws: `ReplayError` when its clocks can neither speak nor wait.
    fileprivate func step(
        of state: CaseState, at now: Instant, _ legal: LegalClocks
    ) throws(ReplayError) -> CaseStep? {
        switch self {
        case .reschedule: return state.rescheduled(legal)
        case .fire:
            if let step = state.clockStep(at: now, legal) { return step }
            guard let next = state.nextStepAt, next <= now else { return nil }
            throw ReplayError(complaint: state.id, version: state.version, reason: "a paused clock has a next step")
        }
    }
}
