package import Complaints
package import Postgres

/// Notifications that one session, and no other, may send now.
package struct Claim: Sendable {
    /// The row that remembers the claim until the outcomes are stored; nil when nothing was claimed.
    package var id: Int64?
    /// The number of the session that made it, or took it over.
    package var owner: Int64
    package var ids: Set<ComplaintID>

    package init(id: Int64?, owner: Int64, ids: Set<ComplaintID>) {
        self.id = id
        self.owner = owner
        self.ids = ids
    }
}

/// Table `notification_claim`: what each session is about to send, and when what it claimed was settled. A session's number
/// is an advisory lock that it holds until it ends, however it ends.
package enum ClaimTable {
    package static func own(_ owner: Int64, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute("own", "SELECT pg_advisory_lock($1)", [.bigint(owner)])
    }

    package static func add(
        _ ids: Set<ComplaintID>, of owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Claim {
        guard !ids.isEmpty else { return Claim(id: nil, owner: owner, ids: []) }
        let rows = try connection.execute(
            "remember claim", "INSERT INTO notification_claim (owner, ids) VALUES ($1, $2) RETURNING id",
            [.bigint(owner), .ids(ids)])
        return Claim(id: Int64(rows[0].integer("id")), owner: owner, ids: ids)
    }

    /// Notes that a claim is settled; false when it is already, or another's.
    ///
    /// - Parameters:
    ///   - told: how many were sent by each channel.
    ///   - filed: channels that have no provider: what counts as sent of them was written to files.
    package static func settle(
        _ claim: Claim, told: [NotificationChannel: Int], filed: Set<NotificationChannel>, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        guard let id = claim.id else { return false }
        let channels = filed.map(\.rawValue).sorted().joined(separator: ",")
        let counts = told.map { "\"\($0.rawValue)\":\($1)" }.joined(separator: ",")
        return try connection.execute(
            "settle claim",
            """
            UPDATE notification_claim
            SET settled_at = $3, ids = '{}', filed = string_to_array($4, ','), told = $5::text::jsonb
            WHERE id = $1 AND owner = $2 AND settled_at IS NULL
            """,
            [
                .bigint(id), .bigint(claim.owner), .instant(now), .text(channels.isEmpty ? nil : channels),
                .text("{\(counts)}"),
            ]
        ).affectedRows == 1
    }

    /// A claim whose owner has gone.
    package struct Orphan: Sendable, Hashable {
        package var claim: Int64
        /// The number of the session that is gone.
        package var owner: Int64

        package init(claim: Int64, owner: Int64) {
            self.claim = claim
            self.owner = owner
        }
    }

    package static func orphans(
        besides owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Orphan] {
        // Shared, so that those who look do not hide the owner's absence from each other; gone with the statement.
        try connection.execute(
            "orphans",
            """
            SELECT id, owner FROM notification_claim
            WHERE settled_at IS NULL AND owner <> $1 AND pg_try_advisory_xact_lock_shared(owner) ORDER BY id
            """, [.bigint(owner)]
        ).map { Orphan(claim: Int64($0.integer("id")), owner: Int64($0.integer("owner"))) }
    }

    /// Makes a claim `owner`'s; nil when another was faster. Whatever its old owner may still have to say of it comes too
    /// late, for the claim has another's number.
    package static func takeOver(
        _ orphan: Orphan, by owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Claim? {
        let rows = try connection.execute(
            "take over",
            """
            WITH taken AS (
                UPDATE notification_claim SET owner = $3
                WHERE id = $1 AND owner = $2 AND settled_at IS NULL RETURNING ids)
            SELECT unnest(ids) AS notification FROM taken
            """, [.bigint(orphan.claim), .bigint(orphan.owner), .bigint(owner)])
        guard !rows.isEmpty else { return nil }
        return Claim(id: orphan.claim, owner: owner, ids: Set(rows.map { $0.complaintID("notification") }))
    }
}
