package import Complaints
package import Contract
package import Postgres

/// Table `parked_action`: what people did to parked messages.
package enum ParkedActionTable {
    package enum Action: String, Sendable {
        case replay, discard
    }

    /// A parked message, as the record names it.
    package struct Letter: Sendable {
        package var id: String
        package var stage: String
        package var code: String
        package var parkedAt: String?
        /// The submissions in it, as their channels know them.
        package var keys: [SubmissionKey]

        package init(
            id: String, stage: String, code: String, parkedAt: String?, keys: [SubmissionKey]
        ) {
            (self.id, self.stage, self.code, self.parkedAt, self.keys) = (id, stage, code, parkedAt, keys)
        }
    }

    /// Writes down what is about to be done; it is stored when this returns.
    package static func record(
        _ action: Action, _ letter: Letter, at now: Instant, actor: String, reason: String?,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "record action",
            """
            INSERT INTO parked_action (action, letter_id, stage, code, parked_at, actor, reason, channels, external_ids, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .text(action.rawValue), .text(letter.id), .text(letter.stage), .text(letter.code),
                .text(letter.parkedAt), .text(actor), .text(reason), .texts(letter.keys) { $0.channel },
                .texts(letter.keys) { $0.externalID }, .instant(now),
            ])
    }

    /// Submissions that were discarded: how many messages, and what was in them.
    package static func discardedSubmissions(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (letters: Int, keys: [SubmissionKey]) {
        let rows = try connection.execute(
            "discarded submissions",
            """
            SELECT DISTINCT a.letter_id, k.channel, k.external_id FROM parked_action a
            LEFT JOIN LATERAL unnest(a.channels, a.external_ids) AS k (channel, external_id) ON true
            WHERE a.action = 'discard' AND a.stage = 'intake'
            """)
        let keys = rows.compactMap { row -> SubmissionKey? in
            guard let channel = row.optionalText("channel"), let id = row.optionalText("external_id") else {
                return nil
            }
            return SubmissionKey(channel: channel, externalID: id)
        }
        return (Set(rows.map { $0.text("letter_id") }).count, keys)
    }
}
