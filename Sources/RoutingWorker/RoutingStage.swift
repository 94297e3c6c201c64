import Complaints
import Contract
import Rabbit
import Shared
import Store

/// An event that asks for routing.
struct RoutingItem: Sendable {
    var message: CaseEventMessage
    /// Whether the broker delivered it before: then its answer may be missing although it is stored.
    var redelivered: Bool
}

/// Decides who must answer each registered complaint.
struct RoutingStage<Store: RoutingStore & ~Copyable>: Stage, ~Copyable {
    let inputIsOurs = true
    private let decoder = CaseEventDecoder()
    private let now: @Sendable () -> Instant
    private var store: Store
    private var marks = OutboxMarks()

    init(store: consuming Store, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.now = now
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<RoutingItem>] {
        decoder.decode(delivery.body).map { part in
            let item = part.content.map { RoutingItem(message: $0, redelivered: delivery.redelivered) }
            return Entry(item, index: part.index)
        }
    }

    mutating func handle(_ items: ArraySlice<RoutingItem>) throws(StageFailure) -> [Verdict] {
        var requests: [ComplaintID: Int] = [:]
        for message in items.lazy.map(\.message) where message.event.asksForRouting {
            requests[message.complaint] = max(requests[message.complaint] ?? 0, message.version)
        }
        let now = now()
        let due = marks.isDue(at: now) ? marks : OutboxMarks()
        let found = try store.route(requests, marking: due, at: now)
        if !due.isEmpty { marks = OutboxMarks() }
        var announced: Set<ComplaintID> = []
        return items.map { item in
            guard item.message.event.asksForRouting else { return .finish }
            let id = item.message.complaint
            guard announced.insert(id).inserted else { return .finish }
            return verdict(on: found[id], id, redelivered: item.redelivered)
        }
    }

    mutating func confirmed(_ outbound: [Outbound]) {
        marks.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        guard !marks.isEmpty else { return try store.check(at: now()) }
        try store.mark(marks)
        marks = OutboxMarks()
    }

    mutating func reopen() throws(StageFailure) { try store.reopen() }

    private func verdict(on outcome: RoutingOutcome?, _ id: ComplaintID, redelivered: Bool) -> Verdict {
        switch outcome {
        case nil:
            return .reject(Rejection("complaint_unknown", field: "subject", "no complaint has this id"))
        case .routed(let routed):
            return .pass(.event(id, routed.version, routed.event, routed.at, routed.eventData))
        case .routedBefore(let step, let isPublished):
            // Stored, but perhaps never announced.
            guard !(isPublished || marks.contains(id, version: step.version)) || redelivered else { return .finish }
            return .pass(.event(id, step.version, step.event, step.at, step.data))
        case .movedOn:
            return .finish
        }
    }
}
