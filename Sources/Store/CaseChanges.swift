package import Complaints
import Contract
package import Postgres

/// What happened to cases within one transaction: rows of the journal, the cases as they stand afterwards, when their
/// clocks speak next, and what must be announced.
package struct CaseChanges: Sendable {
    package private(set) var entries: [JournalEntry] = []
    private var states: [ComplaintID: CaseState] = [:]
    /// Events that the broker may not have: the new ones, and older ones that nobody has marked.
    private var unannounced: [(complaint: ComplaintID, version: Int)] = []
    private let calendar: Int
    private let isRecomputed: Bool

    /// - Parameters:
    ///   - calendar: version of the calendar that deadlines are computed by.
    ///   - isRecomputed: whether each change computes all deadlines of its case by it.
    package init(calendar: Int, isRecomputed: Bool = false) {
        self.calendar = calendar
        self.isRecomputed = isRecomputed
    }

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
        if !locked.isPublished { unannounced.append((before.id, before.version)) }
        unannounced.append((before.id, entry.version))
        entries.append(entry)
        states[before.id] = state
        // From here on the outbox answers for its events.
        return (CaseTable.Locked(state: state, isPublished: true), entry)
    }

    package func store(_ connection: inout PostgresConnection, at now: Instant) throws(PostgresError) {
        guard !entries.isEmpty else { return }
        let sorted = states.values.sorted { $0.id < $1.id }
        try update(sorted, &connection, at: now)
        var journal = JournalRows()
        for entry in entries { journal.add(entry) }
        try connection.copy(into: JournalRows.columns, journal.rows)
        try AgendaRows(sorted, calendar: calendar, isRecomputed: isRecomputed).store(&connection)
        try OutboxTable.add(unannounced, at: now, &connection)
    }

    private func update(
        _ sorted: [CaseState], _ connection: inout PostgresConnection, at now: Instant
    ) throws(PostgresError) {
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
                .ids(sorted) { $0.id }, .integers(sorted) { $0.version }, .texts(sorted) { $0.status.rawValue },
                .texts(sorted) { $0.body ?? $0.desk }, .smallints(sorted) { $0.hop },
                .texts(sorted) { $0.kind.rawValue }, .booleans(sorted) { $0.isMisconduct },
                .texts(sorted) { $0.category },
                .instants(sorted) { $0.due(of: .verify) }, .instants(sorted) { $0.due(of: .firstReply) }, .id(first),
                .id(last), .instant(now),
            ])
    }
}
