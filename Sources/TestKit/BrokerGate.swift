import Foundation
import Synchronization

/// Lets many tests use the broker at a time, or one test that disturbs all others.
final class BrokerGate: Sendable {
    static let shared = BrokerGate()
    private let changed = NSCondition()
    /// Tests inside; -1 for one that is alone.
    private let inside = Mutex(0)

    func enter() { change(by: 1) { $0 >= 0 } }
    func leave() { change(by: -1) { _ in true } }
    func enterAlone() { change(by: -1) { $0 == 0 } }
    func leaveAlone() { change(by: 1) { _ in true } }

    private func change(by number: Int, when allowed: (Int) -> Bool) {
        changed.lock()
        while !allowed(inside.withLock { $0 }) { changed.wait() }
        inside.withLock { $0 += number }
        changed.broadcast()
        changed.unlock()
    }
}
