import Complaints
import Postgres
import Sealing

extension SubmissionTable {
    /// What submissions say that a key of codes has hashed is hashed once more by the search key: their words are not as they came any
    /// more, so it cannot be made anew.
    static func seal(
        after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        let rows = try connection.execute(
            "submissions of before",
            """
            SELECT channel, external_id, complaint_id, content_hash FROM submission
            WHERE \(ClearRows.submission.condition) AND complaint_id >= $1 ORDER BY complaint_id LIMIT $2 FOR UPDATE
            """, [.id(last), .bigint(Int64(limit))])
        try hash(rows, &connection)
        // Several may be of one case.
        return ClearRows.Step(rows.map { $0.complaintID("complaint_id") }, limit: limit)
    }

    /// Those of these cases, which are erased: who has the tables learns nothing from them.
    static func seal(of ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        guard connection.keys.search != nil else { return }
        let rows = try connection.execute(
            "submissions of erased",
            """
            SELECT channel, external_id, content_hash FROM submission
            WHERE \(ClearRows.submission.condition) AND complaint_id = ANY ($1) FOR UPDATE
            """, [.ids(ids)])
        try hash(rows, &connection)
    }

    private static func hash(
        _ rows: QueryResult, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard let search = connection.keys.search else { throw PostgresError(.noKey(.search, nil)) }
        try connection.execute(
            "hash submissions",
            """
            UPDATE submission s SET content_hash = NULL, said = u.said
            FROM unnest($1, $2, $3) AS u (channel, external_id, said)
            WHERE s.channel = u.channel AND s.external_id = u.external_id
            """,
            [
                .texts(rows) { $0.text("channel") }, .texts(rows) { $0.text("external_id") },
                .bigints(rows.map { search.hash(former: Int64($0.integer("content_hash"))) }),
            ])
    }
}
