import Complaints
import Contract
import Postgres
import Shared
import Store

/// What a command came to.
struct CommandResult: Sendable {
    /// What its sender is told.
    var outcome: CommandOutcome
    /// What it added to the journal; nothing when it was refused or had been carried out before.
    var events: [JournalEntry] = []
}

/// All that decisions about cases rest on besides the cases.
struct CaseKnowledge: Sendable {
    var rules: CaseRules
    var calendar: Int

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> CaseKnowledge {
        // Before the clocks: what changes in between makes deadlines that are computed once too often, never once too few.
        let calendar = try ReferenceTables.calendarVersion(&connection)
        return CaseKnowledge(rules: try ReferenceTables.caseRules(&connection), calendar: calendar)
    }
}

/// The operations that casework needs of the system of record.
protocol CaseStore: ~Copyable {
    /// Carries out commands in one transaction, those on one case in order; one result per command.
    ///
    /// - Throws: `StageFailure`.
    mutating func carryOut(
        _ commands: [CaseCommand], strikingOff receipts: OutboxReceipts, at now: Instant
    ) throws(StageFailure) -> [CommandResult]

    /// Notes that events are with the broker.
    ///
    /// - Throws: `StageFailure`.
    mutating func strikeOff(_ receipts: OutboxReceipts) throws(StageFailure)

    /// Looks now and then whether the database is still there.
    ///
    /// - Throws: `StageFailure`.
    mutating func check(at now: Instant) throws(StageFailure)

    /// Opens a new session.
    ///
    /// - Throws: `StageFailure`.
    mutating func reopen() throws(StageFailure)
}
