import Complaints
import Postgres
import Sealing

extension Correspondence {
    static func seal(
        after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        let open = CaseKeyTable.isOpen(.words, of: "correspondence.complaint_id", known: "$3")
        let rows = try connection.execute(
            "clear letters",
            """
            SELECT id, complaint_id, text FROM correspondence WHERE id > $1 AND \(ClearRows.correspondence.condition)
                AND \(open) ORDER BY id LIMIT $2 FOR UPDATE
            """, [.id(last), .bigint(Int64(limit)), CaseKeyTable.knownIDs(.words, connection.keys)])
        let keys = try CaseKeyTable.keys(.words, of: Set(rows.map { $0.complaintID("complaint_id") }), &connection)
        var (ids, sealed): ([ComplaintID], [[UInt8]]) = ([], [])
        for row in rows {
            let (id, complaint) = (row.complaintID("id"), row.complaintID("complaint_id"))
            guard let key = keys[complaint] else { continue }
            ids.append(id)
            sealed.append(try Self.sealed(row.text("text"), key, of: complaint, row: id))
        }
        try connection.execute(
            "seal letters",
            """
            UPDATE correspondence k SET text = NULL, sealed = u.sealed FROM unnest($1, $2) AS u (id, sealed)
            WHERE k.id = u.id
            """, [.ids(ids), .byteas(sealed) { $0 }])
        return ClearRows.Step(ids, limit: limit)
    }

    /// Takes out of these cases what stands in clear; what is sealed goes with its key.
    static func blank(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "blank letters", "UPDATE correspondence SET text = NULL, fingerprint = NULL WHERE complaint_id = ANY ($1)",
            [.ids(ids)])
    }
}
