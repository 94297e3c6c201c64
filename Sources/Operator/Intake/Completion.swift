import Foundation
import Rabbit
import Store

/// Waits until nothing is on its way any more.
struct Completion {
    private static let patience = Duration.seconds(120)
    private static let quiet = Duration.seconds(1)
    private let broker: RabbitAddress
    /// Nil: without end, as long as something moves or a worker is missing.
    private let limit: Double?
    /// When what is waited for began.
    private let start: ContinuousClock.Instant

    /// - Parameter seconds: not longer than that after `start`.
    init(within seconds: Double?, since start: ContinuousClock.Instant) throws {
        self.start = start
        broker = try Connections.broker()
        limit = seconds
    }

    private struct Left {
        var parts: [(count: Int, what: Phrase)]
        var unread: [UnreadQueue]

        var count: Int { parts.reduce(0) { $0 + $1.count } }
        var phrase: Phrase {
            let some = parts.filter { $0.count > 0 }
            guard !some.isEmpty else { return IntakeWords.nothing }
            return some.map { IntakeWords.left($0.count, $0.what) }.joined(", ")
        }
    }

    /// - Throws: `Failure` `notYet` when nothing moves for two minutes although workers read the queues, or the time is over,
    ///   saying what is left; `interrupted`.
    func wait() throws {
        var watch = UnreadQueueWatch()
        var bar = ProgressBar(IntakeWords.waiting)
        defer { bar.end() }
        var most = 0
        var least = Int.max
        var moved = ContinuousClock.now
        var quietSince: ContinuousClock.Instant?
        while true {
            guard !Interruption.hasCome else { throw Failure(.interrupted, IntakeWords.notAwaited) }
            let left = try left()
            most = max(most, left.count)
            bar.show(most == 0 ? 1 : 1 - Double(left.count) / Double(most), left.phrase)
            if left.count < least { (least, moved) = (left.count, .now) }
            for queue in watch.toTell(left.unread, after: ContinuousClock.now - start) {
                bar.end()
                Terminal.complain(IntakeWords.unread(queue.name, queue.waiting))
            }
            // Whoever starts the worker now need not call this again.
            if !left.unread.isEmpty { moved = .now }
            quietSince = left.count == 0 ? quietSince ?? .now : nil
            if let quietSince, ContinuousClock.now - quietSince >= Self.quiet { return }
            if let limit, left.count > 0, ContinuousClock.now - start > .seconds(limit) {
                throw Failure(.notYet, IntakeWords.outOfTime(String(format: "%g", limit), left.phrase))
            }
            if left.count > 0, ContinuousClock.now - moved > Self.patience {
                throw Failure(.notYet, IntakeWords.stuck(left.phrase))
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    private func left() throws -> Left {
        var connection = try RabbitConnection(to: broker)
        var parts: [(Int, Phrase)] = []
        var unread: [UnreadQueue] = []
        for queue in ["intake", "routing", "notify"] {
            let (ready, consumers) = try connection.depth(of: queue)
            parts.append((ready, IntakeWords.inQueue(queue)))
            if ready > 0, consumers == 0 { unread.append(UnreadQueue(name: queue, waiting: ready)) }
        }
        var database = try Connections.database()
        let (complaints, notices) = try WorkInHand.onTheWay(&database)
        parts.append((complaints, IntakeWords.beingRouted))
        parts.append((notices, IntakeWords.beingSent))
        return Left(parts: parts, unread: unread)
    }
}

/// A queue with messages that no worker reads.
struct UnreadQueue: Equatable {
    var name: String
    var waiting: Int
}

/// When to say that nobody reads a queue: soon, and then once a minute.
struct UnreadQueueWatch {
    /// Workers that are just starting, or are connecting again, are given so long.
    private static let grace = Duration.seconds(5)
    private static let pause = Duration.seconds(60)
    private var since: [String: Duration] = [:]
    private var toldAt: [String: Duration] = [:]

    /// Which of the queues that nobody reads are to be told now.
    mutating func toTell(_ unread: [UnreadQueue], after now: Duration) -> [UnreadQueue] {
        let names = Set(unread.map(\.name))
        since = since.filter { names.contains($0.key) }
        toldAt = toldAt.filter { names.contains($0.key) }
        return unread.filter { queue in
            let begin = since[queue.name] ?? now
            since[queue.name] = begin
            guard now - begin >= Self.grace, now - (toldAt[queue.name] ?? .zero - Self.pause) >= Self.pause else {
                return false
            }
            toldAt[queue.name] = now
            return true
        }
    }
}
