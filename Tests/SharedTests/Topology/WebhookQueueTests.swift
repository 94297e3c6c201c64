import Testing

@testable import Shared

@Suite struct WebhookQueueTests {
    private let whole = Topology.lapor.with(webhooks: true)

    private func policy(_ name: String) -> PolicyRow {
        PolicyRow(name: name, pattern: "", definition: [:], priority: 10, applyTo: "queues")
    }

    @Test func `there is nothing before somebody asks for it, and then all that a stage has`() throws {
        #expect(Topology.lapor.with(webhooks: false) == .lapor && whole.with(webhooks: true) == whole)
        #expect(!Topology.queueNames.contains("webhook"))
        let queue = try #require(whole.queues.first { $0.name == "webhook" })
        #expect(queue.policy["dead-letter-routing-key"] == .text("webhook"))
        let bound = whole.bindings.filter { $0.queue.hasPrefix("webhook") }.map { "\($0.exchange) \($0.key)" }
        #expect(bound == ["lapor.dead webhook", "lapor.events complaint.#", "lapor.events confidential.#"])
        #expect(Topology.isOurs("webhook") && Topology.isOurs("webhook.dead"))
    }

    @Test func `a broker tells by its policy whether they are there, and then they must be`() {
        #expect(BrokerPolicies(set: [policy("lapor.webhook")], byOperator: []).webhooks)
        #expect(!BrokerPolicies(set: [policy("lapor.notify"), policy("webhook")], byOperator: []).webhooks)
        var state = TopologyState()
        #expect(!Topology.lapor.differences(from: state).contains { $0.contains("webhook") })
        state.webhooks = true
        #expect(Topology.lapor.differences(from: state).contains("queue webhook is missing"))
    }

    @Test func `its worker reads its queue alone`() throws {
        let rights = AccountRights(try #require(AccountRole("webhook")))
        let (read, configure) = (try Regex(rights.read), try Regex(rights.configure))
        for queue in whole.queues.map(\.name) {
            #expect((queue.firstMatch(of: read) != nil) == (queue == "webhook"), "\(queue)")
            #expect((queue.firstMatch(of: configure) != nil) == (queue == "webhook"), "\(queue)")
        }
        #expect(AccountRole.words.contains("webhook"))
    }
}
