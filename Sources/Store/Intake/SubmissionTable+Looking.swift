package import Complaints
package import Contract
package import Postgres

// What was accepted, as operators look at it.

extension SubmissionTable {
    /// Those of the keys that were accepted and stored.
    package static func stored(
        _ keys: [SubmissionKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<SubmissionKey> {
        let rows = try connection.execute(
            "stored ids",
            """
            SELECT s.channel, s.external_id FROM unnest($1, $2) AS u (channel, id)
            JOIN submission s ON s.channel = u.channel AND s.external_id = u.id
            """, [.texts(keys) { $0.channel }, .texts(keys) { $0.externalID }])
        return Set(rows.map { SubmissionKey(channel: $0.text("channel"), externalID: $0.text("external_id")) })
    }

    /// The case that a submission became, or became words on.
    package static func complaint(
        of key: SubmissionKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ComplaintID? {
        try connection.execute(
            "stored", "SELECT complaint_id FROM submission WHERE channel = $1 AND external_id = $2",
            [.text(key.channel), .text(key.externalID)]
        ).first?.complaintID("complaint_id")
    }

    package static func isEmpty(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("is unused", "SELECT NOT EXISTS (SELECT 1 FROM submission) AS unused")[0]
            .boolean("unused")
    }
}
