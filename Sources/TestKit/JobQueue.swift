import Foundation
import Synchronization

/// What a thread has to do next.
final class JobQueue: Sendable {
    typealias Job = @Sendable () -> Void

    private struct Waiting {
        var jobs: [Job] = []
        var ended = false
    }

    private let waiting = Mutex(Waiting())
    private let changes = DispatchSemaphore(value: 0)

    func add(_ job: @escaping Job) {
        waiting.withLock { $0.jobs.append(job) }
        changes.signal()
    }

    func end() {
        waiting.withLock { $0.ended = true }
        changes.signal()
    }

    /// The next job, waiting for it; nil when there will be no more.
    func next() -> Job? {
        while true {
            changes.wait()
            let (job, ended) = waiting.withLock { waiting in
                (waiting.jobs.isEmpty ? nil : waiting.jobs.removeFirst(), waiting.ended)
            }
            if let job { return job }
            if ended { return nil }
        }
    }
}
