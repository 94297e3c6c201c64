import Complaints
import Postgres
import Sealing

extension SMSPartTable {
    /// Rows from before: what they say, where they wait, and the hashes by which they are known.
    static func seal(limit: Int, _ connection: inout PostgresConnection) throws(PostgresError) -> ClearRows.Step {
        let rows = try connection.execute(
            "clear parts",
            """
            SELECT channel, external_id, part, submission::text AS json, sealed, sender, words, keyed FROM sms_part
            WHERE \(ClearRows.smsPart.condition) ORDER BY channel, external_id, part LIMIT $1 FOR UPDATE
            """, [.bigint(Int64(limit))])
        try seal(rows, &connection)
        return ClearRows.Step(rows.count, limit: limit)
    }

    /// Those of these cases, which are erased: who has the tables learns nothing from them.
    static func seal(of ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        guard connection.keys.search != nil else { return }
        let rows = try connection.execute(
            "parts of erased",
            """
            SELECT channel, external_id, part, submission::text AS json, sealed, sender, words, keyed FROM sms_part
            WHERE NOT keyed AND complaint_id = ANY ($1) FOR UPDATE
            """, [.ids(ids)])
        try seal(rows, &connection)
    }

    private static func seal(_ rows: QueryResult, _ connection: inout PostgresConnection) throws(PostgresError) {
        let keys = connection.keys
        let sealed = try rows.map { row throws(PostgresError) in
            try row.optionalBytes("json").map { json throws(PostgresError) in try keys.parcel(json, in: column) }
                ?? row.optionalBytes("sealed")
        }
        func keyed(_ column: StaticString) -> Parameter {
            .bigints(
                rows.map { row in
                    let stored = Int64(row.integer(column))
                    return row.boolean("keyed") ? stored : keys.search?.hash(former: stored) ?? stored
                })
        }
        try connection.execute(
            "seal parts",
            """
            UPDATE sms_part p SET submission = NULL, sealed = u.sealed, sender = u.sender, words = u.words, keyed = true
            FROM unnest($1, $2, $3, $4, $5, $6) AS u (channel, external_id, part, sealed, sender, words)
            WHERE p.channel = u.channel AND p.external_id = u.external_id AND p.part = u.part
            """,
            [
                .texts(rows) { $0.text("channel") }, .texts(rows) { $0.text("external_id") },
                .smallints(rows) { $0.integer("part") }, .byteas(sealed) { $0 }, keyed("sender"), keyed("words"),
            ])
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
