package import Complaints
package import Postgres
package import Shared

/// Which events the broker has confirmed and the database does not know of yet: `next_published_at` of a complaint says
/// that the event of its present version is with the broker.
///
/// Marks wait a little before they are stored. By then most complaints have been taken further by the next worker, and
/// what has moved on needs no mark: one update less per complaint. Losing marks in a crash does no harm, because what is
/// not marked is published again and recognised.
package struct OutboxMarks: Sendable {
    /// Microseconds that marks wait: well under the 5 s after which an unmarked event counts as forgotten.
    static let patience: Int64 = 1_500_000

    private var versions: [ComplaintID: Int] = [:]
    private var since: Instant?

    package init() {}

    package var isEmpty: Bool { versions.isEmpty }

    /// Whether the marks have waited long enough at the moment `now`.
    package func isDue(at now: Instant) -> Bool {
        since.map { now.microseconds - $0.microseconds >= Self.patience } ?? false
    }

    /// Whether the event that made `version` of `complaint` is confirmed and waits to be marked.
    package func contains(_ complaint: ComplaintID, version: Int) -> Bool { versions[complaint] == version }

    /// The event that made `version` of `complaint` was confirmed at the moment `now`.
    package mutating func add(_ complaint: ComplaintID, version: Int, at now: Instant) {
        versions[complaint] = version
        if since == nil { since = now }
    }

    /// Those of `outbound` that announce rows of the journal; others are left alone.
    package mutating func add(_ outbound: [Outbound], at now: Instant) {
        for case let row? in outbound.map(\.row) { add(row.complaint, version: row.version, at: now) }
    }

    /// Stores the marks. A complaint that has moved on since is left alone: its new event marks it. Where it moved on
    /// before anybody knew that the broker has this event, the event stands in the outbox, and is struck off.
    package func store(_ connection: inout PostgresConnection, at now: Instant) throws(PostgresError) {
        let sorted = versions.keys.sorted()
        guard let first = sorted.first, let last = sorted.last else { return }
        let marked = try connection.execute(
            "mark",
            """
            UPDATE complaint c SET next_published_at = $5
            FROM unnest($1, $2) AS m (id, version)
            WHERE c.id = m.id AND c.version = m.version AND c.id BETWEEN $3 AND $4
            """,
            [.ids(sorted), .integers(sorted) { versions[$0] }, .id(first), .id(last), .instant(now)])
        guard marked.affectedRows < versions.count else { return }
        var receipts = OutboxReceipts()
        for id in sorted { receipts.add(id, version: versions[id] ?? 0) }
        try receipts.store(&connection)
    }
}
