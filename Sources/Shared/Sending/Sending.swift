package import Rabbit

/// Who publishes for those who wait until it is known what became of their messages.
package protocol Sending: Sendable {
    /// What became of each message, in their order.
    func publish(_ messages: [Publication]) async -> [Publisher.Outcome]
}

extension Publisher {
    /// What became of a message that is not known to be in a queue.
    package enum Refusal: Error, Sendable, Equatable {
        /// There is no connection, or an alarm holds publishers back: it was not published.
        case away
        /// Too much is waiting already: it was not published.
        case busy
        /// Its queue is full: it is not there.
        case full
        /// It was published, and the broker has not said what became of it.
        case unconfirmed
    }

    package typealias Outcome = Result<Void, Refusal>
}
