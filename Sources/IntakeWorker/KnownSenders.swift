import Complaints
import Contract
import Postgres
import Shared
import Store

/// Who may send for which channel, as it was some seconds ago: no submission costs a look.
struct KnownSenders: Sendable {
    /// Seconds for which a look is good.
    private static let seconds: Int64 = 5
    private(set) var accounts = ChannelAccounts()
    private var readAt: Instant

    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(_ session: inout DatabaseSession, at now: Instant) throws(StageFailure) {
        readAt = now
        try read(&session, at: now)
    }

    /// - Throws: `StageFailure` `unavailable`.
    mutating func refresh(_ session: inout DatabaseSession, at now: Instant) throws(StageFailure) {
        // A scenario's time may go back.
        guard now < readAt || now >= readAt.advanced(bySeconds: Self.seconds) else { return }
        try read(&session, at: now)
    }

    private mutating func read(_ session: inout DatabaseSession, at now: Instant) throws(StageFailure) {
        accounts = ChannelAccounts(try session.read(ChannelAccountTable.pairs))
        readAt = now
    }
}
