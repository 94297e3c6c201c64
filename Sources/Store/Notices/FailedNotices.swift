package import Complaints
package import Postgres

/// Notices that did not arrive: which, and why. `NotificationTable.sendAgain` gives those another try that surely were not sent.
package enum FailedNotices {
    /// How a notice ended that did not arrive; raw values are those of `notification_state`.
    package enum Ending: String, Sendable, CaseIterable {
        /// The provider refused it, or it was given up: nobody has it.
        case failed
        /// Nobody knows whether the provider sent it.
        case unknown
    }

    /// Who carries messages.
    package enum Provider: String, Sendable, CaseIterable {
        case smtp, gateway, file
    }

    /// What narrows a list.
    package struct Filter: Sendable {
        package var endings = Ending.allCases
        package var channel: NotificationChannel?
        package var provider: Provider?
        /// From when they ended, and before when.
        package var from: Instant?
        package var before: Instant?
        /// Cases that they are about, or notices; none of both does not narrow.
        package var cases: [ComplaintID] = []
        package var ids: [ComplaintID] = []

        package init() {}
    }

    package struct Listed: Sendable {
        package var id: ComplaintID
        /// The case's tracking code.
        package var code: String?
        package var event: String
        /// An officer's name, or in what role somebody was to be told.
        package var recipient: String
        package var channel: String
        package var provider: String
        package var state: String
        package var attempts: Int
        package var settledAt: Instant
        package var reason: String?
    }

    /// Those that a filter leaves, the one that ended last first, and how many there are in all.
    package static func list(
        _ filter: Filter, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (rows: [Listed], all: Int) {
        let rows = try connection.execute(
            "list failed",
            """
            SELECT n.id, c.code, n.event, COALESCE(o.name, split_part(n.recipient, ':', 1)) AS recipient, n.channel,
                n.provider, n.state, n.attempts, n.settled_at, n.reason, n.total
            FROM (SELECT *, count(*) OVER () AS total FROM (\(ended)) e ORDER BY settled_at DESC, id LIMIT $9) n
            LEFT JOIN complaint c ON c.id = n.complaint_id
            LEFT JOIN liaison_officer o ON o.id = \(NoticeRole.officer(of: "n")) ORDER BY n.settled_at DESC, n.id
            """, parameters(filter) + [.bigint(Int64(limit))])
        let listed = rows.map { row in
            Listed(
                id: row.complaintID("id"), code: row.optionalText("code"), event: row.text("event"),
                recipient: row.text("recipient"), channel: row.text("channel"), provider: row.text("provider"),
                state: row.text("state"), attempts: row.integer("attempts"), settledAt: row.instant("settled_at"),
                reason: row.optionalText("reason"))
        }
        return (listed, rows.first?.integer("total") ?? 0)
    }

    /// The planner finds them by an index of their endings, which stand in the statement for that.
    private static let ended = """
        SELECT * FROM (
            SELECT n.id, n.complaint_id, n.event, n.recipient, n.channel, n.state::text AS state, n.attempts, n.settled_at, n.reason,
                CASE WHEN n.channel = ANY (k.filed) THEN 'file' WHEN n.channel = 'email' THEN 'smtp' ELSE 'gateway' END AS provider
            FROM notice n LEFT JOIN notification_claim k ON k.id = n.claim_id
            WHERE n.state IN ('failed', 'unknown') AND n.settled_at >= COALESCE($1::text::timestamptz, '-infinity')
                AND n.settled_at < COALESCE($2::text::timestamptz, 'infinity')) x
        WHERE x.state = ANY ($3) AND ($4::text IS NULL OR x.channel = $4) AND ($5::text IS NULL OR x.provider = $5)
            AND ($6::boolean OR x.complaint_id = ANY ($7) OR x.id = ANY ($8))
        """

    private static func parameters(_ filter: Filter) -> [Parameter] {
        [
            .text(filter.from?.rfc3339), .text(filter.before?.rfc3339), .texts(filter.endings) { $0.rawValue },
            .text(filter.channel?.rawValue), .text(filter.provider?.rawValue),
            .boolean(filter.cases.isEmpty && filter.ids.isEmpty), .ids(filter.cases), .ids(filter.ids),
        ]
    }
}
