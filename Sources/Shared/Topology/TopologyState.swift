/// What a broker has, as its management API tells.
package struct TopologyState: Sendable, Equatable {
    /// Exchange name to type.
    package var exchanges: [String: String] = [:]
    package var queues: [String: Queue] = [:]
    package var bindings: Set<Topology.Binding> = []
    package var exchangeBindings: Set<Topology.ExchangeBinding> = []
    /// Where an exchange hands what it cannot place, as it was declared.
    package var handsTo: [String: String] = [:]
    /// By exchange, the policy that leads what cannot be routed to somewhere else.
    package var alternates: [String: String] = [:]
    /// The channels that lapor's own policies give queues to: who may only declare queues makes none.
    package var channels: [String] = []
    /// Likewise those that take the events of their own cases.
    package var listeners: [String] = []
    /// Likewise whether webhooks have theirs.
    package var webhooks = false

    package struct Queue: Sendable, Equatable {
        /// `quorum` or another type.
        package var type: String
        package var durable: Bool
        /// Of those that anybody may set, the one that is in effect.
        package var policy: [String: Topology.PolicyValue]
        /// Its name, where it is not lapor's own and stands before that.
        package var foreign: String?
        /// What the broker's operator forces upon it.
        package var byOperator: OperatorPolicy?
        /// What it was declared with, by the names of policies: it stands before each policy, and lasts as long as the queue.
        package var declared: [String: Topology.PolicyValue] = [:]
        package var messages = 0
    }

    package struct OperatorPolicy: Sendable, Equatable {
        package var name: String
        package var definition: [String: Topology.PolicyValue]
    }
}

extension Topology {
    /// What must be mended before the pipeline may run, one sentence each; empty when all is well.
    ///
    /// Bindings that are not ours and further exchanges and queues are nobody's business, except bindings that would
    /// bring a work queue messages it does not expect.
    package func differences(from state: TopologyState) -> [String] {
        with(channels: state.channels).with(webhooks: state.webhooks).allDifferences(from: state)
    }

    private func allDifferences(from state: TopologyState) -> [String] {
        foreignPolicies(state) + exchanges.compactMap { difference(of: $0, state) }
            + queues.flatMap { differences(of: $0, state) }
            + bindings.filter { !state.bindings.contains($0) }.map {
                "queue \($0.queue) is not bound to \($0.exchange) with key '\($0.key)'"
            }
            + exchangeBindings.filter { !state.exchangeBindings.contains($0) }.map {
                "exchange \($0.destination) is not bound to \($0.source) with key '\($0.key)'"
            } + unexpectedBindings(state)
    }

    private func difference(of exchange: Exchange, _ state: TopologyState) -> String? {
        guard let type = state.exchanges[exchange.name] else { return "exchange \(exchange.name) is missing" }
        guard type == exchange.type else { return "exchange \(exchange.name) is \(type), must be \(exchange.type)" }
        guard let alternate = exchange.alternate, state.handsTo[exchange.name] != alternate else { return nil }
        return "exchange \(exchange.name) was declared without alternate-exchange \(alternate)"
    }

    private func differences(of queue: Queue, _ state: TopologyState) -> [String] {
        guard let found = state.queues[queue.name] else { return ["queue \(queue.name) is missing"] }
        var differences: [String] = []
        if found.type != "quorum" { differences.append("queue \(queue.name) is \(found.type), must be quorum") }
        if !found.durable { differences.append("queue \(queue.name) is not durable") }
        let declared = found.declared.filter { !Self.harmless.contains($0.key) && queue.policy[$0.key] != $0.value }
        if !declared.isEmpty {
            differences.append(
                "queue \(queue.name) was declared with \(declared.keys.sorted().map { "x-\($0)" }.joined(separator: ", ")): "
                    + "stop who sends, and when it is empty, delete it by 'rabbitmqctl delete_queue -p VHOST \(queue.name)'"
            )
        }
        guard found.foreign == nil else { return differences }
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

    /// Arguments that say of what kind a queue is and where it lies, and nothing of what it does with messages.
    private static let harmless: Set<String> = ["queue-type", "queue-leader-locator", "quorum-initial-group-size"]

    /// Whether a queue or an exchange is of another kind than it must be: applying the topology does not change that.
    package static func isMadeOtherwise(_ difference: String) -> Bool {
        guard !difference.contains(": "), difference.hasPrefix("queue ") || difference.hasPrefix("exchange ") else {
            return false
        }
        return difference.contains(", must be ") || difference.hasSuffix(" is not durable")
    }

    // MARK: Policies of others

    /// Whether it is a policy that is not lapor's: applying the topology does not take it away.
    package static func isForeignPolicy(_ difference: String) -> Bool {
        difference.hasPrefix("policy ") || difference.hasPrefix("operator policy ")
    }

    /// One sentence for each of them, over however many queues it reaches.
    private func foreignPolicies(_ state: TopologyState) -> [String] {
        var (overriding, forced, leading): ([Reach], [Reach], [Reach]) = ([], [], [])
        var keys: [String: Set<String>] = [:]
        for queue in queues {
            guard let found = state.queues[queue.name] else { continue }
            if let policy = found.foreign, found.policy != queue.policy { overriding.append((policy, queue.name)) }
            guard let policy = found.byOperator else { continue }
            let harmful = policy.definition.filter { Self.harms($0.value, wanted: queue.policy[$0.key]) }
            guard !harmful.isEmpty else { continue }
            forced.append((policy.name, queue.name))
            keys[policy.name, default: []].formUnion(harmful.keys)
        }
        for exchange in exchanges {
            if let policy = state.alternates[exchange.name] { leading.append((policy, exchange.name)) }
        }
        return Self.sentences(of: overriding) { policy, places in
            "policy \(policy) is in effect instead of lapor's (\(places)): clear it by "
                + "'rabbitmqctl clear_policy -p VHOST \(policy)'"
        }
            + Self.sentences(of: leading) { policy, places in
                "policy \(policy) sets alternate-exchange (\(places)): clear it by "
                    + "'rabbitmqctl clear_policy -p VHOST \(policy)'"
            }
            + Self.sentences(of: forced) { policy, places in
                let set = (keys[policy] ?? []).sorted().joined(separator: ", ")
                return "operator policy \(policy) sets \(set) (\(places)): clear it by "
                    + "'rabbitmqctl clear_operator_policy -p VHOST \(policy)'"
            }
    }

    /// Of two numbers the broker takes the smaller one, so that a larger one does nothing.
    private static func harms(_ value: PolicyValue, wanted: PolicyValue?) -> Bool {
        switch (value, wanted) {
        case (.number(let forced), .number(let wanted)?): forced < wanted
        default: value != wanted
        }
    }

    private typealias Reach = (policy: String, place: String)

    /// One for each policy, in the order of their names, with so many of the places that it reaches as a line holds.
    private static func sentences(
        of found: [Reach], _ sentence: (_ policy: String, _ places: String) -> String
    ) -> [String] {
        let most = 3
        return Dictionary(grouping: found) { $0.policy }.sorted { $0.key < $1.key }.map { policy, reaches in
            let shown = reaches.prefix(most).map { $0.place }.joined(separator: ", ")
            return sentence(policy, reaches.count > most ? "\(shown) …" : shown)
        }
    }
}
