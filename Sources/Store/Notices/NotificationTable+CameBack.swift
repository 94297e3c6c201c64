import Complaints
import Postgres

extension NotificationTable {
    /// A mail that its provider took and a mail server gave back was not told; the case and the recipient of its notice. Nil: there is no
    /// such notice, or it is on its way still.
    static func cameBack(
        _ notice: ComplaintID, status: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Row? {
        try connection.execute(
            "notice came back",
            """
            UPDATE notice n SET state = 'failed', settled_at = $2, reason = $3
            WHERE n.id = $1 AND n.channel = 'email' AND (n.state IN ('unknown', 'failed') OR n.state = 'claimed'
                AND EXISTS (SELECT FROM notification_claim k WHERE k.id = n.claim_id AND k.settled_at IS NOT NULL))
            RETURNING complaint_id, recipient
            """, [.id(notice), .instant(now), .text("came back: \(status)")]
        ).first
    }
}
