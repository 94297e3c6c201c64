package import Complaints
import Contract
package import Postgres

/// What happened to cases within one transaction: rows of the journal, the cases as they stand afterwards, when their
/// clocks speak next, and what must be announced.
package struct CaseChanges: Sendable {
    /// The new rows, in order.
    package private(set) var entries: [JournalEntry] = []
    private var states: [ComplaintID: CaseState] = [:]
    /// Events that the broker may not have: the new ones, and older ones that nobody has marked.
    private var unannounced: [(ComplaintID, Int, Instant)] = []
    private let calendar: Int
    private let isRecomputed: Bool

    /// No changes yet.
    ///
    /// - Parameters:
    ///   - calendar: version of the calendar that deadlines are computed by.
    ///   - isRecomputed: whether each change computes all deadlines of its case by it.
    package init(calendar: Int, isRecomputed: Bool = false) {
        self.calendar = calendar
        self.isRecomputed = isRecomputed
    }

    /// Whether there is nothing to store.
    package var isEmpty: Bool { entries.isEmpty }

    /// Takes a case one step further.
    ///
    /// - Returns: the case afterwards, and the row.
    /// - Throws: `ReplayError` when the step is illegal, which is a fault of the program.
    package mutating func add(
        _ step: CaseStep, to locked: CaseTable.Locked, at now: Instant, actor: String
    ) throws(ReplayError) -> (CaseTable.Locked, JournalEntry) {
        let before = locked.state
        let (state, entry) = try before.taking(step, at: now, actor: actor)
        if !locked.isPublished { unannounced.append((before.id, before.version, now)) }
        unannounced.append((before.id, entry.version, now))
        entries.append(entry)
        states[before.id] = state
        // From here on the outbox answers for its events.
        return (CaseTable.Locked(state: state, isPublished: true), entry)
    }

    /// Stores everything.
    package func store(_ connection: inout PostgresConnection, at now: Instant) throws(PostgresError) {
        guard !entries.isEmpty else { return }
        let sorted = states.values.sorted { $0.id < $1.id }
        try update(sorted, &connection, at: now)
        var journal = JournalRows()
        for entry in entries { journal.add(entry) }
        try connection.copy(into: JournalRows.columns, journal.rows)
        try AgendaRows(sorted, calendar: calendar, isRecomputed: isRecomputed).store(&connection)
        try storeOutbox(&connection)
    }

    private func update(
        _ sorted: [CaseState], _ connection: inout PostgresConnection, at now: Instant
    ) throws(PostgresError) {
        var ids = BinaryArray(.uuid), versions = BinaryArray(.integer), statuses = BinaryArray(.text)
        var bodies = BinaryArray(.text), hops = BinaryArray(.smallint), kinds = BinaryArray(.text)
        var supervised = BinaryArray(.boolean), categories = BinaryArray(.text)
        var verifyDue = BinaryArray(.timestamptz), replyDue = BinaryArray(.timestamptz)
        for state in sorted {
            ids.append(state.id)
            versions.append(Int32(state.version))
            statuses.append(state.status.rawValue)
            bodies.append(state.body ?? state.desk)
            hops.append(Int16(clamping: state.hop))
            kinds.append(state.kind.rawValue)
            supervised.append(state.isMisconduct)
            categories.append(state.category)
            verifyDue.append(state.due(of: .verify))
            replyDue.append(state.due(of: .firstReply))
        }
        guard let first = sorted.first?.id, let last = sorted.last?.id else { return }
        try connection.execute(
            "move cases",
            """
            UPDATE complaint c SET version = u.version, status = u.status::case_status, body_code = u.body, hop = u.hop,
                kind = u.kind, supervised = u.supervised, category_code = u.category, verify_due = u.verify_due,
                first_reply_due = u.reply_due, next_published_at = $13
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                AS u (id, version, status, body, hop, kind, supervised, category, verify_due, reply_due)
            WHERE c.id = u.id AND c.id BETWEEN $11 AND $12
            """,
            [
                .array(ids), .array(versions), .array(statuses), .array(bodies), .array(hops), .array(kinds),
                .array(supervised), .array(categories), .array(verifyDue), .array(replyDue),
                .id(first), .id(last),
                .instant(now),
            ])
    }

    private func storeOutbox(_ connection: inout PostgresConnection) throws(PostgresError) {
        var ids = BinaryArray(.uuid), versions = BinaryArray(.integer), at = BinaryArray(.timestamptz)
        for (id, version, moment) in unannounced {
            ids.append(id)
            versions.append(Int32(version))
            at.append(moment)
        }
        try connection.execute(
            "add to outbox", "INSERT INTO outbox SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING",
            [.array(ids), .array(versions), .array(at)])
    }
}
