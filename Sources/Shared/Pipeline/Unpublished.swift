import Rabbit

/// What becomes of what a failed publish has left. An answer to a sender goes to a queue of somebody else's: where that refuses it,
/// does not answer, or may not be written to, it is given up, for no sender may hold a lane. Nor may one who sends what must be parked: what
/// a queue of parked messages refuses is the caller's to keep.
struct Unpublished {
    /// To be tried again; empty when `end` is known.
    private(set) var messages: [Publication]
    /// Answers that nobody gets.
    private(set) var givenUp: Int
    /// How the publishing ended; nil: it goes on.
    private(set) var end: Publishing?

    init(_ left: [Publication], after error: RabbitError) {
        let due = left.filter(\.isMandatory)
        (messages, givenUp, end) = (left, 0, nil)
        switch error.code {
        case .notAccepted where due.allSatisfy({ $0.exchange == Topology.deadExchange }):
            end = due.isEmpty ? .confirmed : .refused(due)
        case .timeout where due.isEmpty:
            end = .confirmed
        case .closedByBroker where error.isAccessRefused && due.count < left.count:
            // The exchange that may not be written to is tried no more; if it was another one, the next attempt says so.
            end = due.isEmpty ? .confirmed : nil
        default: return
        }
        givenUp = left.count - due.count
        messages = end == nil ? due : []
    }
}
