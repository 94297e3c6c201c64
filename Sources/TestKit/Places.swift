import Foundation
import Synchronization
package import Testing

/// How many tests work at a time when each waits for servers and programs, mostly: three for each processor. More would
/// make times meaningless, fewer leave the processors idle.
package struct Places: SuiteTrait, TestTrait, TestScoping {
    private static let processors = ProcessInfo.processInfo.activeProcessorCount
    private static let all = 3 * processors
    private static let waiting = WaitingTests(free: all)
    fileprivate static let one = Places(number: 1, isRecursive: true)
    fileprivate static let most = Places(number: 2 * processors, isRecursive: false)

    private let number: Int
    /// Whether it is each test inside that takes the places, or the suite as long as it lasts.
    package let isRecursive: Bool

    /// Runs one test, or a suite, when there is a place for it.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        await Self.waiting.enter(number)
        defer { Self.waiting.leave(number) }
        try await function()
    }
}

extension Trait where Self == Places {
    /// Each test waits for one of the few places.
    package static var places: Places { Places.one }

    /// A suite that measures time: as long as it lasts two of three places are its own.
    package static var quiet: Places { Places.most }
}

/// Who waits for places, in the order in which they came; who needs several comes first, for theirs is the longest way.
private final class WaitingTests: Sendable {
    private struct State {
        var free: Int
        var queue: [(number: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    init(free: Int) { state = Mutex(State(free: free)) }

    func enter(_ number: Int) async {
        await withCheckedContinuation { continuation in
            state.withLock { $0.queue.insert((number, continuation), at: number > 1 ? 0 : $0.queue.count) }
            admit()
        }
    }

    func leave(_ number: Int) {
        state.withLock { $0.free += number }
        admit()
    }

    private func admit() {
        state.withLock { state in
            while let first = state.queue.first, first.number <= state.free {
                state.free -= first.number
                state.queue.removeFirst()
                first.continuation.resume()
            }
        }
    }
}
