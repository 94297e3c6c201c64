import Contract
import Foundation
import Store

/// The record of what people did to parked messages.
struct ParkedActions: ~Copyable {
    private var database: Database

    /// - Throws: `SettingError`, and the errors of the database.
    init() throws { database = try Connections.database() }

    /// Writes down what is about to be done; it is stored when this returns.
    ///
    /// - Parameter keys: the submissions in it, as their channels know them.
    mutating func record(
        _ action: ParkedActionTable.Action, _ letter: DeadLetter, reason: String?, keys: [SubmissionKey] = []
    ) throws {
        let named = ParkedActionTable.Letter(
            id: letter.id, stage: letter.stage, code: letter.code, parkedAt: letter.parkedAt, keys: keys)
        try ParkedActionTable.record(
            action, named, at: try StoreClock.now(&database), actor: NSUserName(), reason: reason, &database)
    }
}
