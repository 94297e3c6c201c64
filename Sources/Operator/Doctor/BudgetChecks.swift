import Store

/// Whether a channel sends more than it may, so that its queue waits or is not read.
enum BudgetChecks {
    /// Seconds after which one that was over its submissions counts as within them again.
    private static let slowed = 60.0
    /// The share of its bytes from which on somebody must look.
    private static let nearly = 0.8

    static func findings(_ uses: [ChannelBudgetTable.Use]) -> [Finding] {
        guard !uses.isEmpty else { return [] }
        let found = uses.compactMap(finding)
        return found.isEmpty ? [.good(BudgetWords.subject, BudgetWords.within(uses.count))] : found
    }

    private static func finding(_ use: ChannelBudgetTable.Use) -> Finding? {
        let (channel, limit) = (use.budget.channel, Size(Double(use.budget.parkedLimit)).description)
        let parked = Size(Double(use.parked)).description
        if use.isFull {
            return .bad(
                .error, BudgetWords.subject, BudgetWords.full(channel, parked), do: BudgetWords.makeRoom(channel))
        }
        if Double(use.parked) > nearly * Double(use.budget.parkedLimit) {
            return .bad(
                .warning, BudgetWords.subject, BudgetWords.nearlyFull(channel, parked, limit),
                do: BudgetWords.makeRoom(channel))
        }
        guard use.slowedSeconds ?? .infinity < slowed else { return nil }
        return .bad(
            .warning, BudgetWords.subject, BudgetWords.slowed(channel, use.budget.perMinute), do: BudgetWords.askChannel
        )
    }
}
