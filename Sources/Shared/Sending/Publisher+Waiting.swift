import Dispatch
package import Rabbit
import Synchronization

/// Who publishes for a thread that waits.
package protocol WaitingSender: Sendable {
    /// What became of a message: the calling thread waits until it is known.
    func deliver(_ message: Publication) -> Publisher.Outcome
}

extension Publisher: WaitingSender {
    package func deliver(_ message: Publication) -> Outcome {
        let told = Told()
        offer(message) { told.note($0) }
        return told.wait()
    }
}

/// One outcome, told to a thread by another.
private final class Told: Sendable {
    private let outcome = Mutex(Publisher.Outcome.failure(.unconfirmed))
    private let bell = DispatchSemaphore(value: 0)

    func note(_ outcome: Publisher.Outcome) {
        self.outcome.withLock { $0 = outcome }
        bell.signal()
    }

    func wait() -> Publisher.Outcome {
        bell.wait()
        return outcome.withLock { $0 }
    }
}
