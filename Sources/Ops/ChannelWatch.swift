import Foundation
import Shared
package import Store
import Synchronization

/// The channels with queues of their own, as the lanes of a process read them anew every few seconds.
package final class ChannelWatch: Sendable {
    private let budgets = Mutex<[ChannelBudget]>([])

    package init() {}

    /// Takes note of what was read.
    package func note(_ read: [ChannelBudget]) { budgets.withLock { $0 = read } }

    /// Adds a lane for each channel to `roster`, until that is to stop. None is taken away: what lies in a queue is still read.
    ///
    /// - Parameter member: makes a channel's lane; nil: not yet.
    func report(to roster: LaneRoster, _ member: (ChannelBudget) -> LaneGroup.Member?) {
        var known: Set<String> = []
        while !roster.isStopping {
            for budget in budgets.withLock(\.self) where !known.contains(budget.channel) {
                guard !roster.isStopping, let lane = member(budget) else { continue }
                known.insert(budget.channel)
                roster.add(lane)
            }
            for _ in 0..<5 where !roster.isStopping { Thread.sleep(forTimeInterval: 0.2) }
        }
    }
}
