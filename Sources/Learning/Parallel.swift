import Dispatch
import Synchronization

/// The same work for many numbers on all processors.
enum Parallel {
    static func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
        let results = Mutex([Int: Result]())
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let result = work(number)
            results.withLock { $0[number] = result }
        }
        return results.withLock { results in (0..<count).compactMap { results[$0] } }
    }
}
