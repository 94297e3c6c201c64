import Postgres
import Shared
import Store

/// How fast a lane reads its channel's queue: as the channel's budget lets it, which all lanes of the channel share.
struct ChannelPace: Sendable {
    private let budget: ChannelBudget
    /// Submissions that were granted and not taken yet.
    private var left = 0
    /// Bytes parked that the store does not count yet.
    private var parked = 0
    /// Whether so much is parked that nothing is read until the desk has made room.
    private(set) var isClosed = false

    init(_ budget: ChannelBudget) { self.budget = budget }

    mutating func settled(items: Int, parkedBytes: Int) {
        // A message may have held more than were left: the next portions pay for it.
        left -= items
        parked += parkedBytes
    }

    /// How many submissions may be taken now.
    ///
    /// - Throws: `StageFailure`.
    mutating func allowance(_ session: inout DatabaseSession) throws(StageFailure) -> Int {
        let budget = budget
        if parked > 0 {
            let bytes = parked
            try session.read { connection throws(PostgresError) in
                try ChannelBudgetTable.add(parked: bytes, of: budget.channel, &connection)
            }
            parked = 0
            // How much is parked in all is asked at once.
            left = min(left, 0)
        }
        while left <= 0 {
            let grant = try session.read { connection throws(PostgresError) in
                try ChannelBudgetTable.take(budget, &connection)
            }
            isClosed = grant == .full
            switch grant {
            case .portion: left += budget.portion
            case .slower, .full: return 0
            case .none: return .max
            }
        }
        return left
    }
}
