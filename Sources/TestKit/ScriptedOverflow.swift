package import Shared
import Synchronization

/// Keeps what a full queue refuses, where a test can look at it; fails as often as a test wants.
package final class ScriptedOverflow: ParkingOverflow {
    private let state = Mutex<(kept: [RefusedMessage], failures: Int)>(([], 0))

    package init() {}

    /// What was kept.
    package var kept: [RefusedMessage] { state.withLock { $0.kept } }

    /// The next `count` calls find no store.
    package func fail(_ count: Int) { state.withLock { $0.failures = count } }

    package func keep(_ messages: [RefusedMessage]) throws(StageFailure) {
        let fails = state.withLock { state in
            state.failures -= 1
            if state.failures < 0 { state.kept += messages }
            return state.failures >= 0
        }
        if fails { throw .unavailable("no store") }
    }
}
