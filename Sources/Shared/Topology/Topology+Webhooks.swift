/// Events for those who asked to be called: their queue is there once somebody has, and costs nothing before.
extension Topology {
    /// The stage, and the name of its queue.
    package static let webhookStage = "webhook"

    static let webhookQueues: Set = [webhookStage, "\(webhookStage).dead"]

    /// With the queues of webhooks.
    ///
    /// - Parameter wanted: false: as it is.
    package func with(webhooks wanted: Bool) -> Topology {
        guard wanted, !queues.contains(where: { $0.name == Self.webhookStage }) else { return self }
        var whole = self
        whole.queues += [Self.workQueue(Self.webhookStage), Self.deadQueue(Self.webhookStage)]
        whole.bindings += [
            Binding(exchange: Self.deadExchange, queue: "\(Self.webhookStage).dead", key: Self.webhookStage),
            Binding(exchange: Self.eventsExchange, queue: Self.webhookStage, key: "complaint.#"),
            Binding(exchange: Self.eventsExchange, queue: Self.webhookStage, key: "confidential.#"),
        ]
        return whole
    }
}
