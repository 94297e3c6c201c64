import Postgres

extension SMSPartTable {
    static func seal(limit: Int, _ connection: inout PostgresConnection) throws(PostgresError) -> ClearRows.Step {
        let rows = try connection.execute(
            "clear parts",
            """
            SELECT channel, external_id, part, submission::text AS json FROM sms_part
            WHERE \(ClearRows.smsPart.condition) ORDER BY channel, external_id, part LIMIT $1 FOR UPDATE
            """, [.bigint(Int64(limit))])
        let keys = connection.keys
        let sealed = try rows.map { row throws(PostgresError) in try keys.parcel(row.utf8("json"), in: column) }
        try connection.execute(
            "seal parts",
            """
            UPDATE sms_part p SET submission = NULL, sealed = u.sealed
            FROM unnest($1, $2, $3, $4) AS u (channel, external_id, part, sealed)
            WHERE p.channel = u.channel AND p.external_id = u.external_id AND p.part = u.part
            """,
            [
                .texts(rows) { $0.text("channel") }, .texts(rows) { $0.text("external_id") },
                .smallints(rows) { $0.integer("part") }, .byteas(sealed) { $0 },
            ])
        return ClearRows.Step(rows.count, limit: limit)
    }

    /// - Parameter values: what is sealed, and what takes its place.
    static func replaceSealed(
        _ values: [Parameter], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "replace sms_part",
            "UPDATE sms_part t SET sealed = u.new FROM unnest($1, $2) AS u (old, new) WHERE t.sealed = u.old", values)
    }
}
