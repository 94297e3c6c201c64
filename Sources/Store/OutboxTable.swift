package import Complaints
package import Postgres
package import Shared

/// Table `outbox`: events of people and clocks that the broker may not have.
enum OutboxTable {
    static func add(
        _ events: [(complaint: ComplaintID, version: Int)], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "add to outbox",
            "INSERT INTO outbox SELECT id, version, $3 FROM unnest($1, $2) AS u (id, version) ON CONFLICT DO NOTHING",
            [.ids(events) { $0.complaint }, .integers(events) { $0.version }, .instant(now)])
    }
}

/// Events of people and clocks that the broker has confirmed and the outbox still holds.
package struct OutboxReceipts: Sendable {
    private var events: [(complaint: ComplaintID, version: Int)] = []

    package init() {}

    package var isEmpty: Bool { events.isEmpty }

    /// The event that made `version` of `complaint` is confirmed.
    package mutating func add(_ complaint: ComplaintID, version: Int) {
        events.append((complaint, version))
    }

    /// Those of `outbound` that announce rows of the journal; others are left alone.
    package mutating func add(_ outbound: [Outbound]) {
        for case let row? in outbound.map(\.row) { add(row.complaint, version: row.version) }
    }

    package func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard !isEmpty else { return }
        try connection.execute(
            "strike off outbox",
            "DELETE FROM outbox o USING unnest($1, $2) AS u (id, version) WHERE o.complaint_id = u.id AND o.version = u.version",
            [.ids(events) { $0.complaint }, .integers(events) { $0.version }])
    }
}
