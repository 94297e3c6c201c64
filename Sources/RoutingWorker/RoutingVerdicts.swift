import Complaints
import Contract
import Routing
import Shared
import Store

/// What becomes of each event that asked for routing, once the decisions are stored. Pure.
struct RoutingVerdicts {
    private let found: [ComplaintID: RoutableComplaint]
    private let messages: [ComplaintID: Outbound]
    private let receipts: OutboxReceipts

    /// - Parameters:
    ///   - found: the complaints that exist.
    ///   - messages: those of the decisions that were made now.
    ///   - receipts: what the broker has confirmed and the outbox may still hold.
    init(_ found: [RoutableComplaint], announcing messages: [ComplaintID: Outbound], receipts: OutboxReceipts) {
        self.found = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        self.messages = messages
        self.receipts = receipts
    }

    /// The complaints that `items` ask routing for, each with its newest version of which they tell.
    static func requests(_ items: ArraySlice<RoutingItem>) -> [ComplaintID: Int] {
        var requests: [ComplaintID: Int] = [:]
        for message in items.lazy.map(\.message) where message.event.asksForRouting {
            requests[message.complaint] = max(requests[message.complaint] ?? 0, message.version)
        }
        return requests
    }

    /// What those who sent complaints trace them by: mostly nobody does.
    static func traces(_ items: ArraySlice<RoutingItem>) -> [ComplaintID: TraceParent] {
        var traces: [ComplaintID: TraceParent] = [:]
        for message in items.lazy.map(\.message) where message.details.trace != nil {
            traces[message.complaint] = message.details.trace
        }
        return traces
    }

    /// A verdict for each of `items`; one complaint is announced once.
    func of(_ items: ArraySlice<RoutingItem>) -> [Verdict] {
        var announced: Set<ComplaintID> = []
        return items.map { item in
            guard item.message.event.asksForRouting, announced.insert(item.message.complaint).inserted else {
                return .finish
            }
            return verdict(on: item.message.complaint, redelivered: item.redelivered)
        }
    }

    private func verdict(on id: ComplaintID, redelivered: Bool) -> Verdict {
        guard let complaint = found[id] else {
            return .reject(Rejection("complaint_unknown", field: "subject", "no complaint has this id"))
        }
        if let message = messages[id] { return .pass(message) }
        // Others have taken it further.
        guard let step = complaint.decidedBefore else { return .finish }
        // Stored, but perhaps never announced.
        let isPublished = complaint.held.map(receipts.contains) ?? true
        return isPublished && !redelivered ? .finish : .pass(step.outbound(by: complaint.report.channel))
    }
}
