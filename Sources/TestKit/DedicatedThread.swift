import Foundation
package import Testing

/// One thread with the stack of a lane, as the place where a task runs: tests that block do not hold up others.
final class ThreadExecutor: TaskExecutor {
    private let jobs = JobQueue()

    init() {
        let jobs = jobs
        let thread = Thread {
            while let job = jobs.next() { job() }
        }
        thread.name = "test"
        thread.stackSize = 8 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        jobs.add { unsafe job.runSynchronously(on: executor) }
    }

    func end() { jobs.end() }
}

/// Runs each test of a suite on a thread of its own.
package struct DedicatedThread: SuiteTrait, TestTrait, TestScoping {
    /// Whether tests inside have it too.
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let executor = ThreadExecutor()
        let start = ContinuousClock.now
        defer {
            TestTimes.note(test, since: start)
            executor.end()
        }
        try await withTaskExecutorPreference(executor) { try await function() }
    }
}

extension Trait where Self == DedicatedThread {
    /// Each test has a thread of its own, with a lane's stack.
    package static var dedicatedThread: DedicatedThread { DedicatedThread() }
}
