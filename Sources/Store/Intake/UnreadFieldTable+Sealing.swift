import Complaints
import Postgres
import Sealing

extension UnreadFieldTable {
    static func seal(
        limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        let open = CaseKeyTable.isOpen(.identity, of: "unread_field.complaint_id", known: "$2")
        let rows = try connection.execute(
            "clear fields",
            """
            SELECT complaint_id, position, sent::text AS sent FROM unread_field WHERE \(ClearRows.unreadField.condition)
                AND \(open) ORDER BY complaint_id, position LIMIT $1 FOR UPDATE
            """, [.bigint(Int64(limit)), CaseKeyTable.knownIDs(.identity, connection.keys)])
        let keys = try CaseKeyTable.keys(.identity, of: Set(rows.map { $0.complaintID("complaint_id") }), &connection)
        var sealed: [[UInt8]?] = []
        for row in rows {
            let id = row.complaintID("complaint_id")
            sealed.append(
                try keys[id].map { key throws(PostgresError) in
                    try Self.sealed(row.utf8("sent"), key, of: id, row.integer("position"))
                })
        }
        try connection.execute(
            "seal fields",
            """
            UPDATE unread_field f SET sent = NULL, sealed = u.sealed FROM unnest($1, $2, $3) AS u (id, position, sealed)
            WHERE f.complaint_id = u.id AND f.position = u.position
            """,
            [
                .ids(rows.map { $0.complaintID("complaint_id") }), .smallints(rows) { $0.integer("position") },
                .byteas(sealed) { $0 },
            ])
        return ClearRows.Step(rows.count, limit: limit)
    }

    /// Takes out of these cases what stands in clear; what is sealed goes with its key.
    static func blank(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "blank fields", "UPDATE unread_field SET sent = NULL WHERE complaint_id = ANY ($1)", [.ids(ids)])
    }
}
