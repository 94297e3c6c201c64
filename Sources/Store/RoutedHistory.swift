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
            SELECT c.id, c.code, \(ReportFacts.columns(of: "c")) FROM complaint c
            WHERE c.received_at >= $1 AND ($2 IS NULL OR c.id > $2::uuid) ORDER BY c.id LIMIT $3
            """, [.instant(start), .text(last?.description), .bigint(Self.page)])
        last = rows.last?.complaintID("id") ?? last
        let keys = connection.keys
        return try rows.map { row throws(PostgresError) in (row.text("code"), try ReportFacts(row, keys)) }
    }
}

extension ReportFacts {
    /// The columns of table `complaint`, called `table`, that `init(_:_:)` reads besides the id.
    static func columns(of table: String) -> String {
        """
        \(ReportWords.columns(of: table)), \(table).kind, \(table).region_hint, \(table).channel, \(table).submitted_at
        """
    }

    init(_ row: Row, _ keys: CaseKeys) throws(PostgresError) {
        let words = try ReportWords(row, of: row.complaintID("id"), keys)
        self.init(
            title: words.title, text: words.text, kind: row.text("kind"), locationText: words.location,
            regionCode: row.optionalText("region_hint"), category: words.category, agency: words.agency,
            channel: row.text("channel"), at: row.instant("submitted_at"))
    }
}
