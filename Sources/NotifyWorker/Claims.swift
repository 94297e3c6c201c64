import Complaints
import Postgres
import Shared
import Store

/// What this lane may send and no other: the claims of its session, and those that others left behind.
struct Claims: Sendable {
    /// What this session's claims carry. It holds an advisory lock of this number until it ends, however it ends.
    private var owner: Int64
    private let filed: Set<NotificationChannel>
    private var watch: OrphanWatch

    /// - Parameters:
    ///   - patience: how long the owner of a claim must have been gone before it is taken over.
    ///   - filed: channels that have no provider, whose messages go to files.
    /// - Throws: `StageFailure` `unavailable`.
    init(
        patience: Duration, filed: Set<NotificationChannel>, in session: inout StageSession<NotifyKnowledge>
    ) throws(StageFailure) {
        watch = OrphanWatch(patience: patience)
        self.filed = filed
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
            let queued = try NotificationTable.unknown(later.map(\.0), &connection)
            try NotificationTable.insert(queued: queued, at: now, &connection)
            let queuedIDs = Set(queued.map(\.id))
            try NotificationDueTable.add(
                later.filter { queuedIDs.contains($0.0.id) }.map { ($0.0.id, $0.1) }, &connection)
            let claimed = try NotificationTable.unknown(ready, &connection)
            let claim = try ClaimTable.add(Set(claimed.map(\.id)), of: owner, &connection)
            try NotificationTable.insert(claimed, claimed: claim, at: now, &connection)
            return claim
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
        guard isAnyDue else { return (Claim(id: nil, owner: owner, ids: []), []) }
        return try session.transaction { connection throws(PostgresError) in
            let ids = try NotificationDueTable.take(at: now, limit: limit, &connection)
            let due = try NotificationTable.due(ids, .queued, &connection)
            let claim = try ClaimTable.add(ids, of: owner, &connection)
            try NotificationTable.claim(ids, by: claim, &connection)
            return (claim, due)
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

    /// Stores outcomes and settles the claim. One transaction. A claim that is settled already, or was taken over, is
    /// another's business: then nothing is stored.
    ///
    /// - Parameter awaited: those whose receipts are awaited, and until when.
    /// - Throws: `StageFailure`; nothing is stored then as far as is known, and it must be tried again.
    func settle(
        _ claim: Claim, _ known: [Settlement], awaiting awaited: (notices: [ComplaintID], until: Instant)? = nil,
        at now: Instant, in session: inout StageSession<NotifyKnowledge>
    ) throws(StageFailure) {
        // Of what has no outcome nobody may believe that it was sent.
        let silent = claim.ids.subtracting(known.map(\.notification)).map {
            Settlement($0, .unknown, reason: "its worker said nothing about it", attempts: 1)
        }
        let (settlements, filed, told) = (known + silent, filed, Self.told(known))
        try session.transaction { connection throws(PostgresError) in
            guard try ClaimTable.settle(claim, told: told, filed: filed, at: now, &connection) else { return }
            try NotificationTable.settle(settlements, at: now, &connection)
            if let awaited {
                try ReceiptTable.expect(awaited.notices, of: claim, until: awaited.until, &connection)
            }
            try NotificationDueTable.add(
                settlements.compactMap { settled in settled.dueAt.map { (settled.notification, $0) } }, &connection)
        }
    }

    /// How many were sent by each channel.
    private static func told(_ settlements: [Settlement]) -> [NotificationChannel: Int] {
        var told: [NotificationChannel: Int] = [:]
        for channel in NotificationChannel.allCases {
            let count = settlements.count { $0.state == .sent && $0.channel == channel }
            if count > 0 { told[channel] = count }
        }
        return told
    }
}
