package import Complaints
package import Postgres

/// What a provider says, after a message was handed over, became of it.
package struct NoticeReceipt: Sendable, Equatable {
    package var notice: ComplaintID
    /// Whether the phone has it; false: it never will.
    package var isDelivered: Bool

    package init(_ notice: ComplaintID, isDelivered: Bool) {
        self.notice = notice
        self.isDelivered = isDelivered
    }
}

/// Receipts of notices, in tables `notice` and `notification_claim`: in whatever order and however often they come, each notice
/// ends in one state. That a phone has it stands above all else, for it is known.
package enum ReceiptTable {
    /// Notes what became of notices, whether their senders have said that they were sent, have not yet, or died meanwhile.
    ///
    /// - Returns: how many notices ended by it.
    package static func note(
        _ receipts: [NoticeReceipt], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        // Of several about one notice the one that says most counts.
        let delivered = Set(receipts.filter(\.isDelivered).map(\.notice))
        let lost = Set(receipts.map(\.notice)).subtracting(delivered)
        guard !receipts.isEmpty else { return 0 }
        return try connection.execute(
            "note receipts",
            """
            WITH ended AS (
                UPDATE notice n SET state = u.state::notification_state, reason = u.reason, settled_at = $3
                FROM (SELECT unnest($1) AS id, 'delivered' AS state, NULL AS reason
                    UNION ALL SELECT unnest($2), 'failed', 'the phone was not reached') u
                WHERE n.id = u.id
                    AND (n.state IN ('claimed', 'unknown') OR n.state = 'failed' AND u.state = 'delivered')
                RETURNING n.id, n.claim_id),
            free AS (
                UPDATE notification_claim k SET ids = ARRAY(SELECT unnest(k.ids) EXCEPT SELECT id FROM ended)
                WHERE k.settled_at IS NULL AND k.id IN (SELECT claim_id FROM ended))
            SELECT count(*) AS ended FROM ended
            """, [.ids(delivered.sorted()), .ids(lost.sorted()), .instant(now)])[0].integer("ended")
    }

    /// Notes that the receipts of notices of a claim are awaited.
    package static func expect(
        _ notices: [ComplaintID], of claim: Claim, until end: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard let id = claim.id, !notices.isEmpty else { return }
        try connection.execute(
            "await receipts", "UPDATE notification_claim SET awaited = $2, awaited_until = $3 WHERE id = $1",
            [.bigint(id), .ids(notices), .instant(end)])
    }

    /// Claims whose receipts are given up at a time.
    private static let most: Int64 = 50

    /// Of notices whose receipts did not come in time nobody knows whether they arrived; a receipt that comes later still tells.
    ///
    /// - Returns: how many.
    package static func giveUp(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "give receipts up",
            """
            WITH late AS (
                SELECT id, awaited FROM notification_claim WHERE awaited_until <= $1
                ORDER BY awaited_until LIMIT $2 FOR UPDATE SKIP LOCKED),
            given AS (
                UPDATE notification_claim k SET awaited = NULL, awaited_until = NULL FROM late WHERE k.id = late.id),
            ended AS (
                UPDATE notice n SET state = 'unknown', reason = 'no receipt came in time', settled_at = $1
                FROM (SELECT id AS claim, unnest(awaited) AS notice FROM late) u
                WHERE n.id = u.notice AND n.claim_id = u.claim AND n.state = 'claimed' RETURNING n.id)
            SELECT count(*) AS ended FROM ended
            """, [.instant(now), .bigint(most)])[0].integer("ended")
    }
}
