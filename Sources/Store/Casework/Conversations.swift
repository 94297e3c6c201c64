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
            SELECT c.id, c.code, c.region_code, \(ReportWords.columns(of: "c")) FROM complaint c WHERE c.id = ANY ($1)
            """, [.ids(Set(cases))])
        let letters = try Correspondence.letters(in: Set(cases), &connection)
        let keys = connection.keys
        var conversations: [ComplaintID: Conversation] = [:]
        for row in rows {
            let id = row.complaintID("id")
            let words = try ReportWords(row, of: id, keys)
            conversations[id] = Conversation(
                on: row.text("code"),
                report: [words.title, words.text, words.location].compactMap(\.self).joined(separator: "\n"),
                words: letters[id, default: []].map(\.text).joined(separator: "\n"),
                region: row.optionalText("region_code"))
        }
        return conversations
    }
}
