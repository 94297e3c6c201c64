import Synchronization

/// What is said or done once in the life of a process, whichever thread comes first.
package final class Once: Sendable {
    private let isDone = Atomic<Bool>(false)

    package init() {}

    /// True the first time only.
    package func isFirst() -> Bool { !isDone.exchange(true, ordering: .acquiringAndReleasing) }
}
