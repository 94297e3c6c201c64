package import Complaints
package import Postgres
package import Shared

/// Events of people and clocks that the broker has confirmed and the outbox still holds.
package struct OutboxReceipts: Sendable {
    private var ids = BinaryArray(.uuid)
    private var versions = BinaryArray(.integer)

    package init() {}

    /// Whether there is nothing to strike off.
    package var isEmpty: Bool { ids.count == 0 }

    /// The event that made `version` of `complaint` is confirmed.
    package mutating func add(_ complaint: ComplaintID, version: Int) {
        ids.append(complaint)
        versions.append(Int32(version))
    }

    /// Those of `outbound` that announce rows of the journal; others are left alone.
    package mutating func add(_ outbound: [Outbound]) {
        for case let row? in outbound.map(\.row) { add(row.complaint, version: row.version) }
    }

    /// Strikes them off.
    package func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard !isEmpty else { return }
        try connection.execute(
            "strike off outbox",
            "DELETE FROM outbox o USING unnest($1, $2) AS u (id, version) WHERE o.complaint_id = u.id AND o.version = u.version",
            [.array(ids), .array(versions)])
    }
}
