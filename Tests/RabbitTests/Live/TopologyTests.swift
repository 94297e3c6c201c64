import Rabbit
import Shared
import TestKit
import Testing

extension Live {
    @Suite("Topology", .serialized)
    final class TopologyTests: BrokerTest {
        private func withTopology(_ body: (TestBroker, TopologyControl) throws -> Void) throws {
            let control = TopologyControl(at: broker.address, management: broker.api)
            try control.apply()
            try body(broker, control)
        }

        private func differences(_ control: TopologyControl) -> [String] {
            do {
                try control.check()
                return []
            } catch TopologyError.mismatch(let differences) {
                return differences
            } catch {
                return ["\(error)"]
            }
        }

        @Test("an empty virtual host misses everything; applied it is right, twice applied as well")
        func apply() throws {
            let control = TopologyControl(at: broker.address, management: broker.api)
            let lapor = Topology.lapor
            #expect(
                differences(control).count == lapor.exchanges.count + lapor.queues.count + lapor.bindings.count
                    + lapor.exchangeBindings.count)
            try control.apply()
            #expect(differences(control) == [])
            try broker.publish(to: "intake", [1])
            try control.apply()
            #expect(differences(control) == [])
            #expect(try broker.depth("intake") == 1)
            for stage in Topology.stages {
                try TopologyControl(at: broker.address, management: nil).verify(queue: stage)
            }
        }

        @Test("a fresh virtual host is made for rehearsal, once and again; one in use is not")
        func rehearsal() throws {
            try TestBroker.with { broker in
                let control = TopologyControl(at: broker.address, management: broker.api)
                #expect(try control.isForRehearsal() == false)
                try control.markForRehearsal()
                try control.apply()
                try control.markForRehearsal()
                #expect(try control.isForRehearsal())
                #expect(differences(control) == [])
            }
            try withTopology { _, control in
                #expect(throws: TopologyError.self) { try control.markForRehearsal() }
                let isMarked = try control.isForRehearsal()
                #expect(!isMarked)
            }
        }

        @Test("damage is named")
        func damage() throws {
            try withTopology { broker, control in
                try broker.setPolicy("sabotage", of: "routing", #"{"delivery-limit":3}"#)
                try broker.deleteQueue("notify.dead")
                let host = ManagementAPI.escape(broker.address.virtualHost)
                try broker.deleteBinding(of: "casework", to: "lapor.casework", key: "#")
                try broker.api.send("DELETE", "exchanges/\(host)/lapor.retry.1h", [])
                var connection = try broker.connect()
                try connection.bind("intake", to: "lapor.events", key: "complaint.#")
                let found = differences(control)
                for expected in [
                    "policy sabotage is in effect instead of lapor's (routing): clear it by 'rabbitmqctl clear_policy -p VHOST sabotage'",
                    "queue notify.dead is missing", "exchange lapor.retry.1h is missing",
                    "queue casework is not bound to lapor.casework with key '#'",
                    "queue intake is bound to lapor.events with key 'complaint.#' and must not be",
                ] {
                    #expect(found.contains(expected))
                }
                #expect(!found.contains { $0.contains("notify ") || $0.contains("routing.dead") })
            }
        }

        @Test("a policy that is changed under lapor's own name is told key by key, and put right by applying")
        func changedPolicy() throws {
            try withTopology { broker, control in
                try broker.setPolicy("lapor.routing", of: "routing", #"{"delivery-limit":3}"#)
                let found = differences(control)
                #expect(found.contains("queue routing: policy delivery-limit is 3, must be 50"))
                #expect(found.contains("queue routing: policy overflow is not set, must be reject-publish"))
                try control.apply()
                #expect(differences(control) == [])
            }
        }

        @Test(
            "a policy of the broker's operator is named once, however many queues it reaches",
            arguments: [
                #"{"message-ttl":1000}"#, #"{"max-length":1}"#, #"{"expires":3600000}"#, #"{"delivery-limit":1}"#,
                #"{"max-length-bytes":100}"#,
            ])
        func operatorPolicy(definition: String) throws {
            try withTopology { broker, control in
                try broker.setOperatorPolicy("op1", definition)
                let found = differences(control)
                #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix("operator policy op1 sets ") }, "\(found)")
                // It is not lapor's to change.
                try control.apply()
                #expect(differences(control) == found)
                #expect(throws: TopologyError.self) {
                    try TopologyControl(at: broker.address, management: broker.api).verify(queue: "intake")
                }
                let host = ManagementAPI.escape(broker.address.virtualHost)
                try broker.api.send("DELETE", "operator-policies/\(host)/op1", [])
                #expect(differences(control) == [])
            }
        }

        @Test("a policy for exchanges that takes what has no queue is named")
        func alternateExchange() throws {
            try withTopology { broker, control in
                let path = "policies/\(ManagementAPI.escape(broker.address.virtualHost))/stray"
                let body =
                    #"{"pattern":"intake$","definition":{"alternate-exchange":"amq.fanout"},"priority":0,"apply-to":"exchanges"}"#
                try broker.api.send("PUT", path, Array(body.utf8))
                #expect(
                    differences(control) == [
                        "policy stray sets alternate-exchange (lapor.intake): clear it by 'rabbitmqctl clear_policy -p VHOST stray'"
                    ])
            }
        }

        @Test("a queue or exchange of another type is named, by the management API and by AMQP alone")
        func otherTypes() throws {
            var connection = try broker.connect()
            try connection.declareQueue("intake", arguments: [:])
            try connection.declareExchange("lapor.events", type: "fanout")
            let found = differences(TopologyControl(at: broker.address, management: broker.api))
            #expect(found.contains("queue intake is classic, must be quorum"))
            #expect(found.contains("exchange lapor.events is fanout, must be topic"))
            #expect(throws: TopologyError.self) {
                try TopologyControl(at: broker.address, management: nil).verify(queue: "intake")
            }
            #expect(throws: TopologyError.self) {
                try TopologyControl(at: broker.address, management: nil).verify(queue: "routing")
            }
            // Looking must not have made it.
            #expect(Live.code { _ = try broker.depth("routing") } == .closedByBroker)
        }

        @Test("events reach the queues that want them and no other")
        func routes() throws {
            try withTopology { broker, _ in
                func send(_ exchange: String, _ key: String) throws {
                    try broker.publish([
                        Publication(exchange: exchange, routingKey: key, properties: MessageProperties(), body: [])
                    ])
                }
                try send(Topology.intakeExchange, "intake.web")
                try send(Topology.eventsExchange, "complaint.registered")
                try send(Topology.eventsExchange, "complaint.assigned")
                try send(Topology.caseworkExchange, "case.reply")
                try send(Topology.deadExchange, "routing")
                let depths = try ["intake", "routing", "notify", "casework", "routing.dead", "intake.dead"].map(
                    broker.depth)
                #expect(depths == [1, 1, 2, 1, 1, 0])
                #expect(Live.code { try send(Topology.deadExchange, "unknown") } == .unroutable)
                // What others publish is never lost for its key: the stage parks it.
                try send(Topology.intakeExchange, "other")
                try send(Topology.caseworkExchange, "other")
                #expect(try broker.depth("intake") == 2 && broker.depth("casework") == 2)
            }
        }

        @Test("a retry comes back to its own queue, after its time")
        func retry() throws {
            try withTopology { broker, _ in
                let took = try milliseconds {
                    try broker.publish([
                        Publication(
                            exchange: "lapor.retry.5s", routingKey: "routing",
                            properties: MessageProperties(headers: ["x-try": .integer(1)]), body: [5])
                    ])
                    let back = try broker.take("routing", seconds: 15)
                    #expect(back.map(\.body) == [[5]])
                    #expect(back.first?.properties.headers["x-try"] == .integer(1))
                    #expect(back.first?.routingKey == "routing")
                }
                #expect((4900..<9000).contains(took))
                #expect(try ["intake", "notify", "casework", "lapor.retry.5s"].map(broker.depth) == [0, 0, 0, 0])
            }
        }

        @Test("a message that kills workers is parked under its stage, with the reason")
        func deliveryLimit() throws {
            try withTopology { broker, _ in
                try broker.publish([
                    Publication(
                        exchange: Topology.eventsExchange, routingKey: "complaint.registered",
                        properties: MessageProperties(messageID: "killer"), body: [66])
                ])
                let host = ManagementAPI.escape(broker.address.virtualHost)
                let get = Array(#"{"count":1,"ackmode":"reject_requeue_true","encoding":"base64"}"#.utf8)
                for _ in 0...50 {
                    _ = try poll(seconds: 10) {
                        try broker.api.send("POST", "queues/\(host)/routing/get", get).count > 2
                    }
                }
                let parked = try #require(try broker.take("routing.dead").first)
                #expect(parked.body == [66])
                #expect(parked.properties.messageID == "killer")
                #expect(parked.properties.headers["x-first-death-reason"]?.text == "delivery_limit")
                #expect(try broker.depth("routing") == 0)
                // The other queue that received the event keeps its own.
                #expect(try broker.depth("notify") == 1)
            }
        }
    }
}
