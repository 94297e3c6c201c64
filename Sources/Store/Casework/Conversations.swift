package import Complaints
package import Postgres
package import Routing

/// What was said in cases so far.
package enum Conversations {
    /// The report, and what officers and reporter wrote since, of each of these cases.
    package static func of(
        _ cases: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Conversation] {
        let rows = try connection.execute(
            "conversations",
            """
            SELECT c.id, c.code, c.region_code, concat_ws(E'\n', c.title, c.text, c.location_text) AS report,
                (SELECT string_agg(k.text, E'\n' ORDER BY k.at) FROM correspondence k WHERE k.complaint_id = c.id) AS words
            FROM complaint c WHERE c.id = ANY ($1)
            """, [.ids(Set(cases))])
        return rows.reduce(into: [:]) {
            $0[$1.complaintID("id")] = Conversation(
                on: $1.text("code"), report: $1.text("report"), words: $1.optionalText("words") ?? "",
                region: $1.optionalText("region_code"))
        }
    }
}
