import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    @Suite("End to end")
    final class EndToEndTests: SiteTest {
        init() throws { try super.init(.ofTheNation) }

        private func spy() throws {
            var connection = try site.broker.connect()
            try connection.declareQueue("spy", arguments: ["x-queue-type": .text("quorum")])
            try connection.bind("spy", to: Topology.eventsExchange, key: "#")
        }

        @Test("each example is stored once, routed, acknowledged and notified; who reported stays in one table")
        func examplesGoThrough() throws {
            try spy()
            try site.spawnWorkers()
            let sample = try Sample()
            let progress = site.folder.appending(path: "import.progress").path
            try site.run("import", "--progress", progress, Sample.file.path, code: 65)
            try records.settle(complaints: sample.keys.count)
            try site.stopWorkers()
            try site.run("reconcile")

            #expect(try Set(records.texts("SELECT channel || ' ' || external_id FROM submission")) == sample.keys)
            #expect(try records.texts("SELECT DISTINCT state FROM notification") == ["filed"])
            #expect(
                try records.count("SELECT count(*) FROM complaint WHERE body_code IS NULL AND version < 2") == 0)
            #expect(try records.count("SELECT count(DISTINCT code) FROM complaint") == sample.keys.count)
            #expect(try parked() == sample.parked)
            for queue in ["intake", "routing", "notify", "routing.dead", "notify.dead"] {
                #expect(try records.depth(queue) == 0, "\(queue)")
            }
            try staysPrivate(sample.secrets)
        }

        private func parked() throws -> [String] {
            try records.take("intake.dead").map { delivery in
                let headers = delivery.properties.headers
                return Sample.label(
                    item: headers["x-lapor-item"]?.integer, code: headers["x-lapor-code"]?.text,
                    field: headers["x-lapor-field"]?.text)
            }.sorted()
        }

        /// Who does not ask for confidential cases hears nothing of them.
        private func goByTheirKeys(_ spied: [Delivery]) throws {
            let hidden = Set(try records.texts("SELECT id::text FROM complaint WHERE confidential"))
            #expect(!hidden.isEmpty)
            var heard = Set<String>()
            for delivery in spied where delivery.routingKey != "journal.anchored" {
                let events = try JSONSerialization.jsonObject(with: Data(delivery.body)) as? [[String: Any]] ?? []
                let isAsked = delivery.routingKey.hasPrefix("confidential.")
                #expect(isAsked || delivery.routingKey.hasPrefix("complaint."))
                for event in events {
                    let (id, data) = (event["subject"] as? String ?? "", event["data"] as? [String: Any] ?? [:])
                    #expect(isAsked == hidden.contains(id), "\(event)")
                    #expect(data["confidential"] as? Bool ?? false == isAsked, "\(event)")
                    if isAsked { heard.insert(id) }
                }
            }
            #expect(heard == hidden)
        }

        private func staysPrivate(_ secrets: [String]) throws {
            let spied = try records.take("spy")
            #expect(!spied.isEmpty)
            try goByTheirKeys(spied)
            let places = [
                "events": spied.map { String(decoding: $0.body, as: UTF8.self) + "\($0.properties)" }.joined(),
                "logs": records.site.logs,
                // A hash may begin with sixteen digits.
                "journal": try records.texts("SELECT string_agg((to_jsonb(j) - 'hash')::text, '') FROM journal j")
                    .joined(),
                "assignment": try records.texts("SELECT string_agg(assignment::text, '') FROM assignment").joined(),
                "notification": try records.texts("SELECT string_agg(notification::text, '') FROM notification")
                    .joined(),
            ]
            for (place, text) in places {
                #expect(!text.isEmpty, "\(place)")
                for secret in Set(secrets) { #expect(!text.contains(secret), "\(place) tells '\(secret)'") }
                #expect(text.firstMatch(of: #/[^0-9a-f-][0-9]{16}[^0-9]/#) == nil, "\(place) tells a NIK")
            }
        }
    }
}
