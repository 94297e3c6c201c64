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
        #expect(missing.count == topology.exchanges.count + topology.queues.count + topology.bindings.count)
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

    @Test func `a number is not the word of it`() {
        #expect(differences { $0.queues["intake"]?.policy["delivery-limit"] = .text("50") }.count == 1)
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
