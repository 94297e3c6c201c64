package import Complaints
package import Postgres
package import Routing

/// Complaints of a stretch of time, page by page, as routing saw them.
package struct RoutedHistory: Sendable {
    private static let page: Int64 = 1000
    private let start: Instant
    private var last: ComplaintID?

    /// Those received since `start`.
    package init(since start: Instant) { self.start = start }

    package mutating func next(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(code: String, facts: ReportFacts)] {
        let rows = try connection.execute(
            "history",
            """
            SELECT id, code, \(ReportFacts.columns) FROM complaint
            WHERE received_at >= $1 AND ($2 IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3
            """, [.instant(start), .text(last?.description), .bigint(Self.page)])
        last = rows.last?.complaintID("id") ?? last
        return rows.map { ($0.text("code"), ReportFacts($0)) }
    }
}

extension ReportFacts {
    /// The columns of table `complaint` that `init(_:)` reads.
    static let columns = """
        title, text, kind, location_text, region_hint, category_hint, agency_hint, channel, submitted_at
        """

    init(_ row: Row) {
        self.init(
            title: row.optionalText("title"), text: row.text("text"), kind: row.text("kind"),
            locationText: row.optionalText("location_text"), regionCode: row.optionalText("region_hint"),
            category: row.optionalText("category_hint"), agency: row.optionalText("agency_hint"),
            channel: row.text("channel"), at: row.instant("submitted_at"))
    }
}
