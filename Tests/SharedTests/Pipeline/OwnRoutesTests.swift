import Rabbit
import TestKit
import Testing

@testable import Contract
@testable import Shared

/// By which ways messages may come.
@Suite struct OwnRoutesTests {
    private func leads(_ stage: String, _ exchange: String, _ headers: [String: FieldValue] = [:]) -> Bool {
        let properties = MessageProperties(headers: headers)
        let key = ["lapor.intake": "intake.x", "lapor.casework": "case.x"][exchange] ?? "x"
        let delivery = Delivery(tag: 1, exchange: exchange, routingKey: key, properties: properties)
        return OwnRoutes(of: stage).refusal(of: delivery) == nil
    }

    @Test(arguments: [
        ("intake", "lapor.intake", "sms"), ("intake", "lapor.intake", "Intake.sms"),
        ("intake", "lapor.intake", "intake_sms"), ("intake", "lapor.intake", ""),
        ("casework", "lapor.casework", "casse.reply"), ("casework", "lapor.casework", "cases.reply"),
    ]) func `a misspelt key is refused by name`(stage: String, exchange: String, key: String) {
        func refusal(_ exchange: String) -> Rejection? {
            let delivery = Delivery(tag: 1, exchange: exchange, routingKey: key, properties: MessageProperties())
            return OwnRoutes(of: stage).refusal(of: delivery)
        }
        #expect(refusal(exchange)?.code == "routing_key_unknown")
        #expect(refusal("") == nil, "brought to the queue itself")
        #expect(Topology.takes("intake", on: "lapor.intake") && Topology.takes("case", on: "lapor.casework"))
    }

    private func trail(_ queues: String...) -> [String: FieldValue] {
        ["x-death": .array(queues.map { .table(["queue": .text($0), "count": .integer(1)]) })]
    }

    @Test func `the stage's exchange and the default one`() {
        for (stage, exchange) in [
            ("intake", "lapor.intake"), ("routing", "lapor.events"), ("notify", "lapor.events"),
            ("casework", "lapor.casework"),
        ] {
            #expect(leads(stage, exchange) && leads(stage, ""))
            for foreign in ["jabar.x", "amq.topic", "lapor.intake2", "Lapor.intake", " lapor.intake"] {
                #expect(!leads(stage, foreign), "\(stage) by \(foreign)")
            }
        }
        #expect(!leads("intake", "lapor.events") && !leads("casework", "lapor.intake"))
    }

    @Test func `queues of lapor may have given it up`() {
        #expect(leads("casework", "", trail("lapor.retry.5s")))
        #expect(leads("intake", "lapor.intake", trail("intake", "lapor.retry.1h")))
        #expect(leads("intake", "lapor.intake", ["traceparent": .text("x"), "x-death": .array([])]))
    }

    @Test func `no other queue may`() {
        #expect(!leads("intake", "lapor.intake", trail("jabar.dlx9")))
        #expect(!leads("intake", "lapor.intake", trail("intake", "jabar.dlx9")))
        #expect(!leads("intake", "", trail("jabar.dlx9")))
        #expect(!leads("intake", "", ["x-first-death-queue": .text("jabar.dlx9")]))
        #expect(!leads("intake", "", ["x-last-death-queue": .text("jabar.dlx9")]))
    }

    @Test(arguments: [
        FieldValue.text("intake"), .integer(1), .void, .table(["queue": .text("intake")]), .array([.text("intake")]),
        .array([.table([:])]), .array([.table(["queue": .integer(1)])]), .array([.table(["queue": .bytes([0xFF])])]),
    ]) func `a trail that the broker has not written leads nowhere`(trail: FieldValue) {
        #expect(!leads("intake", "lapor.intake", ["x-death": trail]))
    }

    @Test func `a lane parks what came otherwise, unread`() {
        var foreign = Delivery(1, "a b")
        foreign.exchange = "jabar.x"
        var own = Delivery(2, "c")
        own.exchange = "lapor.intake"
        var test = LaneUnderTest([foreign, own], stage: "intake")
        #expect(test.turn() == nil)
        #expect(test.diary.published.compactMap { $0.properties.headers["x-lapor-code"]?.text } == ["foreign_route"])
        #expect(test.parked == ["a b"])
        #expect(test.envelopes.joined().contains("c"))
    }
}
