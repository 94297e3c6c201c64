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

    /// What people are told: each event to each role, by every channel, or by SMS alone. What has no text waits for it.
    package static let needed: [(event: String, role: String, channel: String)] =
        told(.reporter, reporters) + told(.officer, officers) + told(.former, formers) + told(.follower, followers)
        + told(.reporter, ["closed_long", "replied_long"], by: [.sms])
        + told(.reader, ["closed", "registered", "replied"], by: [.sms])

    private static let reporters = [
        "added", "added_after_closing", "added_early", "added_filed", "added_late", "answered", "archived",
        "archived_no_answer", "archived_withdrawn", "asked", "asked_again", "assigned",
        "assigned_national",
        "closed", "code_asked", "closed_reporter", "closed_silence", "counter_replied", "counter_replied_early",
        "disputed", "escalated", "escalated_consent", "escalated_late",
        "escalated_up", "held", "merged", "refused", "registered", "registered_apart", "registered_unmatched",
        "released", "reopened",
        "replied",
        "transferred", "transferred_national", "unmerged", "unrouted", "warned", "warned_answer",
    ]
    private static let followers = [
        "archived", "archived_withdrawn", "closed", "closed_silence", "disputed", "reopened",
    ]
    private static let officers = [
        "added", "added_filed", "answered", "archived", "archived_no_answer", "archived_withdrawn", "asked", "assigned",
        "assigned_national", "closed", "closed_reporter", "closed_silence", "counter_replied", "disputed", "escalated",
        "escalated_archive", "escalated_clock", "escalated_consent", "escalated_filed", "escalated_ombudsman", "held",
        "merged", "overdue", "overdue_filed",
        "refused", "registered_apart", "released", "reminded", "reminded_filed", "reopened", "replied", "transferred",
        "transferred_national", "unmerged",
        "unrouted",
    ]
    private static let formers = ["assigned", "held", "released", "transferred", "unrouted"]

    private static func told(
        _ role: NoticeRole, _ events: [String], by channels: [NotificationChannel] = NotificationChannel.allCases
    ) -> [(event: String, role: String, channel: String)] {
        channels.flatMap { channel in
            events.map { (event: $0, role: role.rawValue, channel: channel.rawValue) }
        }
    }

    /// Those that are missing or without a word, such as `closed reporter sms`.
    package static func missing(_ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        try connection.execute(
            "missing texts",
            """
            SELECT concat_ws(' ', u.event, u.role, u.channel) AS text FROM unnest($1, $2, $3) AS u (event, role, channel)
            LEFT JOIN template t ON t.event = u.event AND t.role = u.role AND t.channel = u.channel
            WHERE t.body IS NULL OR btrim(t.body) = '' ORDER BY 1
            """,
            [
                .texts(needed) { $0.event }, .texts(needed) { $0.role },
                .texts(needed) { $0.channel },
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
