package import Rabbit
package import Shared
import Synchronization

/// What a scripted broker and stage did, in order, and at which entries they fail.
package final class CallLog: Sendable {
    private struct State {
        var entries: [String] = []
        var published: [Publication] = []
        var failures: [String: LaneError] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The entries so far.
    package var entries: [String] { state.withLock { $0.entries } }
    /// The messages that were published.
    package var published: [Publication] { state.withLock { $0.published } }

    /// The next entry that begins with `prefix` fails with `error` instead of happening.
    package func fail(_ prefix: String, with error: LaneError) { state.withLock { $0.failures[prefix] = error } }

    /// Writes an entry down, or fails as a test wants it.
    ///
    /// - Throws: the `LaneError` that was asked for.
    package func note(_ entry: String) throws(LaneError) {
        let failure = state.withLock { state -> LaneError? in
            if let prefix = state.failures.keys.first(where: { entry.hasPrefix($0) }) {
                return state.failures.removeValue(forKey: prefix)
            }
            state.entries.append(entry)
            return nil
        }
        if let failure { throw failure }
    }

    func keep(_ messages: [Publication]) { state.withLock { $0.published += messages } }
}
