import Complaints
import Postgres
import Sealing

extension ReporterContacts {
    static func seal(
        after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        let open = CaseKeyTable.isOpen(.identity, of: "r.complaint_id", known: "$3")
        let rows = try connection.execute(
            "clear reporters",
            """
            SELECT r.complaint_id, \(SealedReporter.columns(of: "r")) FROM reporter r
            WHERE r.complaint_id > $1 AND \(ClearRows.reporter.condition) AND \(open)
            ORDER BY r.complaint_id LIMIT $2 FOR UPDATE OF r
            """, [.id(last), .bigint(Int64(limit)), CaseKeyTable.knownIDs(.identity, connection.keys)])
        let keys = connection.keys
        var reporters: [ComplaintID: SealedReporter] = [:]
        for row in rows {
            let id = row.complaintID("complaint_id")
            reporters[id] = try SealedReporter(row, of: id, keys)
        }
        try put(reporters, &connection)
        return ClearRows.Step(reporters.keys.sorted(), limit: limit)
    }

    /// Takes out who reported these cases, as far as it stands in clear, and the hashes by which they are found.
    static func blank(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "blank reporters",
            """
            UPDATE reporter SET name = NULL, phone = NULL, email = NULL, extras = NULL, phone_hash = NULL, email_hash = NULL
            WHERE complaint_id = ANY ($1)
            """, [.ids(ids)])
    }
}
