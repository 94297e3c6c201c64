package import Complaints
package import Postgres
package import Shared

/// Table `outbox`: what was written to the journal and the broker may not have, one row per transaction.
package enum OutboxTable {
    /// Holds what a transaction writes to the journal; nil: it writes nothing.
    static func hold(
        _ entries: [JournalEntry], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> OutboxRow? {
        guard !entries.isEmpty else { return nil }
        let rows = try connection.execute(
            "hold", "INSERT INTO outbox (at, complaints, versions) VALUES ($1, $2, $3) RETURNING id",
            [.instant(now), .ids(entries) { $0.complaint }, .integers(entries) { $0.version }])
        return OutboxRow(id: Int64(rows[0].integer("id")), events: entries.count)
    }

    /// Holds the registration of a case again, and the last of those events: ClockWorker announces them.
    static func holdAgain(
        _ id: ComplaintID, lastOf events: [CaseEvent], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "hold again",
            """
            INSERT INTO outbox (at, complaints, versions)
            SELECT $3, array_agg(complaint_id ORDER BY version), array_agg(version ORDER BY version) FROM journal
            WHERE complaint_id = $1 AND (version = 1 OR version = (
                SELECT max(version) FROM journal WHERE complaint_id = $1 AND event = ANY ($2)))
            HAVING count(*) > 0
            """, [.id(id), .texts(events) { $0.rawValue }, .instant(now)])
    }

    /// Events that the outbox holds, each with its row: a part of a statement. One look through it costs less than one for
    /// each event, because it holds little.
    static let held = """
        held AS MATERIALIZED (
            SELECT o.id AS outbox_id, u.complaint_id, u.version
            FROM outbox o, unnest(o.complaints, o.versions) AS u (complaint_id, version))
        """
}

/// What the broker has confirmed of the outbox and is not struck off yet.
///
/// Striking off waits a little, so that one statement does it for many rows. Losing receipts in a crash does no harm,
/// because what the outbox holds is published again and recognised.
package struct OutboxReceipts: Sendable {
    /// Microseconds that receipts wait: well under the 5 s after which what the outbox holds counts as forgotten.
    static let patience: Int64 = 1_500_000
    /// Rows of which a part is confirmed: the rest was held back, and ClockWorker announces the row. Beyond so many they
    /// are no longer waited for.
    private static let most = 1000

    /// How many events of a row are confirmed, of those that are not confirmed whole.
    private var parts: [Int64: Int] = [:]
    private var confirmed: [Int64] = []
    private var since: Instant?

    package init() {}

    package var isEmpty: Bool { confirmed.isEmpty }

    /// Whether what is confirmed has waited long enough at the moment `now`.
    package func isDue(at now: Instant) -> Bool {
        since.map { now.microseconds - $0.microseconds >= Self.patience } ?? false
    }

    /// Whether all that the row holds is confirmed.
    package func contains(_ row: Int64) -> Bool { confirmed.contains(row) }

    /// Everything that `row` holds was confirmed at the moment `now`.
    package mutating func add(_ row: OutboxRow, at now: Instant) {
        parts[row.id] = nil
        confirmed.append(row.id)
        if since == nil { since = now }
    }

    /// These were confirmed at the moment `now`; what is in no outbox is left alone.
    package mutating func add(_ outbound: [Outbound], at now: Instant) {
        var index = 0
        while index < outbound.count {
            guard let row = outbound[index].held else {
                index += 1
                continue
            }
            // Events of a row follow each other.
            let end = outbound[index...].firstIndex { $0.held != row } ?? outbound.count
            let known = parts[row.id, default: 0] + end - index
            if known >= row.events { add(row, at: now) } else { parts[row.id] = known }
            index = end
        }
        if parts.count > Self.most { parts = [:] }
    }

    package func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard !isEmpty else { return }
        try connection.execute(
            "strike off", "DELETE FROM outbox WHERE id = ANY ($1)", [.bigints(confirmed)])
    }

    /// They are stored.
    fileprivate mutating func forget() {
        confirmed = []
        since = nil
    }
}

/// A session that strikes off, beside a lane's work, what the broker has confirmed of it.
package protocol ConfirmingSession: ~Copyable {
    mutating func transaction<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result
    mutating func check(at now: Instant) throws(StageFailure)
}

extension DatabaseSession: ConfirmingSession {}
extension StageSession: ConfirmingSession {}

extension ConfirmingSession where Self: ~Copyable {
    /// Runs `body` in one transaction. What is confirmed and due is struck off in it, and forgotten once it is committed.
    package mutating func transaction<Result>(
        storing receipts: inout OutboxReceipts, at now: Instant,
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result {
        let due = receipts.isDue(at: now) ? receipts : OutboxReceipts()
        let result = try transaction { connection throws(PostgresError) in
            try due.store(&connection)
            return try body(&connection)
        }
        if !due.isEmpty { receipts.forget() }
        return result
    }

    /// Nothing else is to be done: strikes off what is confirmed, due or not; with nothing to strike off, looks now and
    /// then whether the database is still there.
    package mutating func rest(storing receipts: inout OutboxReceipts, at now: Instant) throws(StageFailure) {
        guard !receipts.isEmpty else { return try check(at: now) }
        let stored = receipts
        try transaction { connection throws(PostgresError) in try stored.store(&connection) }
        receipts.forget()
    }
}
