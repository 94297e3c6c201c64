import Synchronization

/// A clock that shows one moment after the other, whatever time it is.
final class CallClock: Sendable {
    private let start = ContinuousClock.now
    private let left: Mutex<ArraySlice<Int>>

    /// - Parameter milliseconds: since the clock was made; the last one stays.
    init(_ milliseconds: [Int]) { left = Mutex(milliseconds[...]) }

    func next() -> ContinuousClock.Instant {
        let milliseconds = left.withLock { left in left.count > 1 ? left.removeFirst() : left.first ?? 0 }
        return start + .milliseconds(milliseconds)
    }
}
