package import Complaints
package import Postgres

/// Notifications that one session, and no other, may send now.
package struct Claim: Sendable {
    /// The row that remembers the claim until the outcomes are stored; nil when nothing was claimed.
    package var id: Int64?
    package var ids: Set<ComplaintID>

    package init(id: Int64?, ids: Set<ComplaintID>) {
        self.id = id
        self.ids = ids
    }
}

/// Table `notification_claim`: what each session is about to send. A session's number is an advisory lock that it holds until
/// it ends, however it ends.
package enum ClaimTable {
    package static func own(_ owner: Int64, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute("own", "SELECT pg_advisory_lock($1)", [.bigint(owner)])
    }

    package static func add(
        _ ids: Set<ComplaintID>, of owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Claim {
        guard !ids.isEmpty else { return Claim(id: nil, ids: []) }
        let rows = try connection.execute(
            "remember claim", "INSERT INTO notification_claim (owner, ids) VALUES ($1, $2) RETURNING id",
            [.bigint(owner), .ids(ids)])
        return Claim(id: Int64(rows[0].integer("id")), ids: ids)
    }

    /// Gives a claim up; false when it is no more, or another's.
    package static func remove(_ claim: Int64, _ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("give up claim", "DELETE FROM notification_claim WHERE id = $1", [.bigint(claim)])
            .affectedRows == 1
    }

    /// Claims whose owner has gone.
    package static func orphans(
        besides owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64] {
        // Shared, so that those who look do not hide the owner's absence from each other; gone with the statement.
        try connection.execute(
            "orphans",
            """
            SELECT id FROM notification_claim
            WHERE owner <> $1 AND pg_try_advisory_xact_lock_shared(owner) ORDER BY id
            """, [.bigint(owner)]
        ).map { Int64($0.integer("id")) }
    }

    /// Makes a claim `owner`'s; nil when another was faster. It gets a new number: whatever its old owner may still have to
    /// say of it comes too late.
    package static func takeOver(
        _ claim: Int64, by owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Claim? {
        let rows = try connection.execute(
            "take over",
            """
            WITH taken AS (
                UPDATE notification_claim SET id = DEFAULT, owner = $2 WHERE id = $1 RETURNING id, ids)
            SELECT id, unnest(ids) AS notification FROM taken
            """, [.bigint(claim), .bigint(owner)])
        return rows.first.map { first in
            Claim(id: Int64(first.integer("id")), ids: Set(rows.map { $0.complaintID("notification") }))
        }
    }
}
