import Testing

@testable import Shared

/// What others hang on lapor's exchanges, and what an account may do.
@Suite struct ForeignWaysTests {
    private func foreign(_ change: (inout TopologyState) -> Void) -> [String] {
        var state = TopologyState()
        state.bindings = Set(Topology.lapor.bindings)
        for queue in Topology.lapor.queues {
            state.queues[queue.name] = TopologyState.Queue(type: "quorum", durable: true, policy: queue.policy)
        }
        change(&state)
        return Topology.lapor.foreign(in: state)
    }

    private func queue(to exchange: String? = nil, messages: Int = 0) -> TopologyState.Queue {
        var queue = TopologyState.Queue(type: "classic", durable: true, policy: [:])
        queue.declared["dead-letter-exchange"] = exchange.map { .text($0) }
        queue.messages = messages
        return queue
    }

    @Test func `lapor's own are not foreign, nor what listens to events`() {
        #expect(foreign { _ in } == [])
        #expect(
            foreign {
                $0.queues["web-status"] = queue(messages: 99_999)
                $0.bindings.insert(Topology.Binding(exchange: "lapor.events", queue: "web-status", key: "complaint.#"))
                $0.exchangeBindings.insert(.init(source: "lapor.events", destination: "jabar.x", key: "#"))
                $0.handsTo["jabar.x"] = "jabar.y"
                $0.queues["jabar.q"] = queue(to: "jabar.x")
            } == [])
    }

    @Test func `ways in are named`() {
        #expect(
            foreign { $0.exchangeBindings.insert(.init(source: "jabar.x", destination: "lapor.intake", key: "#")) }
                == ["exchange lapor.intake is bound to exchange jabar.x with key '#'"])
        #expect(
            foreign { $0.handsTo["jabar.x"] = "lapor.casework" }
                == ["exchange jabar.x hands to lapor.casework what it cannot place"])
        #expect(
            foreign { $0.queues["jabar.q"] = queue(to: "lapor.intake") }
                == ["queue jabar.q gives up its messages to lapor.intake"])
        #expect(
            foreign {
                $0.queues["jabar.q"] = TopologyState.Queue(
                    type: "quorum", durable: true, policy: ["dead-letter-exchange": .text("lapor.events")])
            } == ["queue jabar.q gives up its messages to lapor.events"])
    }

    @Test func `who reads along is named, and who does not read`() {
        #expect(
            foreign { $0.bindings.insert(Topology.Binding(exchange: "lapor.intake", queue: "spy", key: "#")) }
                == ["queue spy hears lapor.intake with key '#'"])
        #expect(
            foreign {
                $0.queues["old"] = queue(messages: 100_000)
                $0.bindings.insert(Topology.Binding(exchange: "lapor.events", queue: "old", key: "#"))
            } == ["queue old hears lapor.events, and 100000 messages lie in it"])
    }

    @Test func `a channel may publish with its own key, and nothing else`() throws {
        #expect(AccountRights(.channel("web.jabar")).read == "^$")
        #expect(AccountRights(.channel("web.jabar"), listens: true).read == #"^lapor\.events\.web\.jabar$"#)
        let rights = AccountRights(.channel("web.jabar"))
        #expect((rights.configure, rights.read, rights.tags) == ("^$", "^$", []))
        let key = try Regex(try #require(rights.intakeKey))
        for (name, may) in [
            ("intake.web.jabar", true), ("intake.webxjabar", false), ("intake.web.jabar.x", false),
            ("intake.web", false),
            ("xintake.web.jabar", false), ("intake.sms", false),
        ] { #expect((name.firstMatch(of: key) != nil) == may, "\(name)") }
        let write = try Regex(rights.write)
        for name in ["lapor.casework", "lapor.intake2", "laporxintake", "intake", "amq.default", "amq.topic"] {
            #expect(name.firstMatch(of: write) == nil, "\(name)")
        }
    }

    @Test func `a gateway publishes for its own channels, and commands, and does nothing else`() throws {
        let rights = AccountRights(.gateway(["web.jabar", "sms"]))
        #expect((rights.configure, rights.write, rights.read) == ("^$", #"^lapor\.(intake|casework)$"#, "^$"))
        let key = try Regex(try #require(rights.intakeKey))
        for (name, may) in [
            ("intake.web.jabar", true), ("intake.sms", true), ("intake.webxjabar", false), ("intake.sms.x", false),
            ("intake.", false), ("xintake.sms", false), ("intake.web.jabar|intake.sms", false),
        ] { #expect((name.firstMatch(of: key) != nil) == may, "\(name)") }
        #expect(AccountRights(.gateway([])).intakeKey == "^$")
    }

    @Test func `a worker reads its own queue alone, and writes to no other's`() throws {
        for stage in Topology.stages + ["clock"] {
            let rights = AccountRights(try #require(AccountRole(stage)))
            let (read, write) = (try Regex(rights.read), try Regex(rights.write))
            for queue in Topology.queueNames {
                #expect((queue.firstMatch(of: read) != nil) == (queue == stage), "\(stage) reads \(queue)")
                #expect(
                    queue.firstMatch(of: write) == nil || queue.hasPrefix("lapor.retry"), "\(stage) writes \(queue)")
            }
            #expect("lapor.intake".firstMatch(of: write) == nil && rights.tags == [])
        }
        for word in ["", "channel", "Intake", "lapor", "administrator"] { #expect(AccountRole(word) == nil) }
    }
}
