import Foundation
import Rabbit
import Sealing
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// What a channel has sealed is read by intake and the desk, and by nobody at the broker's.
    @Suite("Envelopes")
    final class EnvelopeTests: SiteTest {
        private static let words = "Jalan rusak kanariAmplop di Kota Samarinda"

        private func envelope(
            _ id: String, _ fields: String = #""text":"\#(words)""#, for route: String = "intake.web",
            as type: String = "application/json", by keys: CaseKeys = TestKeys.all
        ) throws -> Publication {
            let json = #"{"channel":"web","external_id":"\#(id)",\#(fields)}"#
            let body = type.contains("batch") ? #"[{"data":\#(json)}]"# : json
            var properties = MessageProperties(contentType: type, messageID: id)
            properties.contentEncoding = "lapor-hpke"
            return Publication(
                exchange: Topology.intakeExchange, routingKey: "intake.web", properties: properties,
                body: try #require(keys.envelopes?.newest.seal(Array(body.utf8), routingKey: route)))
        }

        private struct Letter: Decodable {
            var id: String
            var code: String
        }

        /// Ids by code.
        private func parked() throws -> [String: String] {
            let list = try site.run("dead", "list", "--each", "--json")
            return try JSONDecoder().decode([Letter].self, from: Data(list.utf8)).reduce(into: [:]) {
                $0[$1.code] = $1.id
            }
        }

        @Test(
            "one is taken in once; what is refused lies as it came, is read at the desk, and a corrected copy is sealed"
        )
        func opened() throws {
            try site.start("IntakeWorker")
            var changed = try envelope("e-5")
            changed.body[60] ^= 1
            try site.broker.publish([
                envelope("e-1"), envelope("e-1"), envelope("e-2", #""teks":"kanariSalah""#),
                envelope("e-3", for: "intake.sms"), envelope("e-4", as: "application/cloudevents-batch+json"), changed,
                TestMessage.submission(9, "x@contoh.example").publication,
            ])
            #expect(try poll(seconds: 30) { try records.depth("intake.dead") == 4 })
            #expect(try poll(seconds: 30) { try records.complaints() == 2 })
            let shown = try site.run("find", "kanariamplop", "--reason", "uji")
            #expect(shown.contains("web"), "\(shown)")
            let parked = try parked()
            #expect(Set(parked.keys) == ["field_missing", "envelope_unreadable", "envelope_of_many"])
            let bodies = try site.broker.look("intake.dead", 4)
            #expect(bodies.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains("kanari") })
            let refused = try #require(parked["field_missing"])
            let read = try site.run("dead", "show", refused, "--reason", "uji")
            #expect(read.contains("kanariSalah"))
            let copy = try site.file("copy", #"{"channel":"web","external_id":"e-2","text":"\#(Self.words) juga"}"#)
            try site.run("dead", "edit", refused, "--with", copy, "--reason", "uji")
            #expect(try poll(seconds: 30) { try records.complaints() == 3 })
        }

        @Test("without the key it is parked, and put back when the key is there")
        func unknownKey() throws {
            try site.start("IntakeWorker", ["LAPOR_ENVELOPES_KEY_FILE": nil])
            try site.broker.publish([envelope("e-1")])
            #expect(try poll(seconds: 30) { try records.depth("intake.dead") == 1 })
            #expect(try parked().keys.first == "envelope_key_unknown")
            try site.stopWorkers()
            try site.start("IntakeWorker")
            try site.run("dead", "replay", "--all", "--yes")
            #expect(try poll(seconds: 30) { try records.complaints() == 1 })
        }
    }
}
