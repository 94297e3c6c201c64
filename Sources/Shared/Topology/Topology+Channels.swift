package import Rabbit

/// A channel with an account has a queue of its own before intake: whoever floods it fills that alone, is refused there, and
/// stands before nobody else.
extension Topology {
    private static let channelPrefix = "intake.from."
    /// Of submissions that wait in a channel's queue, before its publishes are refused.
    package static let channelQueueMessages = 200_000
    /// And of their bytes: a thousand of the largest.
    package static let channelQueueBytes = 256 << 20

    /// The queue of `channel`.
    package static func queue(ofChannel channel: String) -> String { channelPrefix + channel }

    /// The channel whose queue it is; nil for all others.
    static func channel(ofQueue queue: String) -> String? {
        queue.hasPrefix(channelPrefix) ? String(queue.dropFirst(channelPrefix.count)) : nil
    }

    /// Whether lapor reads or feeds the queue itself: nobody may have answers sent there.
    static func isOurs(_ queue: String) -> Bool {
        queueNames.contains(queue) || channel(ofQueue: queue) != nil || listener(ofQueue: queue) != nil
            || webhookQueues.contains(queue)
    }

    /// With the queues of these channels.
    package func with(channels: some Sequence<String>) -> Topology {
        var whole = self
        for channel in channels.sorted() {
            var queue = Self.workQueue(
                Self.queue(ofChannel: channel), of: "intake", bytes: Self.channelQueueBytes)
            queue.policy["max-length"] = .number(Self.channelQueueMessages)
            guard !whole.queues.contains(where: { $0.name == queue.name }) else { continue }
            whole.queues.append(queue)
            whole.bindings.append(
                Binding(exchange: Self.channelsExchange, queue: queue.name, key: "intake.\(channel)"))
        }
        return whole
    }

    private static let eventsPrefix = "lapor.events."
    /// Of events that a channel has not taken yet: beyond so many, and so many bytes, the oldest go. Nobody may hold the pipeline up.
    static let eventQueueLimits = (messages: 100_000, bytes: 256 << 20)

    /// Where `channel` takes the events of its own cases.
    package static func eventQueue(ofChannel channel: String) -> String { eventsPrefix + channel }

    /// The channel that takes events from it; nil for all others.
    static func listener(ofQueue queue: String) -> String? {
        queue.hasPrefix(eventsPrefix) ? String(queue.dropFirst(eventsPrefix.count)) : nil
    }

    /// With queues from which these channels take the events of their own cases.
    package func with(listeners: some Sequence<String>) -> Topology {
        var whole = self
        for channel in Set(listeners).sorted() {
            let name = Self.eventQueue(ofChannel: channel)
            whole.queues.append(
                Queue(
                    name: name,
                    policy: [
                        "overflow": .text("drop-head"), "max-length": .number(Self.eventQueueLimits.messages),
                        "max-length-bytes": .number(Self.eventQueueLimits.bytes),
                    ]))
            // What it sent itself it may hear of, confidential or not.
            whole.bindings += ["complaint", "confidential"].map {
                Binding(exchange: Self.eventsExchange, queue: name, key: "\($0).*.\(channel)")
            }
        }
        return whole
    }

    /// How a broker that was set up before led submissions and commands.
    static let superseded = [
        // Each channel's would come twice.
        Binding(exchange: intakeExchange, queue: "intake", key: "intake.#"),
        Binding(exchange: caseworkExchange, queue: "casework", key: "case.#"),
    ]
}

extension RabbitConnection {
    /// What waits before `stage`, and who reads it: before intake also in the queues of `channels`.
    ///
    /// - Throws: `RabbitError` `closedByBroker` (404) when a queue is missing; the connection is then closed.
    package mutating func depth(
        before stage: String, channels: [String]
    ) throws(RabbitError) -> (ready: Int, consumers: Int) {
        var sum = try depth(of: stage)
        guard stage == "intake" else { return sum }
        for channel in channels {
            let depth = try depth(of: Topology.queue(ofChannel: channel))
            sum.ready += depth.ready
            sum.consumers += depth.consumers
        }
        return sum
    }
}

extension Dictionary<String, Int> {
    /// Of a count by queue, the sum of those before `stage`; nil when nothing is known of its own.
    package func sum(before stage: String) -> Int? {
        guard let own = self[stage] else { return nil }
        guard stage == "intake" else { return own }
        return reduce(own) { Topology.channel(ofQueue: $1.key) == nil ? $0 : $0 + $1.value }
    }
}
