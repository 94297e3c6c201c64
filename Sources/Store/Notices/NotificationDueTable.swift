package import Complaints
package import Postgres

/// Table `notification_due`: which queued notifications are to be sent when.
package enum NotificationDueTable {
    /// Whether there is one whose moment has come.
    package static func isAnyDue(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try !connection.execute(
            "any due", "SELECT 1 FROM notification_due WHERE due_at <= $1 LIMIT 1", [.instant(now)]
        ).isEmpty
    }

    /// Takes those whose moment has come and that nobody else takes, the longest due first.
    package static func take(
        at now: Instant, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<ComplaintID> {
        let rows = try connection.execute(
            "take due",
            """
            DELETE FROM notification_due WHERE notification_id IN (
                SELECT notification_id FROM notification_due WHERE due_at <= $1
                ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING notification_id
            """, [.instant(now), .bigint(Int64(limit))])
        return Set(rows.map { $0.complaintID("notification_id") })
    }

    package static func add(
        _ moments: [(notification: ComplaintID, dueAt: Instant)], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !moments.isEmpty else { return }
        var rows = CopyRows(columns: 2)
        for (id, moment) in moments {
            rows.beginRow()
            rows.append(id)
            rows.append(moment)
        }
        try connection.copy(into: "notification_due (notification_id, due_at)", rows)
    }
}
