import Complaints
import Store

/// Tells which claims may be taken over: those whose owner has been gone for as long as it may still be sending.
///
/// Every database session holds an advisory lock of a number of its own, and every claim carries the number of the session
/// that made it. No number is used twice, so a lock that is free once is free for ever: the session has ended and makes
/// no more claims. Its worker may be dead, or cut off from the database and still sending. It offers nothing later than
/// `SendingTime.offering` after it asked for the claim, and no request takes longer than `SendingTime.request`; so
/// whoever has known the lock to be free for both together, and a little more, is the only one that has to do with it.
struct OrphanWatch: Sendable {
    /// How long an owner must have been gone.
    let patience: Duration
    /// When each of them was first seen without its owner.
    private var seen: [ClaimTable.Orphan: ContinuousClock.Instant] = [:]

    init(patience: Duration) { self.patience = patience }

    /// Takes note of all claims that have no owner at `moment`; returns those that may be taken over.
    mutating func note(
        _ claims: [ClaimTable.Orphan], at moment: ContinuousClock.Instant
    ) -> [ClaimTable.Orphan] {
        seen = Dictionary(claims.map { ($0, seen[$0] ?? moment) }) { first, _ in first }
        return claims.filter { claim in seen[claim].map { $0.duration(to: moment) >= patience } ?? false }
    }
}

/// How long messages may take. A stop and heartbeats wait for their end, too.
enum SendingTime {
    /// From the moment a claim is asked for until its last message is offered to a provider.
    static let offering = Duration.seconds(8)
    /// From the offer of a message until its provider has answered or is given up.
    static let request = Duration.seconds(8)
    /// For clocks and schedulers.
    static let margin = Duration.seconds(2)
}
