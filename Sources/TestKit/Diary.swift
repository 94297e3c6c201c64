package import Rabbit
package import Shared
import Synchronization

/// What a scripted broker and stage did, in order, and at which entries they fail.
package final class Diary: Sendable {
    private struct Pages {
        var entries: [String] = []
        var published: [Publication] = []
        var failures: [String: LaneError] = [:]
    }

    private let pages = Mutex(Pages())

    /// An empty diary.
    package init() {}

    /// The entries so far.
    package var entries: [String] { pages.withLock { $0.entries } }
    /// The messages that were published.
    package var published: [Publication] { pages.withLock { $0.published } }

    /// The next entry that begins with `prefix` fails with `error` instead of happening.
    package func fail(_ prefix: String, with error: LaneError) { pages.withLock { $0.failures[prefix] = error } }

    /// Writes an entry down, or fails as a test wants it.
    ///
    /// - Throws: the `LaneError` that was asked for.
    package func note(_ entry: String) throws(LaneError) {
        let failure = pages.withLock { pages -> LaneError? in
            if let prefix = pages.failures.keys.first(where: { entry.hasPrefix($0) }) {
                return pages.failures.removeValue(forKey: prefix)
            }
            pages.entries.append(entry)
            return nil
        }
        if let failure { throw failure }
    }

    func keep(_ messages: [Publication]) { pages.withLock { $0.published += messages } }
}
