package import Shared
import Synchronization

/// Time that passes only when a lane sleeps, and a log that can be read.
package final class ManualWorld: Sendable {
    private struct State {
        var now = 0
        var sleeps: [Int] = []
        var log: [String] = []
    }

    private let state = Mutex(State())
    private let onSleep: @Sendable (_ total: Int) -> Void

    /// A world at moment 0.
    ///
    /// - Parameter onSleep: called with all milliseconds slept so far, after each sleep.
    package init(onSleep: @escaping @Sendable (_ total: Int) -> Void = { _ in }) { self.onSleep = onSleep }

    /// The waits so far, in milliseconds.
    package var sleeps: [Int] { state.withLock { $0.sleeps } }
    /// The lines so far: `warning: database unavailable, holding`.
    package var log: [String] { state.withLock { $0.log } }

    /// The world as a lane sees it.
    package var world: LaneWorld {
        LaneWorld(
            milliseconds: { self.state.withLock { $0.now } }, timestamp: { "2026-02-03T01:15:01.000000Z" },
            sleep: { self.sleep($0) },
            log: { level, message, _ in self.state.withLock { $0.log.append("\(level): \(message)") } })
    }

    private func sleep(_ milliseconds: Int) {
        let total = state.withLock { state in
            state.now += milliseconds
            state.sleeps.append(milliseconds)
            return state.now
        }
        onSleep(total)
    }
}
