import Complaints
import Shared

/// Notifications that this worker, and no other, may send now.
struct Claim: Sendable {
    /// The row that remembers the claim until the outcomes are stored; nil when nothing was claimed.
    var id: Int64?
    /// What was claimed.
    var ids: Set<ComplaintID>
}

/// An attempt's outcome, to be stored.
struct Attempt: Sendable {
    var notification: ComplaintID
    var outcome: AttemptOutcome
    /// Which attempt it was, from 1.
    var number: Int
}

/// A notification that was interrupted or put off, as the database has it.
struct DueNotification: Sendable {
    var notification: Notification?
    var id: ComplaintID
    /// Attempts so far.
    var attempts: Int
}

/// The operations that notifying needs of the system of record.
protocol NotifyStore: ~Copyable {
    /// Bodies, officers and texts.
    var knowledge: NotifyKnowledge { get }

    /// Reads the tables again if they changed and the last look was some time ago.
    ///
    /// - Throws: `StageFailure`.
    mutating func refreshKnowledge() throws(StageFailure)

    /// How to reach the reporters of these complaints; those without a contact are left out.
    ///
    /// - Throws: `StageFailure`.
    mutating func contacts(of complaints: [ComplaintID]) throws(StageFailure) -> [ComplaintID: ReporterContact]

    /// How to reach the reporters of the cases that follow those with these tracking codes; by code, then by the case that
    /// follows.
    ///
    /// - Throws: `StageFailure`.
    mutating func followers(
        of codes: Set<String>
    ) throws(StageFailure) -> [String: [ComplaintID: ReporterContact]]

    /// What officers wrote to the reporter, by notification; it is read when it is sent and kept nowhere else.
    ///
    /// - Throws: `StageFailure`.
    mutating func words(of notifications: [Notification]) throws(StageFailure) -> [ComplaintID: String]

    /// Claims those of `ready` that nobody knows yet, and queues those of `later` for their moment. One transaction.
    ///
    /// - Throws: `StageFailure`.
    mutating func claim(
        _ ready: [Notification], later: [(Notification, Instant)], at now: Instant
    ) throws(StageFailure) -> Claim

    /// Stores outcomes and gives the claim up. One transaction. A claim that is settled already, or was taken over, is
    /// another's business: then nothing is stored.
    ///
    /// - Throws: `StageFailure`; nothing is stored then as far as is known, and it must be tried again.
    mutating func settle(_ claim: Int64, _ attempts: [Attempt], at now: Instant) throws(StageFailure)

    /// Claims up to `limit` notifications whose moment has come.
    ///
    /// - Throws: `StageFailure`.
    mutating func claimDue(limit: Int, at now: Instant) throws(StageFailure) -> (Claim, [DueNotification])

    /// Takes over one claim whose owner has been gone for long enough at `moment`, with what was left of it.
    ///
    /// - Throws: `StageFailure`.
    mutating func takeOver(at moment: ContinuousClock.Instant) throws(StageFailure) -> (Claim, [DueNotification])?

    /// Opens a new session.
    ///
    /// - Throws: `StageFailure`.
    mutating func reopen() throws(StageFailure)
}
