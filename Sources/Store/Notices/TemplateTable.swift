import Complaints
package import Postgres

/// Table `template`: what people read.
package enum TemplateTable {
    package struct Row: Sendable {
        package var event: String
        package var role: String
        package var channel: String
        package var subject: String
        package var body: String

        package init(event: String, role: String, channel: String, subject: String = "", body: String) {
            self.event = event
            self.role = role
            self.channel = channel
            self.subject = subject
            self.body = body
        }
    }

    /// What people are told: each event to each role, by every channel. What has no text waits for it.
    package static let needed: [(event: String, role: String)] =
        told("reporter", reporters) + told("officer", officers) + told("follower", followers)

    private static let reporters = [
        "added", "added_after_closing", "added_early", "added_late", "answered", "archived", "archived_no_answer",
        "archived_withdrawn", "asked", "asked_again", "assigned", "assigned_national",
        "closed",
        "closed_reporter", "closed_silence", "counter_replied", "counter_replied_early", "disputed", "escalated",
        "held", "merged", "refused", "registered",
        "registered_apart", "registered_unmatched", "reopened", "replied", "transferred", "unmerged", "unrouted",
        "warned", "warned_answer",
    ]
    private static let followers = ["archived", "closed", "closed_silence", "reopened"]
    private static let officers = [
        "added", "answered", "assigned", "assigned_national", "counter_replied", "disputed", "escalated",
        "escalated_archive", "escalated_clock", "held", "overdue", "registered_apart", "reminded", "transferred",
        "unrouted",
    ]

    private static func told(_ role: String, _ events: [String]) -> [(event: String, role: String)] {
        events.map { (event: $0, role: role) }
    }

    /// Those that are missing or without a word, such as `closed reporter sms`.
    package static func missing(_ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        try connection.execute(
            "missing texts",
            """
            SELECT concat_ws(' ', u.event, u.role, c.channel) AS text
            FROM unnest($1, $2) AS u (event, role) CROSS JOIN unnest($3) AS c (channel)
            LEFT JOIN template t ON t.event = u.event AND t.role = u.role AND t.channel = c.channel
            WHERE t.body IS NULL OR btrim(t.body) = '' ORDER BY 1
            """,
            [
                .texts(needed) { $0.event }, .texts(needed) { $0.role },
                .texts(NotificationChannel.allCases) { $0.rawValue },
            ]
        ).map { $0.text("text") }
    }

    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Row] {
        try connection.execute("templates", "SELECT event, role, channel, subject, body FROM template").map { row in
            Row(
                event: row.text("event"), role: row.text("role"), channel: row.text("channel"),
                subject: row.text("subject"), body: row.text("body"))
        }
    }
}
