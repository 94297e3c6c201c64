import Complaints
package import Postgres
package import Routing

/// Complaints of a stretch of time, page by page, as routing saw them.
package struct RoutedHistory: Sendable {
    private static let page: Int64 = 1000
    private let seconds: Int
    private var last: ComplaintID?

    /// Those of the last `seconds`.
    package init(seconds: Int) { self.seconds = seconds }

    /// The next complaints; none at the end.
    package mutating func next(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(code: String, facts: ReportFacts)] {
        let rows = try connection.execute(
            "history",
            """
            SELECT id, code, title, text, kind, location_text, region_hint, category_hint, agency_hint, channel, submitted_at
            FROM complaint
            WHERE received_at >= now() - make_interval(secs => $1) AND ($2 IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3
            """, [.bigint(Int64(seconds)), .text(last?.description), .bigint(Self.page)])
        last = rows.last?.complaintID("id") ?? last
        return rows.map { row in
            (
                row.text("code"),
                ReportFacts(
                    title: row.optionalText("title"), text: row.text("text"), kind: row.text("kind"),
                    locationText: row.optionalText("location_text"), regionCode: row.optionalText("region_hint"),
                    category: row.optionalText("category_hint"), agency: row.optionalText("agency_hint"),
                    channel: row.text("channel"), at: row.instant("submitted_at"))
            )
        }
    }
}
