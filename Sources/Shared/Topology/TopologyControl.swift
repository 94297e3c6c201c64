package import Rabbit

/// Puts the topology into effect and compares it with what is there.
package struct TopologyControl: Sendable {
    private let topology: Topology
    private let address: RabbitAddress
    private let management: ManagementAPI?

    /// Control over `topology` at `address`; policies need the management API.
    package init(_ topology: Topology = .lapor, at address: RabbitAddress, management: ManagementAPI?) {
        self.topology = topology
        self.address = address
        self.management = management
    }

    /// Sets the policies, then declares exchanges, queues and bindings. What is there already stays; what is there
    /// otherwise is refused by the broker and named.
    ///
    /// - Parameters:
    ///   - channels: those that get queues of their own, beside those that have one.
    ///   - listeners: likewise those that get a queue of their events.
    ///   - webhooks: whether webhooks get theirs, if they have none.
    /// - Throws: `TopologyError` or `RabbitError`.
    package func apply(channels: [String] = [], listeners: [String] = [], webhooks: Bool = false) throws {
        guard let management else { throw TopologyError.address }
        // The broker itself says best that there is no such account or virtual host.
        var connection = try RabbitConnection(to: address)
        let state = try management.state()
        let topology = topology.with(channels: channels + state.channels).with(listeners: listeners + state.listeners)
            .with(webhooks: webhooks || state.webhooks)
        // Policies first: no message may ever lie in a queue without its limits.
        for queue in topology.queues { try management.setPolicy(of: queue) }
        for exchange in topology.exchanges {
            try connection.declareExchange(exchange.name, type: exchange.type, alternate: exchange.alternate)
        }
        for queue in topology.queues {
            try connection.declareQueue(queue.name, arguments: ["x-queue-type": .text("quorum")])
        }
        for binding in topology.bindings {
            try connection.bind(binding.queue, to: binding.exchange, key: binding.key)
        }
        for binding in topology.exchangeBindings {
            try connection.bind(exchange: binding.destination, to: binding.source, key: binding.key)
        }
        // Last: until then a submission may come twice, and is stored once.
        for old in Topology.superseded { try connection.unbind(old.queue, from: old.exchange, key: old.key) }
    }

    /// The channels that have queues of their own.
    ///
    /// - Throws: `TopologyError`.
    package func channels() throws -> [String] {
        guard let management else { throw TopologyError.address }
        return try management.state().channels
    }

    /// The channels that take the events of their own cases.
    ///
    /// - Throws: `TopologyError`.
    package func listeners() throws -> [String] {
        guard let management else { throw TopologyError.address }
        return try management.state().listeners
    }

    /// Marks a virtual host that is not in use yet as one for rehearsal.
    ///
    /// - Throws: `TopologyError` `mismatch` when it is in use for real complaints, `RabbitError`.
    package func markForRehearsal() throws {
        guard try !isForRehearsal() else { return }
        guard try !exists(Topology.eventsExchange) else {
            throw TopologyError.mismatch([
                "the virtual host is in use for real complaints: a rehearsal needs one of its own"
            ])
        }
        var connection = try RabbitConnection(to: address)
        try connection.declareExchange(Topology.rehearsalExchange, type: "fanout")
    }

    package func isForRehearsal() throws(RabbitError) -> Bool { try exists(Topology.rehearsalExchange) }

    private func exists(_ exchange: String) throws(RabbitError) -> Bool {
        var connection = try RabbitConnection(to: address)
        do throws(RabbitError) {
            try connection.checkExchange(exchange)
            return true
        } catch {
            guard error.code == .closedByBroker else { throw error }
            return false
        }
    }

    /// Compares everything, policies included.
    ///
    /// - Throws: `TopologyError` `mismatch` naming each difference.
    package func check() throws {
        guard let management else { throw TopologyError.address }
        let differences = topology.differences(from: try management.state())
        guard differences.isEmpty else { throw TopologyError.mismatch(differences) }
    }

    /// What others have hung on lapor's exchanges, one sentence each.
    ///
    /// - Throws: `TopologyError`.
    package func foreign() throws -> [String] {
        guard let management else { throw TopologyError.address }
        return topology.foreign(in: try management.state())
    }

    /// What a worker verifies before it consumes: that its queue, its exchanges and their types are there, and the rest where
    /// the management API tells it. Messages come and go without that API, so a worker goes on without it.
    ///
    /// - Parameter skipped: told why the rest was not looked at.
    /// - Throws: `TopologyError` `mismatch`, `Remedy` without the right to look, or `RabbitError` when the broker is away.
    package func verify(queue: String, skipped: (TopologyError) -> Void = { _ in }) throws {
        do throws(RabbitError) {
            try verifyByAMQP(queue)
        } catch {
            guard error.code == .closedByBroker else { throw error }
            // A right that is missing is given, and not made by applying the topology.
            if error.isAccessRefused, let remedy = error.remedy { throw remedy }
            throw TopologyError.mismatch([error.remedy?.cause ?? "\(error.operation): \(error.reason)"])
        }
        guard management != nil else { return }
        do {
            try check()
        } catch let error as TopologyError {
            if case .mismatch = error { throw error }
            skipped(error)
        }
    }

    private func verifyByAMQP(_ queue: String) throws(RabbitError) {
        var connection = try RabbitConnection(to: address)
        // First whether it is there at all: declaring would make it.
        _ = try connection.messageCount(of: queue)
        try connection.declareQueue(queue, arguments: ["x-queue-type": .text("quorum")])
        for exchange in topology.exchanges where exchange.isDeclaredByWorkers {
            try connection.checkExchange(exchange.name)
            try connection.declareExchange(exchange.name, type: exchange.type)
        }
    }
}
