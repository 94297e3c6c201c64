import Foundation
import Rabbit
import Shared
import Store

/// Waits until nothing is on its way any more.
struct Completion {
    private static let patience = Duration.seconds(120)
    private static let quiet = Duration.seconds(1)
    /// The broker counts what is in workers' hands every few seconds only.
    private static let countsHeld = Duration.seconds(10)
    private let broker: RabbitAddress
    private let management: ManagementAPI?
    /// Nil: without end, as long as something moves or a worker is missing.
    private let limit: Double?
    /// When what is waited for began.
    private let start: ContinuousClock.Instant

    /// - Parameter seconds: not longer than that after `start`.
    init(within seconds: Double?, since start: ContinuousClock.Instant) throws {
        self.start = start
        broker = try Connections.broker()
        management = try ManagementAPI.of(Connections.environment, virtualHost: broker.virtualHost)
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

    /// - Parameter missing: how many rows are neither stored nor parked. It is asked when nothing else is on its way: a worker
    ///   may have them in hand, where no queue shows them.
    /// - Throws: `Failure` `notYet` when nothing moves for two minutes although workers read the queues, or the time is over,
    ///   saying what is left; `interrupted`; what `missing` throws.
    func wait(missing: () throws -> Int) throws {
        var watch = UnreadQueueWatch()
        var inHand = InHand(management)
        var bar = ProgressBar(IntakeWords.waiting)
        defer { bar.end() }
        var most = 0
        var least = Int.max
        var moved = ContinuousClock.now
        var quietSince: ContinuousClock.Instant?
        var isQuiet = false
        while true {
            guard !Interruption.hasCome else { throw Failure(.interrupted, IntakeWords.notAwaited) }
            var left = try left()
            quietSince = left.count == 0 ? quietSince ?? .now : nil
            if let quietSince, ContinuousClock.now - quietSince >= Self.quiet {
                if !isQuiet { (isQuiet, least) = (true, Int.max) }
                let silence = ContinuousClock.now - quietSince
                left.parts = try inHand.parts(missing)
                let isCounted = inHand.isCounted && silence >= Self.countsHeld && inHand.held == 0
                // What is nobody's any more does not come: the outcome names its lines.
                if left.count == 0 || isCounted || inHand.held == 0 && silence > Self.patience { return }
            }
            most = max(most, left.count)
            bar.show(most == 0 ? 1 : 1 - Double(left.count) / Double(most), left.phrase)
            if left.count > 0, left.count < least { (least, moved) = (left.count, .now) }
            for queue in watch.toTell(left.unread, after: ContinuousClock.now - start) {
                bar.end()
                Terminal.complain(IntakeWords.unread(queue.name, queue.waiting))
            }
            // Whoever starts the worker now need not call this again.
            if !left.unread.isEmpty { moved = .now }
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
        var database = try Connections.database()
        let channels = try ChannelBudgetTable.channels(&database)
        for queue in Self.queues {
            let (ready, consumers) = try connection.depth(before: queue, channels: channels)
            parts.append((ready, IntakeWords.inQueue(queue)))
            if ready > 0, consumers == 0 { unread.append(UnreadQueue(name: queue, waiting: ready)) }
        }
        let (complaints, notices) = try WorkInHand.onTheWay(&database)
        parts.append((complaints, IntakeWords.beingRouted))
        parts.append((notices, IntakeWords.beingSent))
        return Left(parts: parts, unread: unread)
    }

    fileprivate static let queues = ["intake", "routing", "notify"]
}

/// What no queue and no table shows: messages that are delivered and not settled.
private struct InHand {
    private static let pause = Duration.seconds(1)
    private let management: ManagementAPI?
    /// Messages in workers' hands, as the broker counted them; 0 when it cannot be asked.
    private(set) var held = 0
    /// Whether the broker could be asked.
    private(set) var isCounted = false
    private var last: (at: ContinuousClock.Instant, parts: [(count: Int, what: Phrase)])?

    init(_ management: ManagementAPI?) { self.management = management }

    /// Looked up once a second at most.
    mutating func parts(_ missing: () throws -> Int) throws -> [(count: Int, what: Phrase)] {
        if let last, ContinuousClock.now - last.at < Self.pause { return last.parts }
        let counts = management.flatMap { try? $0.held() }
        isCounted = counts != nil
        var parts = Completion.queues.map { (counts?.sum(before: $0) ?? 0, IntakeWords.inHand($0)) }
        held = parts.reduce(0) { $0 + $1.0 }
        parts.append((try missing(), IntakeWords.rowsOpen))
        last = (.now, parts)
        return parts
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
