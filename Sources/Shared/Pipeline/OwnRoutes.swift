import Contract
import Rabbit

/// The ways by which a stage's messages come: its exchange, the default one, and queues of lapor's own. Who may not publish there
/// can bind an exchange of their own, or let a queue of their own give messages up; the broker asks no more questions then.
struct OwnRoutes: Sendable {
    /// Nil: the topology has no such stage.
    private let exchanges: [String]?
    /// Headers in which the broker names one queue that gave the message up.
    private static let namings = ["x-first-death-queue", "x-last-death-queue"]

    init(of stage: String) {
        // Wherever a message goes on from there, it keeps the name of the exchange that it was published to.
        let bound: Set<String> =
            stage == "intake"
            ? [Topology.intakeExchange]
            : Set(Topology.lapor.bindings.filter { $0.queue == stage }.map(\.exchange))
        exchanges = bound.isEmpty ? nil : bound.sorted()
    }

    /// Why the delivery is not read; nil: it came by them.
    func refusal(of delivery: Delivery) -> Rejection? {
        guard lead(delivery) else { return .foreignRoute }
        return Topology.takes(delivery.routingKey, on: delivery.exchange) ? nil : .unknownRoutingKey
    }

    private func lead(_ delivery: Delivery) -> Bool {
        guard let exchanges else { return true }
        guard delivery.exchange.isEmpty || exchanges.contains(delivery.exchange) else { return false }
        let headers = delivery.properties.headers
        guard !headers.isEmpty else { return true }
        for name in Self.namings {
            if let value = headers[name], !Self.isOurs(value) { return false }
        }
        guard let trail = headers["x-death"] else { return true }
        guard case .array(let deaths) = trail else { return false }
        return deaths.allSatisfy { death in
            guard case .table(let fields) = death, let queue = fields["queue"] else { return false }
            return Self.isOurs(queue)
        }
    }

    private static func isOurs(_ queue: FieldValue) -> Bool {
        guard let name = queue.text else { return false }
        return Topology.queueNames.contains(name)
    }
}

extension Lane where B: ~Copyable, S: ~Copyable {
    /// What the stage reads in it, unless it came by a foreign way or with a key that leads nowhere.
    mutating func entries(of delivery: Delivery) -> [Entry<S.Item>] {
        parking.routes.refusal(of: delivery).map { [Entry(.failure($0))] } ?? stage.decode(delivery)
    }
}
