package import Rabbit

/// The two AMQP connections of a lane, as the lane sees them. Delivery tags live and die with the value:
/// after a reconnect there is a new broker, so an old tag cannot be acknowledged.
package protocol Broker: ~Copyable {
    /// The next delivery, waiting at most `milliseconds`; nil when none came.
    ///
    /// - Throws: `LaneError` `broker` when the consuming connection is gone or its queue was deleted.
    mutating func take(milliseconds: Int) throws(LaneError) -> Delivery?

    /// Publishes all and returns when each is confirmed by the broker, however long that takes; only parked messages may be
    /// refused.
    ///
    /// - Throws: `LaneError` `stopped` when asked to stop meanwhile, `broker` when the consuming connection is gone.
    mutating func publish(_ messages: [Publication]) throws(LaneError) -> Publishing

    /// Whether an alarm has held publishers back for longer than the lane has patience.
    var isHeldBack: Bool { get }

    /// Acknowledges deliveries; with `multiple`, everything up to the last one.
    ///
    /// - Throws: `LaneError` `broker`.
    mutating func settle(_ tags: [UInt64], multiple: Bool) throws(LaneError)

    /// Keeps both connections alive while the lane waits for something else.
    ///
    /// - Throws: `LaneError` `broker`.
    mutating func pulse() throws(LaneError)

    /// Stops deliveries; those that are here already can still be taken.
    ///
    /// - Throws: `LaneError` `broker`.
    mutating func cancel() throws(LaneError)
}

/// What became of messages that a lane published.
package enum Publishing: Sendable, Equatable {
    /// The broker has all of them.
    case confirmed
    /// It has all but these: they are parked messages, for which their queue has no room.
    case refused([Publication])
    /// An alarm holds publishers back for longer than the lane has patience: nobody knows which the broker will take.
    case heldBack
}

/// Why a lane's turn ended early. Nothing was acknowledged, so nothing is lost.
package enum LaneError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The consuming connection is of no more use.
    case broker(RabbitError)
    case stopped
    /// The schema or the program is wrong.
    case fault(String)
    /// Too many messages of our own making are bad.
    case contractBroken(String)

    package var description: String {
        switch self {
        case .broker(let error): "\(error)"
        case .stopped: "asked to stop"
        case .fault(let reason), .contractBroken(let reason): reason
        }
    }
}
