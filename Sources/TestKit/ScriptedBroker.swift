package import Rabbit
package import Shared

/// A broker that delivers what a test wrote down and writes down what the lane did.
package struct ScriptedBroker: Broker, ~Copyable {
    /// What happened, in order: `publish 2`, `settle 1 2 3`, `settle up to 3`, `cancel`.
    package let diary: CallLog
    /// What `pulse` fails with, from now on.
    package var pulseFailure: LaneError?
    /// Whether an alarm holds publishers back.
    package var isHeldBack = false
    /// The exchange whose queues have no room.
    package var fullExchange: String?
    private var deliveries: ArraySlice<Delivery>

    /// A broker that delivers `deliveries`, once.
    package init(_ deliveries: [Delivery], diary: CallLog) {
        self.deliveries = deliveries[...]
        self.diary = diary
    }

    /// More deliveries, behind those that were not taken yet.
    package mutating func deliver(_ more: [Delivery]) { deliveries += more }

    /// The next scripted delivery; the script is never waited for.
    package mutating func take(milliseconds: Int) throws(LaneError) -> Delivery? { deliveries.popFirst() }

    /// Writes down how many messages were published, and keeps them; or that they are held back, or refused.
    package mutating func publish(_ messages: [Publication]) throws(LaneError) -> Publishing {
        if isHeldBack {
            try diary.note("held back \(messages.count)")
            return .heldBack
        }
        let taken = messages.filter { $0.exchange != fullExchange }
        try diary.note("publish \(taken.count)")
        diary.keep(taken)
        let refused = messages.filter { $0.exchange == fullExchange }
        return refused.isEmpty ? .confirmed : .refused(refused)
    }

    /// Writes down what was acknowledged.
    package mutating func settle(_ tags: [UInt64], multiple: Bool) throws(LaneError) {
        guard let last = tags.last else { return }
        try diary.note(multiple ? "settle up to \(last)" : "settle " + tags.map(String.init).joined(separator: " "))
    }

    /// Nothing to keep alive; fails when a test wants it to.
    package mutating func pulse() throws(LaneError) {
        if let pulseFailure { throw pulseFailure }
    }

    /// Writes it down.
    package mutating func cancel() throws(LaneError) { try diary.note("cancel") }
}
