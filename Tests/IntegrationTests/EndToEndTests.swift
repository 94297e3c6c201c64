import Foundation
import Rabbit
import Shared
import SharedTestKit
import Testing

extension IntegrationTests {
    @Suite("End to end")
    struct EndToEndTests {
        /// What the examples say that must not travel.
        private struct Example {
            var key: String
            var isGood: Bool
            var secrets: [String]

            init(_ line: String) throws {
                let fields = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                key = "\(fields["channel"] as? String ?? "") \(fields["external_id"] as? String ?? "")"
                let text = fields["text"] as? String
                let region = (fields["location"] as? [String: Any])?["region_code"] as? String
                isGood = text != nil && region?.contains("-") != true  // codes have dots
                let reporter = fields["reporter"] as? [String: Any] ?? [:]
                let phone = (reporter["phone"] as? String).map { $0.filter(\.isNumber).dropFirst() }.map(String.init)
                let parts = [reporter["name"] as? String, reporter["email"] as? String, reporter["phone"] as? String]
                secrets = (parts + [phone, text.map { String($0.prefix(24)) }]).compactMap { $0 }.filter {
                    $0.count > 5
                }
            }
        }

        private func examples() throws -> [Example] {
            let file = TestStack.root.appending(path: "examples/complaints.jsonl")
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { try Example(String($0)) }
        }

        private func spy(_ site: Site) throws {
            var connection = try site.broker.connect()
            try connection.declareQueue("spy", arguments: ["x-queue-type": .text("quorum")])
            try connection.bind("spy", to: Topology.eventsExchange, key: "#")
        }

        @Test("each example is stored once, routed, acknowledged and notified; who reported stays in one table")
        func examplesGoThrough() throws {
            try Site.with { site in
                try spy(site)
                try site.startWorkers()
                let file = TestStack.root.appending(path: "examples/complaints.jsonl").path
                try site.run("lapor", "import", "--progress", site.folder.appending(path: "import.progress").path, file)
                let examples = try examples()
                let keys = Set(examples.filter(\.isGood).map(\.key))
                let records = Records(site: site)
                try records.settle(complaints: keys.count)
                try site.stopWorkers()

                #expect(try Set(records.texts("SELECT channel || ' ' || external_id FROM submission")) == keys)
                #expect(try records.texts("SELECT DISTINCT state::text FROM notification") == ["sent"])
                #expect(
                    try records.count("SELECT count(*) FROM complaint WHERE body_code IS NULL AND version < 2") == 0)
                #expect(try records.count("SELECT count(DISTINCT code) FROM complaint") == keys.count)
                #expect(try records.take("intake.dead").count == examples.count { !$0.isGood })
                for queue in ["intake", "routing", "notify", "routing.dead", "notify.dead"] {
                    #expect(try records.depth(queue) == 0, "\(queue)")
                }
                try staysPrivate(examples.flatMap(\.secrets), records)
            }
        }

        private func staysPrivate(_ secrets: [String], _ records: Records) throws {
            let spied = try records.take("spy")
            #expect(!spied.isEmpty)
            let places = [
                "events": spied.map { String(decoding: $0.body, as: UTF8.self) + "\($0.properties)" }.joined(),
                "logs": records.site.logs,
                "journal": try records.texts("SELECT string_agg(journal::text, '') FROM journal").joined(),
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
