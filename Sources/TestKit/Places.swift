import Foundation
import Synchronization
package import Testing

/// How many tests work at a time when each waits for servers and programs, mostly: two for each processor. More would
/// make times meaningless, fewer leave the processors idle.
package struct Places: SuiteTrait, TestTrait, TestScoping {
    fileprivate static let shared = Places(2 * ProcessInfo.processInfo.activeProcessorCount)
    private let waiting: WaitingTests

    private init(_ number: Int) { waiting = WaitingTests(free: number) }

    /// Whether tests inside have it too.
    package var isRecursive: Bool { true }

    /// Runs one test when there is a place for it.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        await waiting.enter()
        defer { waiting.leave() }
        try await function()
    }
}

extension Trait where Self == Places {
    /// Each test waits for one of the few places.
    package static var places: Places { Places.shared }
}

/// Who has a place, and who waits for one, in the order in which they came.
private final class WaitingTests: Sendable {
    private struct State {
        var free: Int
        var queue: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(free: Int) { state = Mutex(State(free: free)) }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.queue.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.queue.isEmpty else { return state.queue.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
