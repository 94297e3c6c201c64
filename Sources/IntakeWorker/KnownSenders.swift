import Complaints
import Contract
import Ops
import Postgres
import Shared
import Store

/// Who may send for which channel, and which have queues of their own, as it was some seconds ago: no submission costs a look.
struct KnownSenders: Sendable {
    /// Seconds for which a look is good.
    private static let seconds: Int64 = 5
    private(set) var accounts = ChannelAccounts()
    private let watch: ChannelWatch
    private var readAt: Instant

    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(_ session: inout DatabaseSession, _ watch: ChannelWatch, at now: Instant) throws(StageFailure) {
        self.watch = watch
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
        watch.note(try session.read(ChannelBudgetTable.uses).map(\.budget))
        readAt = now
    }
}
