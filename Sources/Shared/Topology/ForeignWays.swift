extension Topology {
    /// Messages of a foreign queue from which on nobody seems to read it.
    private static let manyMessages = 100_000

    /// What others have hung on lapor's exchanges: ways past the keys that their accounts are limited to, and queues that hear
    /// what only workers should. It does not keep workers from starting: who may hang something there could stop them.
    package func foreign(in state: TopologyState) -> [String] {
        with(channels: state.channels).with(webhooks: state.webhooks).allForeign(in: state)
    }

    private func allForeign(in state: TopologyState) -> [String] {
        let ours = Set(exchanges.map(\.name))
        let own = Set(queues.map(\.name))
        let bound = state.exchangeBindings.filter { ours.contains($0.destination) && !ours.contains($0.source) }
            .map { "exchange \($0.destination) is bound to exchange \($0.source) with key '\($0.key)'" }
        let alternates = state.handsTo.filter { ours.contains($0.value) && !ours.contains($0.key) }
            .map { "exchange \($0.key) hands to \($0.value) what it cannot place" }
        return (bound + alternates + deadLetters(state, ours, own) + listeners(state, ours, own)).sorted()
    }

    private func deadLetters(_ state: TopologyState, _ ours: Set<String>, _ own: Set<String>) -> [String] {
        state.queues.filter { !own.contains($0.key) }.flatMap { name, queue in
            Set([queue.declared, queue.policy].compactMap { $0["dead-letter-exchange"]?.description })
                .filter(ours.contains).map { "queue \(name) gives up its messages to \($0)" }
        }
    }

    private func listeners(_ state: TopologyState, _ ours: Set<String>, _ own: Set<String>) -> [String] {
        let foreign = state.bindings.filter { ours.contains($0.exchange) && !own.contains($0.queue) }
        let curious = foreign.filter { $0.exchange != Self.eventsExchange }
            .map { "queue \($0.queue) hears \($0.exchange) with key '\($0.key)'" }
        let full = Set(foreign.map(\.queue)).filter { state.queues[$0]?.messages ?? 0 >= Self.manyMessages }
            .map {
                "queue \($0) hears \(Self.eventsExchange), and \(state.queues[$0]?.messages ?? 0) messages lie in it"
            }
        return curious + full
    }
}
