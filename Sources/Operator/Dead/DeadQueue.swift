import Rabbit
import Shared

/// A queue of parked messages, looked through from its beginning. What is not removed stays: the broker puts it back
/// when the connection closes.
struct DeadQueue: ~Copyable {
    /// Most that a prefetch can name; 0 is all.
    private static let longestPrefetch = 65_535
    let stage: String
    private var name: String { "\(stage).dead" }
    private var connection: RabbitConnection
    /// How many are still to be looked at.
    private(set) var left: Int
    /// Whether somebody else looks at the same time: what the broker has given them is not seen here.
    let isShared: Bool

    /// - Throws: `RabbitError`; `SettingError` without a broker's address.
    init(stage: String) throws {
        let name = "\(stage).dead"
        var connection = try RabbitConnection(to: try Connections.broker())
        // What comes while one looks is for the next look: a replayed message that is parked again must not come round.
        let depth = try connection.depth(of: name)
        let left = depth.ready
        if left > 0 { _ = try connection.consume(name, prefetch: left > Self.longestPrefetch ? 0 : left) }
        self.stage = stage
        self.left = left
        isShared = depth.consumers > 0
        self.connection = connection
    }

    /// The next message; nil when all have been seen.
    mutating func next() throws(RabbitError) -> Delivery? {
        guard left > 0 else { return nil }
        left -= 1
        // Somebody else may have taken one meanwhile: then there is no more to wait for.
        while let event = try connection.next(milliseconds: 2000) {
            switch event {
            case .delivery(let delivery): return delivery
            case .closed(_, let text): throw RabbitError(.closedByBroker, in: "basic.consume", text)
            case .consumerCancelled: throw RabbitError(.consumerCancelled, in: "basic.consume", "\(name) is gone")
            default: continue
            }
        }
        left = 0
        return nil
    }

    mutating func remove(_ delivery: Delivery) throws(RabbitError) { try connection.acknowledge(delivery.tag) }

    /// Shows the broker that somebody is still there, while something else takes its time.
    mutating func keepAlive() throws(RabbitError) { try connection.keepAlive() }
}
