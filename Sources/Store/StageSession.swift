package import Complaints
package import Postgres
package import Shared

/// What a stage's lane has of the database: a session, and what was read from the reference tables, read again when they
/// change. Confined to the lane's thread.
package struct StageSession<Knowledge: Sendable>: ~Copyable {
    package typealias Reader = @Sendable (inout PostgresConnection) throws(PostgresError) -> Knowledge

    /// Seconds between two looks whether the reference tables changed.
    private static var knowledgeSeconds: Int64 { 30 }
    package private(set) var knowledge: Knowledge
    private let ownCodes: DeploymentTable.OwnCodes
    private var session: DatabaseSession
    private let shared: SharedKnowledge<Knowledge>
    private let read: Reader
    private var readAt: Instant

    /// - Parameters:
    ///   - shared: what the lanes of the process know together.
    ///   - now: the moment of the store's clock.
    ///   - keys: what it can seal and open.
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package init(
        url: String, name: String, knowledge shared: SharedKnowledge<Knowledge>, at now: Instant,
        keys: CaseKeys = .none, read: @escaping Reader
    ) throws(StageFailure) {
        var session = try DatabaseSession(url: url, name: name, keys: keys)
        let codes = try session.read(DeploymentTable.ownCodes)
        let known = try session.read { connection throws(PostgresError) in try shared.current(&connection, read: read) }
        ownCodes = codes
        knowledge = known
        readAt = now
        self.session = session
        self.shared = shared
        self.read = read
    }

    /// By what ids, tracking codes and secrets are made and known, and what people are.
    ///
    /// - Throws: `StageFailure` `locked` when there is no key of codes.
    package func hashes() throws(StageFailure) -> PersonalHashes { try ownCodes.hashes(session.keys) }

    /// Looks now and then whether the reference tables changed.
    package mutating func refresh(at now: Instant) throws(StageFailure) {
        guard readAt.advanced(bySeconds: Self.knowledgeSeconds) < now else { return }
        let (shared, read) = (shared, read)
        knowledge = try session.read { connection throws(PostgresError) in try shared.current(&connection, read: read) }
        readAt = now
    }

    /// Reads the reference tables though nobody has said that they changed.
    package mutating func reread(at now: Instant) throws(StageFailure) {
        shared.forget()
        readAt = .init(microseconds: 0)
        try refresh(at: now)
    }

    /// - Throws: `StageFailure` `unavailable`.
    package mutating func reopen() throws(StageFailure) { try session.reopen() }

    /// - Throws: `StageFailure` `unavailable`.
    package mutating func check(at now: Instant) throws(StageFailure) { try session.check(at: now) }

    /// How long transactions waited for their COMMIT since this was last asked.
    package mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    package mutating func transaction<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result { try session.transaction(body) }

    package mutating func read<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result { try session.read(body) }
}
