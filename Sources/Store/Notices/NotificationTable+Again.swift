package import Complaints
package import Postgres

// Another try for notices that were given up.

extension NotificationTable {
    /// Has notices sent again that failed and are failed still, from the first attempt on: each is put off until now. One
    /// transaction, so that of two who ask one does it.
    ///
    /// - Returns: how many of them.
    package static func sendAgain(
        _ ids: [ComplaintID], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        guard !ids.isEmpty else { return 0 }
        return try connection.transaction { connection throws(PostgresError) in
            let again = try connection.execute(
                "send again",
                """
                UPDATE notice SET state = 'queued', reason = NULL, settled_at = NULL, attempts = 0
                WHERE id = ANY ($1) AND state = 'failed' RETURNING id
                """, [.ids(ids)]
            ).map { $0.complaintID("id") }
            try NotificationDueTable.add(again.map { ($0, now) }, &connection)
            return again.count
        }
    }
}
