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

    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Row] {
        try connection.execute("templates", "SELECT event, role, channel, subject, body FROM template").map { row in
            Row(
                event: row.text("event"), role: row.text("role"), channel: row.text("channel"),
                subject: row.text("subject"), body: row.text("body"))
        }
    }
}
