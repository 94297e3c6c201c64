package import Complaints
package import Postgres

/// Gives rows of the journal from before there were hashes those that they lack, page by page, while others go on writing. Table
/// `journal_sealing` remembers whether all have theirs.
package enum JournalSealing {
    /// Cases looked at together.
    private static let page: Int32 = 500
    /// Seconds in which no row without a hash has come, until none may: workers of the release before have ended by then.
    package static let quietSeconds: Int64 = 3_600

    /// Whether each row has its hash, and one without was not written by a worker.
    package static func isClosed(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("sealing", "SELECT 1 FROM journal_sealing WHERE closed_at IS NOT NULL").isEmpty == false
    }

    /// Goes through all cases, unless all have had their hashes for a while.
    ///
    /// - Parameter beat: called between two pages; what it throws ends the work, to be done again.
    /// - Returns: how many rows got their hash.
    @discardableResult
    package static func run(
        at now: Instant, _ connection: inout PostgresConnection, beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) -> Int {
        guard try !isClosed(&connection) else { return 0 }
        var (last, sealed) = (ComplaintID(high: 0, low: 0), 0)
        while case let page = try cases(after: last, &connection), let end = page.last {
            sealed += try seal(page, &connection)
            last = end
            try beat()
        }
        try connection.execute(
            "note sealing",
            """
            UPDATE journal_sealing SET sealed_at = CASE WHEN $1 THEN $2 ELSE sealed_at END,
                closed_at = CASE WHEN NOT $1 AND sealed_at <= $3 THEN $2 END WHERE closed_at IS NULL
            """,
            [.boolean(sealed > 0), .instant(now), .instant(now.advanced(bySeconds: -quietSeconds))])
        return sealed
    }

    private static func cases(
        after last: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "cases to seal",
            """
            SELECT complaint_id FROM journal WHERE complaint_id > $1 GROUP BY complaint_id ORDER BY complaint_id LIMIT \(page)
            """, [.id(last)]
        ).map { $0.complaintID("complaint_id") }
    }

    private static func seal(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        // As the owner does it: nobody else may change the journal.
        try connection.execute("seal journals", "SELECT seal_journals($1) AS sealed", [.ids(ids)])[0].integer("sealed")
    }
}
