import Complaints
import Postgres
import Shared
import Store

/// What this lane may send and no other: the claims of its session, and those that others left behind.
struct Claims: Sendable {
    /// What this session's claims carry. It holds an advisory lock of this number until it ends, however it ends.
    private var owner: Int64
    private var watch: OrphanWatch

    /// - Parameter patience: how long the owner of a claim must have been gone before it is taken over.
    /// - Throws: `StageFailure` `unavailable`.
    init(patience: Duration, in session: inout StageSession<NotifyKnowledge>) throws(StageFailure) {
        watch = OrphanWatch(patience: patience)
        owner = 0
        try renew(in: &session)
    }

    /// A new number for a new session.
    ///
    /// - Throws: `StageFailure` `unavailable`.
    mutating func renew(in session: inout StageSession<NotifyKnowledge>) throws(StageFailure) {
        let number = Int64.random(in: 1 ... .max)
        try session.read { connection throws(PostgresError) in try ClaimTable.own(number, &connection) }
        owner = number
    }

    /// Claims those of `ready` that nobody knows yet, and queues those of `later` for their moment. One transaction.
    func add(
        _ ready: [Notice], later: [(Notice, Instant)], at now: Instant,
        in session: inout StageSession<NotifyKnowledge>
    ) throws(StageFailure) -> Claim {
        try session.transaction { connection throws(PostgresError) in
            let queued = try NotificationTable.insert(later.map(\.0), .queued, attempts: 0, at: now, &connection)
            try NotificationDueTable.add(
                later.filter { queued.contains($0.0.id) }.map { ($0.0.id, $0.1) }, &connection)
            let claimed = try NotificationTable.insert(ready, .claimed, attempts: 1, at: now, &connection)
            return try ClaimTable.add(claimed, of: owner, &connection)
        }
    }

    /// Claims up to `limit` notifications whose moment has come.
    func takeDue(
        limit: Int, at now: Instant, in session: inout StageSession<NotifyKnowledge>
    ) throws(StageFailure) -> (Claim, [DueNotice]) {
        // Looking first costs no transaction: nearly always nothing is due.
        let isAnyDue = try session.read { connection throws(PostgresError) in
            try NotificationDueTable.isAnyDue(at: now, &connection)
        }
        guard isAnyDue else { return (Claim(id: nil, ids: []), []) }
        return try session.transaction { connection throws(PostgresError) in
            let ids = try NotificationDueTable.take(at: now, limit: limit, &connection)
            let due = try NotificationTable.due(ids, .queued, &connection)
            try NotificationTable.claim(ids, &connection)
            return (try ClaimTable.add(ids, of: owner, &connection), due)
        }
    }

    /// Takes over one claim whose owner has been gone for long enough at `moment`, with what was left of it.
    mutating func takeOver(
        at moment: ContinuousClock.Instant, in session: inout StageSession<NotifyKnowledge>
    ) throws(StageFailure) -> (Claim, [DueNotice])? {
        let owner = owner
        let orphans = try session.read { connection throws(PostgresError) in
            try ClaimTable.orphans(besides: owner, &connection)
        }
        for orphan in watch.note(orphans, at: moment) {
            let taken = try session.transaction { connection throws(PostgresError) -> (Claim, [DueNotice])? in
                guard let claim = try ClaimTable.takeOver(orphan, by: owner, &connection) else { return nil }
                return (claim, try NotificationTable.due(claim.ids, .claimed, &connection))
            }
            if let taken { return taken }
        }
        return nil
    }

    /// Stores outcomes and gives the claim up. One transaction. A claim that is settled already, or was taken over, is
    /// another's business: then nothing is stored.
    ///
    /// - Throws: `StageFailure`; nothing is stored then as far as is known, and it must be tried again.
    func settle(
        _ claim: Int64, _ settlements: [Settlement], at now: Instant, in session: inout StageSession<NotifyKnowledge>
    ) throws(StageFailure) {
        try session.transaction { connection throws(PostgresError) in
            guard try ClaimTable.remove(claim, &connection) else { return }
            try NotificationTable.settle(settlements, at: now, &connection)
            try NotificationDueTable.add(
                settlements.compactMap { settled in settled.dueAt.map { (settled.notification, $0) } }, &connection)
        }
    }
}
