package import Complaints
import Contract
package import Postgres
package import Shared

/// What happened to cases within one transaction: rows of the journal, the cases as they stand afterwards, when their
/// clocks speak next, and what must be announced.
package struct CaseChanges: Sendable {
    package private(set) var entries: [JournalEntry] = []
    private var states: [ComplaintID: CaseState] = [:]
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
        _ step: CaseStep, to locked: CaseState, at now: Instant, actor: String
    ) throws(ReplayError) -> (CaseState, JournalEntry) {
        let (state, entry) = try locked.taking(step, at: now, actor: actor)
        entries.append(entry)
        states[state.id] = state
        return (state, entry)
    }

    /// - Returns: the row of the outbox that holds what is to be announced; nil: nothing happened.
    @discardableResult
    package func store(
        _ connection: inout PostgresConnection, at now: Instant
    ) throws(PostgresError) -> OutboxRow? {
        guard !entries.isEmpty else { return nil }
        let sorted = states.values.sorted { $0.id < $1.id }
        try update(sorted, &connection)
        var journal = JournalRows()
        for entry in entries { journal.add(entry) }
        try journal.store(&connection)
        try AgendaRows(sorted, calendar: calendar, isRecomputed: isRecomputed).store(&connection)
        return try OutboxTable.hold(entries, at: now, &connection)
    }

    private func update(
        _ sorted: [CaseState], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard let first = sorted.first?.id, let last = sorted.last?.id else { return }
        try connection.execute(
            "move cases",
            """
            UPDATE complaint c SET version = u.version, status = u.status::case_status, body_code = u.body, hop = u.hop,
                kind = u.kind, supervised = u.supervised, category_code = u.category, verify_due = u.verify_due,
                first_reply_due = u.reply_due
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                AS u (id, version, status, body, hop, kind, supervised, category, verify_due, reply_due)
            WHERE c.id = u.id AND c.id BETWEEN $11 AND $12
            """,
            [
                .ids(sorted) { $0.id }, .integers(sorted) { $0.version }, .texts(sorted) { $0.status.rawValue },
                .texts(sorted) { $0.body ?? $0.desk }, .smallints(sorted) { $0.hop },
                .texts(sorted) { $0.kind.rawValue }, .booleans(sorted) { $0.isMisconduct },
                .texts(sorted) { $0.category },
                .instants(sorted) { $0.due(of: .verify) }, .instants(sorted) { $0.answerDue }, .id(first),
                .id(last),
            ])
    }
}

extension CaseState {
    /// Until when the body must answer: for the first time, or an objection or a question of the reporter. Lists of cases and of
    /// overdue ones read it in column `first_reply_due`.
    var answerDue: Instant? { due(of: .firstReply) ?? due(of: .reply) }
}
