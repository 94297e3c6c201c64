package import Complaints
package import Postgres
package import Shared

/// A lane's database session and how to get a new one. Confined to the lane's thread.
package struct DatabaseSession: ~Copyable {
    private let url: String
    private let name: String
    /// What it can seal and open now.
    package private(set) var keys: CaseKeys
    private var keyChanges = 0
    private var connection: PostgresConnection
    private var checkedAt = Instant(microseconds: 0)
    private var plannedAt = ContinuousClock.now
    private var commitTime = Duration.zero
    /// How long a plan is good: by then tables may have grown, and another way through them is the best.
    private static let planning = Duration.seconds(10)
    /// Seconds between two looks of an idle lane whether the database is still there.
    private static let checkSeconds: Int64 = 5

    /// - Parameter keys: what it can seal and open.
    /// - Throws: `StageFailure` `unavailable`.
    package init(url: String, name: String, keys: CaseKeys = .none) throws(StageFailure) {
        self.url = url
        self.name = name
        self.keys = keys
        connection = try Self.open(url, name, keys)
    }

    /// Reads the files of keys again as well: one that was missing may be there now.
    ///
    /// - Throws: `StageFailure` `unavailable`.
    package mutating func reopen() throws(StageFailure) {
        // A file that cannot be read now leaves the keys that were there.
        _ = try? keys.watch?.renew()
        connection = try Self.open(url, name, keys)
        takeKeys()
    }

    /// Works by the keys that the process has now.
    private mutating func takeKeys() {
        guard let watch = keys.watch, watch.changes != keyChanges else { return }
        keyChanges = watch.changes
        keys = watch.current
        connection.keys = keys
    }

    /// Looks whether the database is still there, now and then: an idle lane must not call itself ready without it.
    ///
    /// - Throws: `StageFailure` `unavailable`.
    package mutating func check(at now: Instant) throws(StageFailure) {
        guard checkedAt.advanced(bySeconds: Self.checkSeconds) <= now else { return }
        checkedAt = now
        _ = try read { connection throws(PostgresError) in try connection.run("SELECT 1") }
    }

    package mutating func transaction<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result {
        takeKeys()
        do throws(PostgresError) {
            try forgetOldPlans()
            var written = ContinuousClock.now
            let result = try connection.transaction { connection throws(PostgresError) in
                let result = try body(&connection)
                KillPoint.storing.pass()
                written = ContinuousClock.now
                return result
            }
            commitTime += ContinuousClock.now - written
            return result
        } catch {
            throw StageFailure(error)
        }
    }

    /// How long transactions waited for their COMMIT since this was last asked.
    package mutating func takeCommitTime() -> Duration {
        defer { commitTime = .zero }
        return commitTime
    }

    package mutating func read<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result {
        takeKeys()
        do throws(PostgresError) {
            try forgetOldPlans()
            return try body(&connection)
        } catch {
            throw StageFailure(error)
        }
    }

    private mutating func forgetOldPlans() throws(PostgresError) {
        let now = ContinuousClock.now
        guard now - plannedAt >= Self.planning else { return }
        try connection.run("DISCARD PLANS")
        plannedAt = now
    }

    private static func open(
        _ url: String, _ name: String, _ keys: CaseKeys
    ) throws(StageFailure) -> PostgresConnection {
        do throws(PostgresError) {
            var connection = try PostgresConnection(at: url, name: name)
            connection.keys = keys
            Telemetry.connected(to: .database)
            // That of a process that is stopped must end in a minute.
            try connection.run(
                """
                \(PostgresConnection.planningOnce); \(PostgresConnection.keepalives); SET statement_timeout = '9s'; \
                SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s'; SET idle_session_timeout = '60s'
                """)
            return connection
        } catch {
            switch error.code {
            case .refused, .untrusted: throw StageFailure(error)
            default: throw .unavailable(error.description)
            }
        }
    }
}
