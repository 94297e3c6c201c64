/// What a broker has, as its management API tells.
package struct TopologyState: Sendable, Equatable {
    /// Exchange name to type.
    package var exchanges: [String: String] = [:]
    package var queues: [String: Queue] = [:]
    package var bindings: Set<Topology.Binding> = []
    package var exchangeBindings: Set<ExchangeBinding> = []
    /// Where an exchange hands what it cannot place.
    package var alternates: [String: String] = [:]

    package struct Queue: Sendable, Equatable {
        /// `quorum` or another type.
        package var type: String
        package var durable: Bool
        package var policy: [String: Topology.PolicyValue]
        /// That of its own arguments.
        package var deadLetterExchange: String?
        package var messages = 0

        package init(
            type: String, durable: Bool, policy: [String: Topology.PolicyValue], deadLetterExchange: String? = nil,
            messages: Int = 0
        ) {
            (self.type, self.durable, self.policy) = (type, durable, policy)
            (self.deadLetterExchange, self.messages) = (deadLetterExchange, messages)
        }
    }

    /// Messages of one exchange that go on to another.
    package struct ExchangeBinding: Sendable, Hashable {
        package var source: String
        package var destination: String
        package var key: String
    }
}

extension Topology {
    /// What must be mended before the pipeline may run, one sentence each; empty when all is well.
    ///
    /// Bindings that are not ours and further exchanges and queues are nobody's business, except bindings that would
    /// bring a work queue messages it does not expect.
    package func differences(from state: TopologyState) -> [String] {
        exchanges.compactMap { difference(of: $0, state) } + queues.flatMap { differences(of: $0, state) }
            + bindings.filter { !state.bindings.contains($0) }.map {
                "queue \($0.queue) is not bound to \($0.exchange) with key '\($0.key)'"
            } + unexpectedBindings(state)
    }

    private func difference(of exchange: Exchange, _ state: TopologyState) -> String? {
        guard let type = state.exchanges[exchange.name] else { return "exchange \(exchange.name) is missing" }
        return type == exchange.type ? nil : "exchange \(exchange.name) is \(type), must be \(exchange.type)"
    }

    private func differences(of queue: Queue, _ state: TopologyState) -> [String] {
        guard let found = state.queues[queue.name] else { return ["queue \(queue.name) is missing"] }
        var differences: [String] = []
        if found.type != "quorum" { differences.append("queue \(queue.name) is \(found.type), must be quorum") }
        if !found.durable { differences.append("queue \(queue.name) is not durable") }
        for (key, value) in queue.policy.sorted(by: { $0.key < $1.key }) where found.policy[key] != value {
            let actual = found.policy[key].map { "\($0)" } ?? "not set"
            differences.append("queue \(queue.name): policy \(key) is \(actual), must be \(value)")
        }
        for key in found.policy.keys.sorted() where queue.policy[key] == nil {
            differences.append("queue \(queue.name): policy \(key) is set and must not be")
        }
        return differences
    }

    private func unexpectedBindings(_ state: TopologyState) -> [String] {
        let ours = Set(queues.map(\.name))
        return state.bindings.subtracting(bindings)
            .filter { ours.contains($0.queue) && !$0.exchange.isEmpty }
            .map { "queue \($0.queue) is bound to \($0.exchange) with key '\($0.key)' and must not be" }
            .sorted()
    }
}
