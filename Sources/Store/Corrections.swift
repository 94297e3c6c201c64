package import Postgres

/// What became of routing's assignments, in the table `assignment`, as far as one can learn from it.
package enum Corrections {
    /// A case that stayed with the body that it was given to last.
    package struct Lesson: Sendable {
        package var title: String?
        package var text: String
        /// Code of the body.
        package var body: String
        /// The same for all reports of one incident.
        package var incident: String
    }

    /// People gave the case to this body, and not routing at its first try.
    private static let isMoved = "(a.decided_by <> 'RoutingWorker' OR a.hop > 1)"

    /// Cases of the last `seconds` that people moved, or that nobody did; the newest first.
    package static func lessons(
        moved: Bool, seconds: Int, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Lesson] {
        try connection.execute(
            moved ? "corrections" : "confirmations",
            """
            SELECT c.title, c.text, a.body_code, COALESCE(l.incident_id, c.id)::text AS incident
            FROM assignment a JOIN complaint c ON c.id = a.complaint_id AND c.hop = a.hop AND c.body_code = a.body_code
            LEFT JOIN incident_link l ON l.complaint_id = c.id AND l.undone_at IS NULL
            WHERE a.at >= now() - make_interval(secs => $1) AND a.refused_at IS NULL AND NOT c.supervised
                AND \(moved ? "" : "NOT ")\(isMoved)
            ORDER BY a.at DESC, a.complaint_id LIMIT $2
            """, [.bigint(Int64(seconds)), .bigint(Int64(limit))]
        ).map {
            Lesson(
                title: $0.optionalText("title"), text: $0.text("text"), body: $0.text("body_code"),
                incident: $0.text("incident"))
        }
    }

    /// How many cases of the last `seconds` nobody moved.
    package static func confirmed(
        seconds: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "confirmed",
            """
            SELECT count(*) AS cases FROM assignment a
            JOIN complaint c ON c.id = a.complaint_id AND c.hop = a.hop AND c.body_code = a.body_code
            WHERE a.at >= now() - make_interval(secs => $1) AND a.refused_at IS NULL AND NOT c.supervised
                AND NOT \(isMoved)
            """, [.bigint(Int64(seconds))]
        )[0].integer("cases")
    }
}
