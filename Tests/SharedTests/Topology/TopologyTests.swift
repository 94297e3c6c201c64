import Testing

@testable import Shared

/// What the promises of the lane rest on.
@Suite struct TopologyTests {
    private let topology = Topology.lapor

    private func policy(_ queue: String) throws -> [String: Topology.PolicyValue] {
        try #require(topology.queues.first { $0.name == queue }).policy
    }

    @Test func exchanges() {
        let types = Dictionary(uniqueKeysWithValues: topology.exchanges.map { ($0.name, $0.type) })
        #expect(
            types["lapor.intake"] == "topic" && types["lapor.events"] == "topic" && types["lapor.casework"] == "topic")
        #expect(types["lapor.dead"] == "direct")
        for delay in ["5s", "30s", "2m", "10m", "1h"] { #expect(types["lapor.retry.\(delay)"] == "fanout") }
        #expect(types["lapor.intake.channels"] == "topic" && types["lapor.intake.rest"] == "fanout")
        #expect(types.count == 11)
    }

    @Test(arguments: ["intake", "routing", "notify", "casework"]) func `a work queue`(_ stage: String) throws {
        let policy = try policy(stage)
        #expect(policy["delivery-limit"] == .number(50))
        #expect(policy["dead-letter-strategy"] == .text("at-least-once"))
        #expect(policy["overflow"] == .text("reject-publish"))
        #expect(policy["dead-letter-exchange"] == .text("lapor.dead"))
        #expect(policy["dead-letter-routing-key"] == .text(stage), "its own: what two queues received is parked apart")
        #expect(policy["message-ttl"] == nil)
        guard case .number(let bytes)? = policy["max-length-bytes"] else {
            Issue.record("no byte limit")
            return
        }
        #expect(bytes > 1 << 30)
    }

    @Test(arguments: ["intake", "routing", "notify", "casework"]) func `a queue of parked messages is terminal`(
        _ stage: String
    ) throws {
        let policy = try policy("\(stage).dead")
        for key in ["message-ttl", "dead-letter-exchange", "dead-letter-routing-key", "expires"] {
            #expect(policy[key] == nil)
        }
        #expect(policy["delivery-limit"] == .number(1_000_000), "looking at a message must never remove it")
        #expect(policy["overflow"] == .text("reject-publish"))
        #expect(
            topology.bindings.filter { $0.queue == "\(stage).dead" }.map { [$0.exchange, $0.key] } == [
                ["lapor.dead", stage]
            ])
    }

    @Test(arguments: [("5s", 5_000), ("30s", 30_000), ("2m", 120_000), ("10m", 600_000), ("1h", 3_600_000)])
    func `a retry queue`(_ name: String, _ milliseconds: Int) throws {
        let policy = try policy("lapor.retry.\(name)")
        #expect(policy["message-ttl"] == .number(milliseconds))
        #expect(policy["dead-letter-exchange"] == .text(""), "the default exchange: back to one queue alone")
        #expect(policy["dead-letter-routing-key"] == nil, "the message keeps its key")
        #expect(policy["dead-letter-strategy"] == .text("at-least-once"))
        #expect(policy["overflow"] == .text("reject-publish"))
        #expect(
            topology.bindings.contains { $0.exchange == "lapor.retry.\(name)" && $0.queue == "lapor.retry.\(name)" })
    }

    @Test func bindings() {
        let work = topology.bindings.filter { Topology.stages.contains($0.queue) }
        #expect(
            Set(work.map { "\($0.exchange) \($0.key) \($0.queue)" }) == [
                "lapor.intake.rest  intake", "lapor.events complaint.registered routing",
                "lapor.events complaint.refused routing", "lapor.events complaint.answered routing",
                "lapor.events complaint.# notify", "lapor.events confidential.# notify",
                "lapor.events confidential.registered routing", "lapor.events confidential.refused routing",
                "lapor.events confidential.answered routing",
                "lapor.casework # casework",
            ])
    }

    @Test func `nothing is named twice, nothing bound to what is not there`() {
        #expect(Set(topology.queues.map(\.name)).count == topology.queues.count)
        let queues = Set(topology.queues.map(\.name)), exchanges = Set(topology.exchanges.map(\.name))
        for binding in topology.bindings {
            #expect(queues.contains(binding.queue) && exchanges.contains(binding.exchange))
        }
        #expect(Set(topology.bindings.map(\.queue)) == queues, "no queue without a way in")
    }
}
