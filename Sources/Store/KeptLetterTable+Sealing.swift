import Postgres

extension KeptLetterTable {
    static func seal(limit: Int, _ connection: inout PostgresConnection) throws(PostgresError) -> ClearRows.Step {
        let rows = try connection.execute(
            "clear letters kept",
            """
            SELECT id, properties::text AS properties, body FROM kept_letter
            WHERE \(ClearRows.keptLetter.condition) ORDER BY id LIMIT $1 FOR UPDATE
            """, [.bigint(Int64(limit))])
        let keys = connection.keys
        for row in rows {
            let kept = try KeptBytes(row.text("properties"), row.utf8("body"), in: column, keys)
            try connection.execute(
                "seal letter kept",
                "UPDATE kept_letter SET properties = NULL, body = NULL, sealed = $2, content_hash = $3 WHERE id = $1",
                [
                    .bigint(Int64(row.integer("id"))), .bytea(kept.sealed),
                    .bigint(hash(of: row.utf8("body"), keys)),
                ])
        }
        return ClearRows.Step(rows.count, limit: limit)
    }

    /// - Parameter values: what is sealed, and what takes its place.
    static func replaceSealed(
        _ values: [Parameter], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "replace kept_letter",
            "UPDATE kept_letter t SET sealed = u.new FROM unnest($1, $2) AS u (old, new) WHERE t.sealed = u.old", values
        )
    }
}
