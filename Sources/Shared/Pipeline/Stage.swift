package import Complaints
package import Contract
package import Rabbit

/// What one worker does to its messages. A lane owns one; it is used by that lane's thread only.
package protocol Stage: Paced, ~Copyable {
    /// One decoded, validated message.
    associatedtype Item: Sendable

    /// Whether the messages come from lapor's own workers, so that many bad ones mean a broken contract of ours
    /// rather than a careless channel.
    var inputIsOurs: Bool { get }

    /// Turns one delivery into its items. It never throws: what cannot be read is an entry with a rejection.
    mutating func decode(_ delivery: Delivery) -> [Entry<Item>]

    /// Stores all items in one transaction and judges each, in order: one verdict per item.
    ///
    /// It must be safe to run again for items it has stored before.
    /// - Throws: `StageFailure`, and then nothing of the batch is stored as far as is known.
    mutating func handle(_ items: ArraySlice<Item>) throws(StageFailure) -> [Verdict]

    /// How long the transactions since the last question waited for their COMMIT.
    mutating func takeCommitTime() -> Duration

    /// These are confirmed by the broker: they can be struck off the outbox.
    mutating func confirmed(_ outbound: [Outbound])

    /// There is nothing to do: strike off what is confirmed, look after what is due.
    ///
    /// - Throws: `StageFailure`; what was not stored stays outstanding.
    mutating func idle() throws(StageFailure)

    /// Opens a new database session.
    ///
    /// - Throws: `StageFailure` `unavailable` when there is none to be had.
    mutating func reopen() throws(StageFailure)
}

extension Stage where Self: ~Copyable {
    /// For stages that commit nothing.
    package mutating func takeCommitTime() -> Duration { .zero }
}

package enum Verdict: Sendable, Equatable {
    /// Stored: publish this, then acknowledge.
    case pass(Outbound)
    /// Stored: publish all of these, then acknowledge.
    case passAll([Outbound])
    /// Stored: acknowledge.
    case finish
    /// Can never succeed: park it, with the reason.
    case reject(Rejection)
    /// Not stored, because it came too early: publish this, which brings it back, then acknowledge. Until the broker has it
    /// the delivery is all there is.
    case putOff(Outbound)
}

/// One message to publish: a pure function of a committed row.
package struct Outbound: Sendable, Equatable {
    package enum Destination: Sendable, Equatable {
        case events
        case exchange(String)
        /// Back to the sender of a command, who may have gone: the routing key is their queue.
        case sender(correlationID: String?)
        /// Back to the queue that the routing key names, after the wait of the exchange; alone, with these properties.
        case waiting(exchange: String, MessageProperties)
    }

    package var destination: Destination
    package var routingKey: String
    /// Its identity, derived from committed data.
    package var messageID: String
    package var json: [UInt8]
    /// The row of the outbox that holds it until the broker has confirmed it; nil: none, or nobody knows which.
    package var held: OutboxRow?
    /// What its sender traces the cause by; nil: they do not.
    package var trace: TraceParent?
    /// The channel of the case that it is about: whoever hears that channel alone gets it by a further key.
    package var channel: String?

    package init(routingKey: String, messageID: String, json: [UInt8], to destination: Destination = .events) {
        self.destination = destination
        self.routingKey = routingKey
        self.messageID = messageID
        self.json = json
    }
}

extension Verdict {
    /// Whether the store has it: then it is safe without its delivery.
    package var isStored: Bool {
        switch self {
        case .pass, .passAll, .finish: true
        case .reject, .putOff: false
        }
    }

    /// Whether something is published of it.
    var isAnnounced: Bool {
        switch self {
        case .pass: true
        case .passAll(let messages): !messages.isEmpty
        case .finish, .reject, .putOff: false
        }
    }

    package var outbound: [Outbound] {
        switch self {
        case .pass(let message), .putOff(let message): [message]
        case .passAll(let messages): messages
        case .finish, .reject: []
        }
    }
}

package enum StageFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The database cannot work now, or nobody knows whether the commit took effect: hold the batch and run it again.
    case unavailable(String)
    /// The database lets this account in no longer: hold the batch, and tell somebody.
    case refused(String)
    /// The login may not do what the stage does: hold the batch, and tell somebody which right it lacks.
    case forbidden(Remedy)
    /// It is sealed under a key that this program does not have: hold the batch, and tell somebody which.
    case locked(Remedy)
    /// Another transaction is in the way: run the batch again.
    case contention(String)
    /// One of the items cannot be stored: find it by halving.
    case badData(Rejection)
    /// The schema or the program is wrong: stop, park nothing.
    case fault(String)

    package var description: String {
        switch self {
        case .unavailable(let reason), .refused(let reason), .contention(let reason), .fault(let reason): reason
        case .badData(let rejection): rejection.reason
        case .forbidden(let remedy), .locked(let remedy): remedy.description
        }
    }
}
