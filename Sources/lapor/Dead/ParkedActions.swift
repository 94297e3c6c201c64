import Foundation
import Postgres
import Shared

/// The record of what people did to parked messages.
struct ParkedActions: ~Copyable {
    enum Action: String {
        case replay, discard
    }

    private var database: PostgresConnection

    /// - Throws: `PostgresError`, `SettingError`.
    init() throws { database = try PostgresConnection(to: try Connections.databaseURL()) }

    /// Writes down what is about to be done; it is stored when this returns.
    ///
    /// - Throws: `PostgresError`.
    mutating func record(_ action: Action, _ letter: DeadLetter, reason: String?) throws(PostgresError) {
        try database.execute(
            "record action",
            """
            INSERT INTO parked_action (action, letter_id, stage, code, parked_at, actor, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(action.rawValue), .text(letter.id), .text(letter.stage), .text(letter.code),
                .text(letter.parkedAt), .text(NSUserName()), .text(reason),
            ])
    }
}
