package import Complaints
package import Postgres

/// As operators ask it.
extension SubmissionTable {
    /// Those of the pairs that were accepted and stored.
    package static func stored(
        _ keys: [(channel: String, externalID: String)], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(channel: String, externalID: String)] {
        var channels = BinaryArray(.text), ids = BinaryArray(.text)
        for key in keys {
            channels.append(key.channel)
            ids.append(key.externalID)
        }
        return try connection.execute(
            "stored ids",
            """
            SELECT s.channel, s.external_id FROM unnest($1, $2) AS u (channel, id)
            JOIN submission s ON s.channel = u.channel AND s.external_id = u.id
            """, [.array(channels), .array(ids)]
        ).map { ($0.text("channel"), $0.text("external_id")) }
    }

    /// The case that a submission became, or became words on.
    package static func complaint(
        of channel: String, _ externalID: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ComplaintID? {
        try connection.execute(
            "stored", "SELECT complaint_id FROM submission WHERE channel = $1 AND external_id = $2",
            [.text(channel), .text(externalID)]
        ).first?.complaintID("complaint_id")
    }

    /// Whether nothing was ever accepted.
    package static func isEmpty(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("is unused", "SELECT NOT EXISTS (SELECT 1 FROM submission) AS unused")[0]
            .boolean("unused")
    }
}
