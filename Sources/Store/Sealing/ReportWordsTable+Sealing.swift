import Complaints
import Postgres
import Sealing

extension ReportWordsTable {
    static func seal(
        after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        let open = CaseKeyTable.isOpen(.words, of: "complaint.id", known: "$3")
        let ids = try connection.execute(
            "clear reports",
            "SELECT id FROM complaint WHERE id > $1 AND \(ClearRows.complaint.condition) AND \(open) ORDER BY id LIMIT $2",
            [.id(last), .bigint(Int64(limit)), CaseKeyTable.knownIDs(.words, connection.keys)]
        ).map { $0.complaintID("id") }
        try put(try lock(Set(ids), &connection), &connection)
        return ClearRows.Step(ids, limit: limit)
    }

    /// Takes out of these cases what stands in clear; what is sealed goes with its key.
    static func blank(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "blank reports",
            """
            UPDATE complaint SET title = NULL, text = NULL, location_text = NULL, category_hint = NULL, agency_hint = NULL,
                attachments = NULL, extras = NULL, lat = NULL, lon = NULL
            WHERE id = ANY ($1)
            """, [.ids(ids)])
    }
}
