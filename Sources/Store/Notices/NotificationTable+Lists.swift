package import Complaints
package import Postgres

// Messages to people, as operators look at them.

extension NotificationTable {
    package struct Listed: Sendable, Encodable {
        package var event: String
        /// An officer's name, or in what role somebody was told.
        package var recipient: String
        package var channel: String
        package var state: String
        package var attempts: Int
        package var createdAt: Instant
        package var settledAt: Instant?
        package var reason: String?
    }

    /// Those about a case, in the order of its versions.
    package static func notices(
        about id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "notices",
            """
            SELECT n.event, COALESCE(o.name, split_part(n.recipient, ':', 1)) AS recipient, n.channel,
                n.state, n.attempts, n.created_at, n.settled_at, n.reason
            FROM notification n LEFT JOIN liaison_officer o ON o.id = \(NoticeRole.officer(of: "n"))
            WHERE n.complaint_id = $1 ORDER BY n.version, n.created_at, n.id
            """, [.id(id)]
        ).map { row in
            Listed(
                event: row.text("event"), recipient: row.text("recipient"), channel: row.text("channel"),
                state: row.text("state"), attempts: row.integer("attempts"), createdAt: row.instant("created_at"),
                settledAt: row.optionalInstant("settled_at"), reason: row.optionalText("reason"))
        }
    }

    /// Failures since the last notice that arrived, or since the address was put right, by body: of the officer in office on
    /// the day who is reached best.
    package static func failures(
        on today: CivilDate, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "failed notices",
            """
            WITH notice AS (
                SELECT \(NoticeRole.officer(of: "n")) AS officer, state, settled_at FROM notification n
                WHERE n.recipient ~ '^(officer|former):' AND state IN ('sent', 'delivered', 'failed')),
            arrived AS (SELECT officer, max(settled_at) AS at FROM notice WHERE state <> 'failed' GROUP BY officer),
            failed AS (
                SELECT n.officer, count(*) AS number FROM notice n JOIN liaison_officer o ON o.id = n.officer
                LEFT JOIN arrived a ON a.officer = n.officer
                WHERE n.state = 'failed'
                    AND n.settled_at > COALESCE(greatest(a.at, o.contact_since), '-infinity') GROUP BY n.officer)
            SELECT o.body_code, min(COALESCE(f.number, 0)) AS failed FROM liaison_officer o LEFT JOIN failed f ON f.officer = o.id
            WHERE o.active AND o.role = 'officer' AND o.valid_from <= $1::text::date
                AND (o.valid_to IS NULL OR o.valid_to >= $1::text::date)
            GROUP BY o.body_code HAVING min(COALESCE(f.number, 0)) > 0
            """, [.day(today)]
        ).reduce(into: [:]) { $0[$1.text("body_code")] = $1.integer("failed") }
    }

    /// Whether a provider took a notice, and nobody has it all the same: that is no fault of the provider's.
    private static let cameBack = """
        (reason IN ('the phone was not reached', 'no receipt came in time') OR reason LIKE 'came back:%'
            OR reason LIKE 'nobody has the address:%')
        """

    /// What was settled since `$1`, by channel and outcome: those that were sent as their claims say, the others each for itself.
    ///
    /// Claims that an older program settled do not say it: their notices are looked for among those of the newest complaints,
    /// and only as long as there are such claims.
    static let settled = """
        SELECT c.key AS channel, CASE WHEN c.key = ANY (k.filed) THEN 'filed' ELSE 'sent' END AS state,
            k.settled_at AS at, NULL AS reason, c.value::bigint AS notices
        FROM notification_claim k CROSS JOIN LATERAL jsonb_each_text(k.told) c WHERE k.settled_at >= $1
        UNION ALL SELECT channel, CASE WHEN \(cameBack) THEN 'undelivered' ELSE state::text END, settled_at, reason, 1
        FROM notice WHERE state IN ('failed', 'unknown') AND settled_at >= $1
        UNION ALL SELECT n.channel, CASE WHEN n.channel = ANY (k.filed) THEN 'filed' ELSE 'sent' END, k.settled_at, NULL, 1
        FROM (SELECT channel, state, claim_id FROM notice ORDER BY id DESC LIMIT 5000) n
        JOIN notification_claim k ON k.id = n.claim_id
        WHERE n.state = 'claimed' AND k.told IS NULL AND k.settled_at >= $1
            AND EXISTS (SELECT FROM notification_claim WHERE told IS NULL AND settled_at >= $1)
        """

    /// What became of those that were settled since `time`, by channel and state.
    package static func outcomes(
        since time: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(channel: String, state: String, count: Int)] {
        try connection.execute(
            "recent notices",
            "SELECT channel, state, sum(notices)::bigint AS notices FROM (\(settled)) s GROUP BY 1, 2", [.instant(time)]
        ).map { ($0.text("channel"), $0.text("state"), $0.integer("notices")) }
    }

    package static func counts(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "notifications", "SELECT state, count(*) AS notices FROM notification GROUP BY state"
        ).reduce(into: [:]) { $0[$1.text("state")] = $1.integer("notices") }
    }
}
