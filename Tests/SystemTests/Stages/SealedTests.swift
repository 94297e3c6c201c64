import Complaints
import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing

@testable import Store

extension SystemTests {
    @Suite("what rests is sealed", .stack) final class SealedTests: SiteTest {
        init() throws { try super.init() }

        private static let phone = "0812-7654-3210"
        /// Words that stand in one place each of what citizens and officers write.
        private static let canaries = [
            "kanariNama", "kanariSurel", "kanariNik", "kanariJudul", "kanariIsi", "kanariTempat", "kanariTautan",
            "kanariKategori", "kanariInstansi", "kanariRusak", "kanariKolom", "kanariBagian", "kanariJawab",
            "kanariTanya",
            "kanariSisih", "81276543210",
        ]

        private func publish(_ channel: String, _ id: String, _ rest: String) throws {
            let body = #"{"channel":"\#(channel)","external_id":"\#(id)",\#(rest)}"#
            try site.broker.publish([
                Publication(
                    exchange: Topology.intakeExchange, routingKey: "intake.\(channel)",
                    properties: MessageProperties(contentType: "application/json", messageID: id),
                    body: Array(body.utf8))
            ])
        }

        /// Every table with a row in which `word` stands in clear, also within bytes.
        private func tables(with word: String) throws -> [String] {
            let bytes = word.utf8.map { String($0, radix: 16) }.joined()
            let tables = try records.texts(
                """
                SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND c.relnamespace = 'public'::regnamespace ORDER BY 1
                """)
            #expect(tables.count > 40)
            return try tables.filter {
                try records.count(
                    "SELECT count(*) FROM \($0) t WHERE strpos(t::text, '\(word)') > 0 OR strpos(t::text, '\(bytes)') > 0"
                )
                    > 0
            }
        }

        /// A case with a word in every field, a question on it and the answer, a part of a message that waits, and a bad message that
        /// was taken out.
        private func fill() throws {
            try site.startWorkers(and: "CaseWorker", "ClockWorker")
            try publish(
                "sms", "k-1",
                #"""
                "title":"kanariJudul","text":"Jalan rusak kanariIsi","location":{"text":"kanariTempat","lat":true,"rt":"kanariKolom"},
                "reporter":{"name":"kanariNama","phone":"\#(Self.phone)","email":"kanariSurel@contoh.example","nik":"kanariNik"},
                "category":"kanariKategori","agency":"kanariInstansi","attachments":[{"url":"https://a.example/kanariTautan"}],
                "incident_date":"kanariRusak"
                """#)
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            try site.run("case", "ask", code, "--text-file", site.words("Di mana letaknya kanariTanya?"))
            try records.awaitEvents(3, of: code)
            try site.sms("k-2", "di Kota Samarinda kanariJawab", from: Self.phone)
            try records.awaitEvents(5, of: code)
            try site.part(1, of: 2, "kanariBagian ", id: "k-3", from: Self.phone)
            try publish("web", "k-4", #""teks":"kanariSisih""#)
            #expect(
                try poll(seconds: 30) {
                    try records.count("SELECT count(*) FROM sms_part") == 1 && records.depth("intake.dead") == 1
                })
            try site.run("dead", "discard", "--all", "--reason", "uji", "--yes")
        }

        @Test("no word of anybody stands in any table in clear, and everything is read as it was written")
        func canaries() throws {
            try fill()
            for word in Self.canaries { #expect(try tables(with: word) == [], "\(word)") }
            let report = try #require(try records.reports().first)
            #expect(report.title == "kanariJudul" && report.text == "Jalan rusak kanariIsi")
            #expect(report.category == "kanariKategori" && report.agency == "kanariInstansi")
            #expect(report.location == "kanariTempat")
            #expect(String(decoding: report.attachments ?? [], as: UTF8.self).contains("kanariTautan"))
            let reporter = try #require(try records.reporters().values.first)
            #expect(reporter.name == "kanariNama" && reporter.phone == "+6281276543210")
            #expect(String(decoding: reporter.extras ?? [], as: UTF8.self).contains("kanariNik"))
            #expect(try records.letters().map(\.text).contains { $0.contains("kanariJawab") })
            let file = try site.file("phone", Self.phone)
            #expect(try site.run("find", "--phone-file", file, "--reason", "uji").contains("sms"))
            #expect(try site.run("find", "kanarijudul", "KANARIISI", "--reason", "uji").contains("sms"))
            #expect(try site.lapor("find", "kanariLain", "--reason", "uji").code == 0)
            #expect(try site.run("reconcile").contains("sms_parts"))
        }

        /// Changes what a case's row has sealed, by one bit.
        private func spoil(_ table: String, _ key: String, _ id: String) throws {
            try PostgresConnection(to: site.database).run(
                "UPDATE \(table) SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE \(key) = '\(id)'")
        }

        @Test("a row that somebody changed stops nobody else's: its event is parked, and words are still found")
        func spoiled() throws {
            try site.start("IntakeWorker")
            for number in 1...3 {
                try publish(
                    "web", "s-\(number)",
                    #""text":"Lampu jalan mati di Kota Samarinda","reporter":{"phone":"0812-7654-321\#(number)"}"#)
            }
            #expect(try poll(seconds: 20) { try records.complaints() == 3 })
            let ids = try records.texts("SELECT id::text FROM complaint ORDER BY id")
            try spoil("complaint", "id", ids[0])
            try spoil("reporter", "complaint_id", ids[1])
            try site.start("RoutingWorker")
            try site.start("NotifyWorker")
            let routed = "SELECT count(*) FROM complaint WHERE version > 1"
            #expect(try poll(seconds: 30) { try records.count(routed) == 2 })
            #expect(try poll(seconds: 30) { try records.depth("routing.dead") == 1 })
            #expect(try poll(seconds: 30) { try records.depth("notify.dead") >= 1 })
            let told =
                "SELECT count(*) FROM notification WHERE complaint_id = '\(ids[2])' AND state IN ('sent', 'filed')"
            #expect(try poll(seconds: 30) { try records.count(told) >= 1 })
            let parked = try site.run("dead", "list", "--each", "--json")
            #expect(parked.ranges(of: "sealed_unreadable").count >= 2 && parked.contains(ids[0]), "\(parked)")
            #expect(try site.run("find", "lampu", "--reason", "uji", "--json").ranges(of: "\"code\"").count == 2)
        }
    }
}
