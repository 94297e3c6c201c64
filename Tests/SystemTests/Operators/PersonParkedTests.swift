import Foundation
import Postgres
import Rabbit
import Store
import TestKit
import Testing

@testable import Shared

extension SystemTests {
    /// What nothing could read is somebody's as well.
    @Suite("a person's parked messages", .stack) final class PersonParkedTests: SiteTest {
        init() throws { try super.init() }

        private func publish(
            _ id: String, _ said: String, headers: [String: FieldValue] = [:], correlation: String? = nil
        ) throws {
            try site.broker.publish([
                Publication(
                    exchange: Topology.intakeExchange, routingKey: "intake.web",
                    properties: MessageProperties(
                        contentType: "application/json", headers: headers, messageID: id, correlationID: correlation),
                    body: Array(#"{"channel":"web","external_id":"\#(id)",\#(said)}"#.utf8))
            ])
        }

        private func person(_ command: String, _ more: String..., code: Int32 = 0) throws -> String {
            let file = try site.file("phone", "0812-7654-3210")
            let call = ["person", command, "--phone-file", file, "--reason", "permintaan 7"] + more
            let ending = try site.lapor(call)
            try #require(ending.code == code, "\(call): \(ending)")
            return ending.output
        }

        @Test("they are found in the queue, in the table beside it, and among those taken out; erased they are gone")
        func found() throws {
            try site.start("IntakeWorker")
            for (id, said) in [
                ("p-1", #""teks":"kanariSatu","telepon":"+62 812 7654 3210""#),
                ("p-2", #""teks":"kanariDua","reporter":{"phone":"\u0030812.7654.3210"}"#),
                ("p-3", #""teks":"kanariTiga","wa":"081276543210""#), ("p-4", #""teks":"orang lain 0812-7654-3211""#),
            ] { try publish(id, said) }
            #expect(try poll(seconds: 30) { try records.depth("intake.dead") == 4 })
            try discard("p-2")
            try overflow()
            let listed = try person("find", "--json")
            #expect(listed.ranges(of: "\"stage\" : \"intake\"").count == 3, "\(listed)")
            #expect(listed.ranges(of: "\"is_kept\" : true").count == 1 && !listed.contains("kanari"))
            let export = try person("export")
            for word in ["kanariSatu", "kanariDua", "kanariTiga"] { #expect(export.contains(word)) }
            #expect(!export.contains("orang lain"))
            #expect(
                try records.count("SELECT count(*) FROM reading WHERE what = 'parked' AND reason LIKE 'permintaan%'")
                    == 3)
            #expect(try person("erase", "--yes").contains("3 parked messages are removed"))
            #expect(try person("find", code: 1).contains("no case"))
            #expect(try records.depth("intake.dead") == 1)
            #expect(try records.count("SELECT count(*) FROM kept_letter") == 0)
            #expect(try records.count("SELECT count(*) FROM parked_overflow") == 0)
            #expect(try records.count("SELECT count(*) FROM parked_action WHERE reason = 'permintaan 7'") == 2)
        }

        @Test("also by a header or a correlation id, in the queue and among those taken out")
        func beside() throws {
            try site.start("IntakeWorker")
            try publish("h-1", #""teks":"kanariKepala""#, headers: ["asal": .table(["hp": .text("+62 812 7654 3210")])])
            try publish("h-2", #""teks":"kanariHubungan""#, correlation: "wa:6281276543210")
            try publish("h-3", #""teks":"orang lain""#, headers: ["asal": .text("0812-7654-3211")])
            #expect(try poll(seconds: 30) { try records.depth("intake.dead") == 3 })
            try discard("h-2")
            let export = try person("export")
            for word in ["kanariKepala", "kanariHubungan", "headers.asal.hp", "wa:6281276543210"] {
                #expect(export.contains(word), "\(word)")
            }
            #expect(!export.contains("orang lain"))
            #expect(try person("erase", "--yes").contains("2 parked messages are removed"))
            #expect(try person("find", code: 1).contains("no case"))
            #expect(try records.depth("intake.dead") == 1)
        }

        @Test("a part of an SMS that waits for the others is theirs; erased it is gone, and the ledger still has it")
        func parts() throws {
            try site.start("IntakeWorker")
            for (id, number) in [("s-1", "0812-7654-3210"), ("s-2", "0813-0000-0001")] {
                let body = #"""
                    {"channel":"sms","external_id":"\#(id)","text":"kanariBagian \#(id)","reporter":{"phone":"\#(number)"},\#
                    "sms":{"ref":"7","part":1,"of":2}}
                    """#
                try site.broker.publish([
                    Publication(
                        exchange: Topology.intakeExchange, routingKey: "intake.sms",
                        properties: MessageProperties(contentType: "application/json", messageID: id),
                        body: Array(body.utf8))
                ])
            }
            #expect(try poll(seconds: 30) { try records.count("SELECT count(*) FROM sms_part") == 2 })
            let listed = try person("find", "--json")
            #expect(listed.contains("\"external_id\" : \"s-1\"") && !listed.contains("s-2"), "\(listed)")
            #expect(try person("export").contains("kanariBagian s-1"))
            #expect(try person("erase", "--yes").contains("1 waiting part of an SMS is removed"))
            #expect(try person("find", code: 1).contains("no case"))
            #expect(try records.count("SELECT count(*) FROM sms_part WHERE external_id = 's-2'") == 1)
            #expect(try records.count("SELECT count(*) FROM sms_part") == 1)
            let ledger = try site.file("buku", "sms\ts-1\n")
            let proof = try site.lapor("reconcile", "--ledger", ledger)
            #expect(proof.code == 0, "\(proof)")
        }

        private func discard(_ id: String) throws {
            let listed = try site.run("dead", "list", "--each", "--json")
            for match in listed.matches(of: #/"id" : "([0-9a-f]{12})"/#) {
                let parked = String(match.1)
                guard try site.run("dead", "show", parked, "--raw", "--reason", "uji").contains(id) else { continue }
                try site.run("dead", "discard", parked, "--reason", "uji", "--yes")
                return
            }
            Issue.record("\(id) is not parked: \(listed)")
        }

        /// Moves one message from the queue to the table for those that it has no room for.
        private func overflow() throws {
            let all = try records.take("intake.dead")
            for delivery in all {
                let message = Publication(
                    exchange: Topology.deadExchange, routingKey: "intake", properties: delivery.properties,
                    body: delivery.body)
                guard String(decoding: delivery.body, as: UTF8.self).contains("kanariTiga") else {
                    try site.broker.publish([message])
                    continue
                }
                try StoredOverflow(databaseURL: site.database, keys: TestKeys.all).keep([RefusedMessage(message)])
            }
        }
    }
}
