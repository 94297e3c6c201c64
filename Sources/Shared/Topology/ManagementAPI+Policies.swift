import Foundation

extension ManagementAPI {
    /// Above what others set without a thought, below what somebody sets on purpose.
    static let priority = 10

    package func setPolicy(of queue: Topology.Queue) throws(TopologyError) {
        let policy = PolicyRow(
            pattern: Self.pattern(queue.name), definition: queue.policy, priority: Self.priority, applyTo: "queues")
        try put(policy, "policies/\(virtualHost)/\(Self.escape(BrokerPolicies.own(queue.name)))")
    }

    private static func pattern(_ name: String) -> String {
        "^" + name.split(separator: ".").joined(separator: "\\.") + "$"
    }

    /// The operators' own are merged into the others by the broker, whatever the priorities: without them a queue may look well
    /// and drop what lies in it.
    func policies() throws(TopologyError) -> BrokerPolicies {
        BrokerPolicies(
            set: try get([PolicyRow].self, "policies/\(virtualHost)"),
            byOperator: try get([PolicyRow].self, "operator-policies/\(virtualHost)"))
    }
}

/// A policy as the management API writes it.
struct PolicyRow: Codable {
    /// Not written: the path says it.
    var name: String?
    var pattern: String
    var definition: [String: Topology.PolicyValue]
    var priority: Int
    var applyTo: String

    enum CodingKeys: String, CodingKey {
        case name, pattern, definition, priority
        case applyTo = "apply-to"
    }

    func matches(_ name: String, _ kinds: Set<String>) -> Bool {
        kinds.contains(applyTo) && name.range(of: pattern, options: .regularExpression) != nil
    }
}

/// All policies of a virtual host, and which of them the broker applies to what.
struct BrokerPolicies {
    private static let queues: Set = ["queues", "all", "quorum_queues"]
    private static let exchanges: Set = ["exchanges", "all"]

    var set: [PolicyRow]
    var byOperator: [PolicyRow]

    /// The name of lapor's own policy for a queue.
    static func own(_ queue: String) -> String { queue.hasPrefix("lapor.") ? queue : "lapor.\(queue)" }

    /// The channels that have a policy for a queue of their own.
    var channels: [String] {
        self.set.compactMap { row -> String? in
            guard let name = row.name, name.hasPrefix("lapor."), row.applyTo == "queues" else { return nil }
            return Topology.channel(ofQueue: String(name.dropFirst("lapor.".count)))
        }.sorted()
    }

    /// The channels that have a policy for a queue of their events.
    var listeners: [String] {
        self.set.compactMap { row -> String? in
            row.applyTo == "queues" ? row.name.flatMap(Topology.listener) : nil
        }.sorted()
    }

    /// Whether there is a policy for the queue of webhooks.
    var webhooks: Bool {
        self.set.contains { $0.name == Self.own(Topology.webhookStage) && $0.applyTo == "queues" }
    }

    func applied(to queue: TopologyState.Queue, called name: String) -> TopologyState.Queue {
        var queue = queue
        let best = Self.best(set, name, Self.queues, own: Self.own(name))
        queue.policy = best?.definition ?? [:]
        // One of a lower priority gives way as soon as lapor's own are set.
        if let best, best.name != Self.own(name), best.priority >= ManagementAPI.priority { queue.foreign = best.name }
        queue.byOperator = Self.best(byOperator, name, Self.queues, own: nil).map {
            TopologyState.OperatorPolicy(name: $0.name ?? "", definition: $0.definition)
        }
        return queue
    }

    /// The policy that leads what an exchange cannot route to somewhere else, instead of back to its sender.
    func alternate(of exchange: String) -> String? {
        let best = Self.best(set, exchange, Self.exchanges, own: nil)
        return best?.definition["alternate-exchange"] == nil ? nil : best?.name ?? ""
    }

    /// The matching one of the highest priority; of equal ones the broker takes any, so the worst is supposed.
    private static func best(_ rows: [PolicyRow], _ name: String, _ kinds: Set<String>, own: String?) -> PolicyRow? {
        rows.filter { $0.matches(name, kinds) }.max {
            ($0.priority, $0.name == own ? 0 : 1) < ($1.priority, $1.name == own ? 0 : 1)
        }
    }
}

extension Topology.PolicyValue: Codable {
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text((try? value.decode(String.self)) ?? "(not read)")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .text(let text): try value.encode(text)
        case .number(let number): try value.encode(number)
        }
    }
}
