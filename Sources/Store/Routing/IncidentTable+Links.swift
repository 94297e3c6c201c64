package import Complaints
package import Postgres

// Reports of the same, as operators look at them.

extension IncidentTable {
    package struct Listed: Sendable, Encodable {
        /// Code of the first report.
        package var first: String
        package var cases: Int
        package var region: String?
        package var body: String?
        /// When the last of them was linked.
        package var latest: Instant
    }

    package struct Report: Sendable, Encodable {
        package var code: String
        package var receivedAt: Instant
        package var status: String
        package var body: String?
        /// To two decimals; 1 for the first report.
        package var similarity: Double
        /// By whom, if the link was undone.
        package var undoneBy: String?
    }

    /// The largest first.
    package static func list(
        _ limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (rows: [Listed], all: Int) {
        let rows = try connection.execute(
            "incidents",
            """
            SELECT c.code, l.cases + 1 AS cases, r.name AS region, b.name AS body, l.latest, l.incidents
            FROM (SELECT incident_id, count(*) AS cases, max(at) AS latest, count(*) OVER () AS incidents FROM incident_link WHERE undone_at IS NULL
                GROUP BY incident_id ORDER BY 2 DESC, 3 DESC LIMIT $1) l
            JOIN complaint c ON c.id = l.incident_id LEFT JOIN region r ON r.code = c.region_code
            LEFT JOIN body b ON b.code = c.body_code ORDER BY 2 DESC, 5 DESC
            """, [.bigint(Int64(limit))])
        let listed = rows.map { row in
            Listed(
                first: row.text("code"), cases: row.integer("cases"), region: row.optionalText("region"),
                body: row.optionalText("body"), latest: row.instant("latest"))
        }
        return (listed, rows.first?.integer("incidents") ?? 0)
    }

    /// All reports of the incident that a case belongs to, oldest first; none: there is no such case.
    package static func reports(
        with code: TrackingCode, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Report] {
        try connection.execute(
            "incident",
            """
            WITH root AS (
                SELECT COALESCE(l.incident_id, c.id) AS id FROM complaint c
                LEFT JOIN incident_link l ON l.complaint_id = c.id AND l.undone_at IS NULL WHERE c.code = $1)
            SELECT c.code, c.received_at, c.status::text AS status, b.name AS body, 1::real AS similarity,
                NULL AS undone_by
                FROM root JOIN complaint c ON c.id = root.id LEFT JOIN body b ON b.code = c.body_code
            UNION ALL
            SELECT c.code, c.received_at, c.status::text, b.name, l.similarity, l.undone_by
                FROM root JOIN incident_link l ON l.incident_id = root.id JOIN complaint c ON c.id = l.complaint_id
                LEFT JOIN body b ON b.code = c.body_code
            ORDER BY 2, 1
            """, [.text(code.description)]
        ).map { row in
            Report(
                code: row.text("code"), receivedAt: row.instant("received_at"), status: row.text("status"),
                body: row.optionalText("body"), similarity: (Double(row.float("similarity")) * 100).rounded() / 100,
                undoneBy: row.optionalText("undone_by"))
        }
    }

    /// Code of the first report of the incident that a case reports as well.
    package static func first(
        of code: TrackingCode, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> String? {
        try connection.execute(
            "incident of case",
            """
            SELECT f.code FROM complaint c JOIN incident_link l ON l.complaint_id = c.id AND l.undone_at IS NULL
            JOIN complaint f ON f.id = l.incident_id WHERE c.code = $1
            """, [.text(code.description)]
        ).first?.text("code")
    }

    /// Undoes the link of a case.
    package static func undo(
        _ code: TrackingCode, at now: Instant, actor: String, reason: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "unlink",
            """
            UPDATE incident_link l SET undone_at = $4, undone_by = $2, undone_why = $3
            FROM complaint c WHERE c.code = $1 AND l.complaint_id = c.id AND l.undone_at IS NULL
            """, [.text(code.description), .text(actor), .text(reason), .instant(now)]
        ).affectedRows == 1
    }
}
