import Testing

@testable import Shared

@Suite struct TopologyDifferencesTests {
    private let topology = Topology.lapor

    /// A broker as it must be.
    private var sound: TopologyState {
        var state = TopologyState()
        for exchange in topology.exchanges { state.exchanges[exchange.name] = exchange.type }
        for queue in topology.queues {
            state.queues[queue.name] = TopologyState.Queue(type: "quorum", durable: true, policy: queue.policy)
        }
        state.bindings = Set(topology.bindings)
        state.exchangeBindings = Set(topology.exchangeBindings)
        for exchange in topology.exchanges { state.handsTo[exchange.name] = exchange.alternate }
        return state
    }

    private func differences(_ change: (inout TopologyState) -> Void) -> [String] {
        var state = sound
        change(&state)
        return topology.differences(from: state)
    }

    @Test func `none when all is well`() { #expect(differences { _ in } == []) }

    @Test func `an empty broker lacks everything`() {
        let missing = topology.differences(from: TopologyState())
        #expect(
            missing.count == topology.exchanges.count + topology.queues.count + topology.bindings.count
                + topology.exchangeBindings.count)
    }

    @Test func exchanges() {
        #expect(differences { $0.exchanges["lapor.dead"] = nil } == ["exchange lapor.dead is missing"])
        #expect(
            differences { $0.exchanges["lapor.dead"] = "topic" } == ["exchange lapor.dead is topic, must be direct"])
    }

    @Test func queues() {
        #expect(differences { $0.queues["notify"] = nil } == ["queue notify is missing"])
        #expect(differences { $0.queues["notify"]?.type = "classic" } == ["queue notify is classic, must be quorum"])
        #expect(differences { $0.queues["notify"]?.durable = false } == ["queue notify is not durable"])
    }

    @Test func policies() {
        #expect(
            differences { $0.queues["intake"]?.policy["delivery-limit"] = nil }
                == ["queue intake: policy delivery-limit is not set, must be 50"])
        #expect(
            differences { $0.queues["intake"]?.policy["delivery-limit"] = .number(-1) }
                == ["queue intake: policy delivery-limit is -1, must be 50"])
        #expect(
            differences { $0.queues["intake"]?.policy["overflow"] = .text("drop-head") }
                == ["queue intake: policy overflow is drop-head, must be reject-publish"])
        #expect(
            differences { $0.queues["intake.dead"]?.policy["message-ttl"] = .number(1) }
                == ["queue intake.dead: policy message-ttl is set and must not be"])
        #expect(differences { $0.queues["routing"]?.policy = [:] }.count == 6)
    }

    private static func policy(
        _ name: String, _ pattern: String, _ definition: [String: Topology.PolicyValue], _ priority: Int,
        for kind: String = "queues"
    ) -> PolicyRow {
        PolicyRow(name: name, pattern: pattern, definition: definition, priority: priority, applyTo: kind)
    }

    /// What is told of a sound broker with these policies besides.
    private func told(_ others: [PolicyRow], byOperator: [PolicyRow] = []) -> [String] {
        let own = topology.queues.map {
            Self.policy(BrokerPolicies.own($0.name), "^\($0.name)$", $0.policy, ManagementAPI.priority)
        }
        let policies = BrokerPolicies(set: own + others, byOperator: byOperator)
        return differences { state in
            for (name, queue) in state.queues { state.queues[name] = policies.applied(to: queue, called: name) }
            for name in state.exchanges.keys { state.alternates[name] = policies.alternate(of: name) }
        }
    }

    @Test func `a policy of others that stands before lapor's is one difference`() {
        let first = topology.queues.prefix(3).map(\.name).joined(separator: ", ")
        let all =
            "policy zz-all is in effect instead of lapor's (\(first) …): clear it by 'rabbitmqctl clear_policy -p VHOST zz-all'"
        for priority in [10, 11, 99] {
            for kind in ["queues", "all", "quorum_queues"] {
                #expect(told([Self.policy("zz-all", ".*", ["max-length": .number(5)], priority, for: kind)]) == [all])
            }
        }
        #expect(
            told([Self.policy("aa", "^notify$", [:], 10)]) == [
                "policy aa is in effect instead of lapor's (notify): clear it by 'rabbitmqctl clear_policy -p VHOST aa'"
            ])
    }

    @Test func `one that says the same, gives way, or is for others does nothing`() throws {
        let intake = try #require(topology.queues.first { $0.name == "intake" })
        #expect(told([Self.policy("same", "^intake$", intake.policy, 50)]) == [])
        #expect(told([Self.policy("low", ".*", ["max-length": .number(5)], 9)]) == [])
        #expect(told([Self.policy("other", "^web", ["max-length": .number(5)], 99)]) == [])
        for kind in ["classic_queues", "streams"] {
            #expect(told([Self.policy("other", ".*", ["max-length": .number(5)], 99, for: kind)]) == [])
        }
    }

    @Test(arguments: ["message-ttl", "max-length", "expires", "max-length-bytes", "delivery-limit"])
    func `what the broker's operator forces upon a queue is named`(key: String) {
        #expect(
            told([], byOperator: [Self.policy("op1", "^intake$", [key: .number(1)], 0)]) == [
                "operator policy op1 sets \(key) (intake): clear it by 'rabbitmqctl clear_operator_policy -p VHOST op1'"
            ])
        #expect(told([], byOperator: [Self.policy("op1", ".*", [key: .number(1)], 0)]).count == 1)
    }

    @Test func `of an operator's policy only what is stricter matters, and only the highest counts`() {
        let wide: [String: Topology.PolicyValue] = [
            "delivery-limit": .number(1_000_000), "max-length-bytes": .number(.max),
        ]
        #expect(told([], byOperator: [Self.policy("op1", "^(intake|routing)$", wide, 0)]) == [])
        let rows = [
            Self.policy("low", "^intake$", ["message-ttl": .number(1)], 0), Self.policy("high", "^intake$", wide, 1),
        ]
        #expect(told([], byOperator: rows) == [])
    }

    @Test func `what leads the unroutable away is named`() {
        let definition: [String: Topology.PolicyValue] = ["alternate-exchange": .text("stray")]
        for kind in ["exchanges", "all"] {
            #expect(
                told([Self.policy("stray", "^lapor\\.intake$", definition, 0, for: kind)]) == [
                    "policy stray sets alternate-exchange (lapor.intake): clear it by 'rabbitmqctl clear_policy -p VHOST stray'"
                ])
        }
        #expect(told([Self.policy("stray", "^lapor\\.intake$", definition, 0)]) == [])
    }

    @Test func `policies of others are told from what applying puts right`() {
        #expect(told([Self.policy("a", ".*", [:], 10)]).allSatisfy(Topology.isForeignPolicy))
        #expect(!topology.differences(from: TopologyState()).contains(where: Topology.isForeignPolicy))
        let unset = differences { $0.queues["routing"]?.policy = [:] }
        #expect(!unset.isEmpty && !unset.contains(where: Topology.isForeignPolicy))
    }

    @Test(arguments: [
        "message-ttl", "expires", "max-length", "max-length-bytes", "delivery-limit", "single-active-consumer",
    ])
    func `what a queue was declared with is named, where it is not what the policy says`(key: String) throws {
        let told = differences { $0.queues["intake"]?.declared = [key: .number(1), "queue-type": .text("quorum")] }
        #expect(
            told == [
                "queue intake was declared with x-\(key): stop who sends, and when it is empty, delete it by "
                    + "'rabbitmqctl delete_queue -p VHOST intake'"
            ])
        let policy = try #require(topology.queues.first { $0.name == "intake" }).policy
        #expect(differences { $0.queues["intake"]?.declared = policy } == [])
        #expect(
            differences { $0.queues["intake"]?.declared = ["queue-leader-locator": .text("balanced")] } == [])
    }

    @Test func `a number is not the word of it`() {
        #expect(differences { $0.queues["intake"]?.policy["delivery-limit"] = .text("50") }.count == 1)
    }

    @Test func `no event finds a queue before it finds that of the notices, which are not announced again`() {
        let events = topology.bindings.filter { $0.exchange == Topology.eventsExchange }
        #expect(events.first == Topology.Binding(exchange: "lapor.events", queue: "notify", key: "complaint.#"))
        #expect(Set(events.map(\.queue)) == ["notify", "routing"])
    }

    @Test func bindings() {
        let routing = Topology.Binding(exchange: "lapor.events", queue: "routing", key: "complaint.registered")
        #expect(
            differences { $0.bindings.remove(routing) }
                == ["queue routing is not bound to lapor.events with key 'complaint.registered'"])
        let wide = Topology.Binding(exchange: "lapor.events", queue: "routing", key: "#")
        #expect(
            differences { $0.bindings.insert(wide) } == [
                "queue routing is bound to lapor.events with key '#' and must not be"
            ])
    }

    @Test func `what others have is nobody's business`() {
        #expect(
            differences {
                $0.exchanges["other"] = "fanout"
                $0.queues["web-status"] = TopologyState.Queue(type: "classic", durable: false, policy: [:])
                $0.bindings.insert(Topology.Binding(exchange: "lapor.events", queue: "web-status", key: "complaint.#"))
                $0.bindings.insert(Topology.Binding(exchange: "", queue: "intake", key: "intake"))
            } == [])
    }

    @Test func `a mismatch says what to do`() {
        let text = TopologyError.mismatch(["queue a is missing", "queue b is missing"]).description
        #expect(text.contains("lapor topology apply") && text.contains("(queue a is missing; queue b is missing)"))
    }

    @Test(arguments: ["", "localhost:15672", "ftp://host", "http://", "amqp://host"]) func `no management address`(
        _ url: String
    ) {
        #expect(throws: TopologyError.address) { try ManagementAPI(url: url, virtualHost: "/") }
    }

    @Test func `path segments are escaped`() {
        #expect(ManagementAPI.escape("/") == "%2F")
        #expect(ManagementAPI.escape("a b%é~.") == "a%20b%25%C3%A9~.")
    }
}
