import Rabbit

/// Where parked messages go that their queue refuses, because it is full or has no quorum: nobody's bad messages may hold up
/// a lane.
package protocol ParkingOverflow: Sendable {
    /// Keeps them as they would lie in their queue; all are stored when this returns. What is kept twice is a copy.
    ///
    /// - Throws: `StageFailure`; then nobody knows which are stored.
    func keep(_ messages: [RefusedMessage]) throws(StageFailure)
}

/// A parked message that its queue refused, in a form that a table can hold.
package struct RefusedMessage: Sendable, Equatable {
    package let stage: String
    /// `KeptProperties` as JSON.
    package let properties: String
    package let body: [UInt8]

    /// - Throws: `StageFailure` `fault`: there are no properties without JSON.
    init(_ message: Publication) throws(StageFailure) {
        (stage, body) = (message.routingKey, message.body)
        do { properties = try KeptProperties(message.properties).json } catch { throw .fault("\(error)") }
    }
}
