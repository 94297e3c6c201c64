import Testing

@testable import Shared

/// Channels with queues of their own.
@Suite struct ChannelQueueTests {
    private let topology = Topology.lapor.with(channels: ["web", "jabar.sms"])

    /// A broker with them, as it must be.
    private var sound: TopologyState {
        var state = TopologyState()
        for exchange in topology.exchanges {
            (state.exchanges[exchange.name], state.handsTo[exchange.name]) = (exchange.type, exchange.alternate)
        }
        for queue in topology.queues {
            state.queues[queue.name] = TopologyState.Queue(type: "quorum", durable: true, policy: queue.policy)
        }
        (state.bindings, state.exchangeBindings) = (Set(topology.bindings), Set(topology.exchangeBindings))
        state.channels = ["jabar.sms", "web"]
        return state
    }

    @Test func `a channel's queue refuses what is too much for it, and gives up to intake's parked messages`() throws {
        let queue = try #require(topology.queues.first { $0.name == "intake.from.web" })
        #expect(queue.policy["overflow"] == .text("reject-publish") && queue.policy["max-length"] == .number(200_000))
        #expect(queue.policy["max-length-bytes"] == .number(256 << 20))
        #expect(queue.policy["dead-letter-routing-key"] == .text("intake"))
        #expect(queue.policy["dead-letter-strategy"] == .text("at-least-once"))
        #expect(
            topology.bindings.contains(
                .init(exchange: "lapor.intake.channels", queue: "intake.from.web", key: "intake.web")))
        #expect(topology.with(channels: ["web"]) == topology, "each once")
    }

    @Test func `what is bound otherwise, or missing, is named`() {
        #expect(Topology.lapor.differences(from: sound) == [] && Topology.lapor.foreign(in: sound) == [])
        var state = sound
        state.queues["intake.from.web"] = nil
        #expect(Topology.lapor.differences(from: state) == ["queue intake.from.web is missing"])
        state = sound
        state.bindings.insert(.init(exchange: "lapor.intake", queue: "intake", key: "intake.#"))
        #expect(Topology.lapor.differences(from: state).count == 1, "as it was before: each came twice")
        state = sound
        state.handsTo["lapor.intake.channels"] = nil
        #expect(
            Topology.lapor.differences(from: state) == [
                "exchange lapor.intake.channels was declared without alternate-exchange lapor.intake.rest"
            ])
        state = sound
        state.exchangeBindings = []
        #expect(
            Topology.lapor.differences(from: state) == [
                "exchange lapor.intake.channels is not bound to lapor.intake with key '#'"
            ])
    }

    @Test func `who may only declare queues makes no channel of one`() {
        var state = sound
        state.queues["intake.from.evil"] = TopologyState.Queue(type: "quorum", durable: true, policy: [:])
        state.bindings.insert(.init(exchange: "lapor.intake", queue: "intake.from.evil", key: "intake.sms"))
        #expect(Topology.lapor.differences(from: state) == [], "no worker is stopped by it")
        #expect(
            Topology.lapor.foreign(in: state) == ["queue intake.from.evil hears lapor.intake with key 'intake.sms'"])
    }

    @Test func `a channel that has a policy has a queue`() {
        let policies = BrokerPolicies(
            set: [
                PolicyRow(name: "lapor.intake", pattern: "", definition: [:], priority: 10, applyTo: "queues"),
                PolicyRow(name: "lapor.intake.from.web", pattern: "", definition: [:], priority: 10, applyTo: "queues"),
                PolicyRow(name: "intake.from.x", pattern: "", definition: [:], priority: 10, applyTo: "queues"),
            ], byOperator: [])
        #expect(policies.channels == ["web"])
    }

    @Test func `a channel's queue of events hears its cases alone, and holds nobody up`() throws {
        let heard = Topology.lapor.with(listeners: ["web", "jabar.sms", "web"])
        #expect(heard.queues.count == Topology.lapor.queues.count + 2)
        let queue = try #require(heard.queues.first { $0.name == "lapor.events.web" })
        #expect(queue.policy["overflow"] == .text("drop-head") && queue.policy["dead-letter-exchange"] == nil)
        let keys = heard.bindings.filter { $0.queue.hasPrefix("lapor.events.") }.map { "\($0.exchange) \($0.key)" }
        #expect(
            keys == [
                "lapor.events complaint.*.jabar.sms", "lapor.events confidential.*.jabar.sms",
                "lapor.events complaint.*.web", "lapor.events confidential.*.web",
            ])
        let row = { PolicyRow(name: $0, pattern: "", definition: [:], priority: 10, applyTo: "queues") }
        let policies = BrokerPolicies(set: [row("lapor.events.web"), row("lapor.notify")], byOperator: [])
        #expect(policies.listeners == ["web"] && policies.channels == [])
        // Whatever becomes of them, no worker is kept from its start.
        var state = sound
        state.listeners = ["web"]
        #expect(Topology.lapor.differences(from: state) == [] && Topology.lapor.foreign(in: state) == [])
    }

    @Test func `what waits before intake waits in all of its queues`() {
        let counts = ["intake": 3, "intake.from.web": 4, "routing": 1, "intake.dead": 9]
        #expect(counts.sum(before: "intake") == 7 && counts.sum(before: "routing") == 1)
        #expect(counts.sum(before: "notify") == nil)
    }
}
