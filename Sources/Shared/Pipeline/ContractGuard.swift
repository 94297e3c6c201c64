/// Notices when too much is bad at once: more than a fifth of a batch, or fifty in a row.
///
/// Then not the messages are at fault but somebody changed the contract, and parking them all would bury it.
package struct ContractGuard: Sendable, Equatable {
    /// So many bad ones in a row are no accident.
    package static let longestStreak = 50
    /// Batches smaller than this prove nothing by their share.
    package static let smallestBatch = 20
    private var streak = 0

    /// Takes note of a batch. Once something is wrong, each further bad one is wrong at once, until a good one is seen.
    ///
    /// - Parameter bad: the items in order; true stands for a bad one.
    /// - Returns: what is wrong, or nil.
    package mutating func note(_ bad: [Bool]) -> String? {
        for isBad in bad {
            streak = isBad ? streak + 1 : 0
            if streak >= Self.longestStreak { return "\(streak) bad messages in a row" }
        }
        let count = bad.count { $0 }
        if bad.count >= Self.smallestBatch, count * 5 > bad.count {
            streak = Self.longestStreak
            return "\(count) of \(bad.count) messages of one batch are bad"
        }
        return nil
    }
}
