package import Complaints
package import Postgres

// Messages to people, as operators look at them.

extension NotificationTable {
    /// A message about a case.
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
                n.state::text AS state, n.attempts, n.created_at, n.settled_at, n.reason
            FROM notification n LEFT JOIN liaison_officer o ON n.recipient = 'officer:' || o.id
            WHERE n.complaint_id = $1 ORDER BY n.version, n.created_at, n.id
            """, [.id(id)]
        ).map { row in
            Listed(
                event: row.text("event"), recipient: row.text("recipient"), channel: row.text("channel"),
                state: row.text("state"), attempts: row.integer("attempts"), createdAt: row.instant("created_at"),
                settledAt: row.optionalInstant("settled_at"), reason: row.optionalText("reason"))
        }
    }

    /// How many there are in each state.
    package static func counts(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "notifications", "SELECT state::text AS state, count(*) AS notices FROM notification GROUP BY state"
        ).reduce(into: [:]) { $0[$1.text("state")] = $1.integer("notices") }
    }
}
