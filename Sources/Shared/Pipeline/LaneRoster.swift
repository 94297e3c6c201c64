import Synchronization

/// The lanes of a process: those that it starts with, and those that are added while it runs.
package final class LaneRoster: Sendable {
    private struct State {
        var members: [LaneGroup.Member]
        var isStopping = false
    }

    private let state: Mutex<State>
    private let arrival: AsyncStream<LaneGroup.Member>.Continuation
    /// Those that were added; it ends with the process.
    let newcomers: AsyncStream<LaneGroup.Member>

    package init(_ members: [LaneGroup.Member]) {
        state = Mutex(State(members: members))
        (newcomers, arrival) = AsyncStream.makeStream(of: LaneGroup.Member.self)
    }

    package var members: [LaneGroup.Member] { state.withLock(\.members) }
    package var statuses: [LaneStatus] { members.map(\.status) }
    /// Whether all have been asked to end.
    package var isStopping: Bool { state.withLock(\.isStopping) }

    /// Adds one, which then starts.
    package func add(_ member: LaneGroup.Member) {
        let isLate = state.withLock { state in
            if !state.isStopping { state.members.append(member) }
            return state.isStopping
        }
        if !isLate { arrival.yield(member) }
    }

    /// Asks all of them to end; none is added any more.
    package func stop() {
        let members = state.withLock { state in
            state.isStopping = true
            return state.members
        }
        members.forEach { $0.status.requestStop() }
        arrival.finish()
    }
}
