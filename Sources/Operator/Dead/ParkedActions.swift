import Foundation
package import Postgres

/// The record of what people did to parked messages.
package struct ParkedActions: ~Copyable {
    package enum Action: String {
        case replay, discard
    }

    private var database: PostgresConnection

    /// - Throws: `PostgresError`, `SettingError`.
    package init() throws { database = try PostgresConnection(to: try Connections.databaseURL()) }

    /// Writes down what is about to be done; it is stored when this returns.
    ///
    /// - Parameter keys: the submissions in it, as their channels know them.
    /// - Throws: `PostgresError`.
    package mutating func record(
        _ action: Action, _ letter: DeadLetter, reason: String?, keys: [SubmissionKey] = []
    ) throws(PostgresError) {
        var channels = BinaryArray(.text), ids = BinaryArray(.text)
        for key in keys {
            channels.append(key.channel)
            ids.append(key.externalID)
        }
        try database.execute(
            "record action",
            """
            INSERT INTO parked_action (action, letter_id, stage, code, parked_at, actor, reason, channels, external_ids)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .text(action.rawValue), .text(letter.id), .text(letter.stage), .text(letter.code),
                .text(letter.parkedAt), .text(NSUserName()), .text(reason), .array(channels),
                .array(ids),
            ])
    }
}
