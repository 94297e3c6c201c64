package import Complaints
package import Postgres

/// What became of routing's assignments, in the table `assignment`, as far as one can learn from it.
package enum Corrections {
    package struct Lesson: Sendable {
        package var title: String?
        package var text: String
        package var body: String
        /// The same for all reports of one incident.
        package var incident: String
    }

    /// People gave the case to this body, and not routing at its first try.
    private static let isMoved = "(a.decided_by <> 'RoutingWorker' OR a.hop > 1)"

    /// Cases given out since `start` that people moved, or that nobody did; the newest first.
    package static func lessons(
        moved: Bool, since start: Instant, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Lesson] {
        let keys = connection.keys
        return try connection.execute(
            moved ? "corrections" : "confirmations",
            """
            SELECT c.id, \(ReportWords.columns(of: "c")), a.body_code, COALESCE(l.incident_id, c.id)::text AS incident
            FROM assignment a JOIN complaint c ON c.id = a.complaint_id AND c.hop = a.hop AND c.body_code = a.body_code
            LEFT JOIN incident_link l ON l.complaint_id = c.id AND l.undone_at IS NULL
            WHERE a.at >= $1 AND a.refused_at IS NULL AND NOT c.supervised
                AND \(moved ? "" : "NOT ")\(isMoved)
            ORDER BY a.at DESC, a.complaint_id LIMIT $2
            """, [.instant(start), .bigint(Int64(limit))]
        ).map { row throws(PostgresError) in
            let words = try ReportWords(row, of: row.complaintID("id"), keys)
            return Lesson(
                title: words.title, text: words.text, body: row.text("body_code"), incident: row.text("incident"))
        }
    }

    /// How many cases given out since `start` nobody moved.
    package static func confirmed(
        since start: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "confirmed",
            """
            SELECT count(*) AS cases FROM assignment a
            JOIN complaint c ON c.id = a.complaint_id AND c.hop = a.hop AND c.body_code = a.body_code
            WHERE a.at >= $1 AND a.refused_at IS NULL AND NOT c.supervised
                AND NOT \(isMoved)
            """, [.instant(start)]
        )[0].integer("cases")
    }
}
