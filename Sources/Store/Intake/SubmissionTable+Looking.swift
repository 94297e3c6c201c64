package import Complaints
package import Contract
package import Postgres

// What was accepted, as operators look at it.

extension SubmissionTable {
    /// What a stored submission says, as `PersonalHashes` knows it.
    package enum StoredContent: Sendable, Equatable {
        case hash(Int64)
        /// Stored when it was not kept yet.
        case unknown
    }

    /// Those of the keys that were accepted and stored, each with what its submission says; parts of SMS too.
    package static func stored(
        _ keys: [SubmissionKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SubmissionKey: StoredContent] {
        let said = Self.said(connection.keys)
        let rows = try connection.execute(
            "stored ids",
            """
            SELECT s.channel, s.external_id, \(said) FROM unnest($1, $2) AS u (channel, id)
            JOIN submission s ON s.channel = u.channel AND s.external_id = u.id
            UNION ALL SELECT p.channel, p.external_id, NULL FROM unnest($1, $2) AS u (channel, id)
            JOIN sms_part p ON p.channel = u.channel AND p.external_id = u.id
            """, [.texts(keys) { $0.channel }, .texts(keys) { $0.externalID }])
        return rows.reduce(into: [:]) { stored, row in
            let key = SubmissionKey(channel: row.text("channel"), externalID: row.text("external_id"))
            let content = row.optionalInteger("said").map { StoredContent.hash(Int64($0)) } ?? .unknown
            // What is kept under a part's number is the whole message, which the part does not say.
            stored[key] = stored[key] == .unknown ? .unknown : content
        }
    }

    /// The cases that a submission became, or became words on: several where parts of SMS share its id. `ID#2` is part 2 of
    /// those with the id as well.
    package static func complaints(
        of key: SubmissionKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        let part = key.part
        return try connection.execute(
            "cases of a submission",
            """
            SELECT complaint_id FROM submission WHERE channel = $1 AND external_id = $2
            UNION SELECT complaint_id FROM sms_part
            WHERE channel = $1 AND complaint_id IS NOT NULL
                AND (external_id = $2 OR external_id = $3 AND part = $4) ORDER BY complaint_id
            """,
            [
                .text(key.channel), .text(key.externalID), .text(part?.externalID),
                .integer(Int32(clamping: part?.number ?? 0)),
            ]
        ).map { $0.complaintID("complaint_id") }
    }

    /// Whether a part of an SMS with that id waits for others.
    package static func isWaiting(
        _ key: SubmissionKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        let part = key.part
        return try connection.execute(
            "waiting parts",
            """
            SELECT EXISTS (SELECT 1 FROM sms_part WHERE channel = $1 AND message_id IS NULL
                AND (external_id = $2 OR external_id = $3 AND part = $4)) AS waits
            """,
            [
                .text(key.channel), .text(key.externalID), .text(part?.externalID),
                .integer(Int32(clamping: part?.number ?? 0)),
            ])[0].boolean("waits")
    }

    package static func isEmpty(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("is unused", "SELECT NOT EXISTS (SELECT 1 FROM submission) AS unused")[0]
            .boolean("unused")
    }
}

extension SubmissionKey {
    /// The part that `ID#2` names; nil when it names none.
    fileprivate var part: (externalID: String, number: Int)? {
        guard let mark = externalID.lastIndex(of: "#"), mark > externalID.startIndex,
            let number = Int(externalID[externalID.index(after: mark)...]), number > 0
        else { return nil }
        return (String(externalID[..<mark]), number)
    }
}
