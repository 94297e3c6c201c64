package import Complaints
package import Postgres
package import Shared

/// What the broker has confirmed to a lane and the database does not know of yet.
package protocol Confirmations: Sendable {
    init()
    var isEmpty: Bool { get }
    /// Whether they have waited long enough to be stored with the next transaction.
    func isDue(at now: Instant) -> Bool
    func store(_ connection: inout PostgresConnection, at now: Instant) throws(PostgresError)
}

extension OutboxMarks: Confirmations {}

extension OutboxReceipts: Confirmations {
    /// At once: each costs a row of the outbox while it waits.
    package func isDue(at now: Instant) -> Bool { !isEmpty }

    package func store(_ connection: inout PostgresConnection, at now: Instant) throws(PostgresError) {
        try store(&connection)
    }
}

/// A session that stores, beside a lane's work, what the broker has confirmed of it.
package protocol ConfirmingSession: ~Copyable {
    mutating func transaction<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result
    mutating func check(at now: Instant) throws(StageFailure)
}

extension DatabaseSession: ConfirmingSession {}
extension StageSession: ConfirmingSession {}

extension ConfirmingSession where Self: ~Copyable {
    /// Runs `body` in one transaction. What is confirmed and due is stored in it, and forgotten once it is committed.
    package mutating func transaction<Confirmed: Confirmations, Result>(
        storing confirmed: inout Confirmed, at now: Instant,
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result {
        let due = confirmed.isDue(at: now) ? confirmed : Confirmed()
        let result = try transaction { connection throws(PostgresError) in
            try due.store(&connection, at: now)
            return try body(&connection)
        }
        if !due.isEmpty { confirmed = Confirmed() }
        return result
    }

    /// Nothing else is to be done: stores what is confirmed, due or not; with nothing to store, looks now and then whether
    /// the database is still there.
    package mutating func rest<Confirmed: Confirmations>(
        storing confirmed: inout Confirmed, at now: Instant
    ) throws(StageFailure) {
        guard !confirmed.isEmpty else { return try check(at: now) }
        let stored = confirmed
        try transaction { connection throws(PostgresError) in try stored.store(&connection, at: now) }
        confirmed = Confirmed()
    }
}
