import Foundation
import Rabbit
import Store

/// Waits until nothing is on its way any more.
struct Completion {
    private static let patience = Duration.seconds(120)
    private static let quiet = Duration.seconds(1)
    private let broker: RabbitAddress

    init() throws { broker = try Connections.broker() }

    private struct Left {
        var parts: [(count: Int, what: Phrase)]

        var count: Int { parts.reduce(0) { $0 + $1.count } }
        var phrase: Phrase {
            let some = parts.filter { $0.count > 0 }
            guard !some.isEmpty else { return IntakeWords.nothing }
            return some.map { IntakeWords.left($0.count, $0.what) }.joined(", ")
        }
    }

    /// - Throws: `Failure` `notYet` when nothing moves for two minutes, saying what is left; `interrupted`.
    func wait() throws {
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
            quietSince = left.count == 0 ? quietSince ?? .now : nil
            if let quietSince, ContinuousClock.now - quietSince >= Self.quiet { return }
            if left.count > 0, ContinuousClock.now - moved > Self.patience {
                throw Failure(.notYet, IntakeWords.stuck(left.phrase))
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    private func left() throws -> Left {
        var connection = try RabbitConnection(to: broker)
        var parts: [(Int, Phrase)] = []
        for queue in ["intake", "routing", "notify"] {
            parts.append((try connection.messageCount(of: queue), IntakeWords.inQueue(queue)))
        }
        var database = try Connections.database()
        let (complaints, notices) = try WorkInHand.onTheWay(&database)
        parts.append((complaints, IntakeWords.beingRouted))
        parts.append((notices, IntakeWords.beingSent))
        return Left(parts: parts)
    }
}
