import Rabbit
import Synchronization

/// Who waits for answers to messages, by the correlation id that each has.
final class Replies: Sendable {
    private struct Waiting {
        /// Milliseconds.
        var deadline: Int
        var tell: @Sendable ([UInt8]?) -> Void
    }

    private let waiting = Mutex<[String: Waiting]>([:])

    var isEmpty: Bool { waiting.withLock(\.isEmpty) }

    /// Tells, once, what came for `id`; nil when nothing did until the deadline, or nothing can come any more.
    func expect(_ id: String, until deadline: Int, _ tell: @escaping @Sendable ([UInt8]?) -> Void) {
        waiting.withLock { $0[id] = Waiting(deadline: deadline, tell: tell) }
    }

    func note(_ delivery: Delivery) {
        guard let id = delivery.properties.correlationID else { return }
        waiting.withLock { $0.removeValue(forKey: id) }?.tell(delivery.body)
    }

    /// Nobody waits for this one any more.
    func forget(_ id: String) { waiting.withLock { $0.removeValue(forKey: id) }?.tell(nil) }

    /// Tells those who have waited for long enough.
    ///
    /// - Parameter now: milliseconds; nil: nothing can come any more.
    func expire(at now: Int?) {
        let late = waiting.withLock { waiting in
            let late = waiting.filter { _, one in now.map { one.deadline <= $0 } ?? true }
            for id in late.keys { waiting[id] = nil }
            return Array(late.values)
        }
        for one in late { one.tell(nil) }
    }
}
