package import Complaints
package import Postgres

/// What a body last wrote to the reporter of a case: a reply, or what it decided when it closed the case.
package struct LastReply: Sendable, Equatable {
    /// Of the case.
    package var version: Int
    package var event: CaseEvent

    package init(version: Int, event: CaseEvent) { (self.version, self.event) = (version, event) }

    /// Of those of the cases that have one.
    package static func of(
        _ cases: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: LastReply] {
        guard !cases.isEmpty else { return [:] }
        let rows = try connection.execute(
            "last replies",
            """
            SELECT DISTINCT ON (l.complaint_id) l.complaint_id, l.version, j.event
            FROM correspondence l JOIN journal j ON j.complaint_id = l.complaint_id AND j.version = l.version
            WHERE l.complaint_id = ANY ($1) AND l.role <> 'reporter' AND j.event IN ('replied', 'closed')
                AND (l.sealed IS NOT NULL OR l.text IS NOT NULL)
            ORDER BY l.complaint_id, l.version DESC
            """, [.ids(Set(cases))])
        return rows.reduce(into: [:]) { replies, row in
            guard let event = CaseEvent(rawValue: row.text("event")) else { return }
            replies[row.complaintID("complaint_id")] = LastReply(version: row.integer("version"), event: event)
        }
    }
}
