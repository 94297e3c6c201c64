import Complaints
import Foundation
import Shared
import TestKit
import Testing

@testable import Store

extension SystemTests {
    /// What people send by SMS while they are asked something, and soon after.
    @Suite("Conversations by SMS")
    final class ConversationTests: SiteTest {
        private let phone = "+6281270000006"

        private func asked(_ report: String, _ question: String) throws -> String {
            try site.startWorkers(and: "CaseWorker", "ClockWorker")
            try site.sms("s-1", report, from: phone)
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            try site.run("case", "ask", code, "--text-file", site.words(question))
            return code
        }

        private func awaitRows(_ sql: String, _ wanted: [String], _ location: SourceLocation = #_sourceLocation) throws
        {
            let come = try poll(seconds: 60) { try records.texts(sql) == wanted }
            let found = try records.texts(sql)
            #expect(come, "\(found)\n\(site.logs.suffix(2000))", sourceLocation: location)
        }

        @Test("both halves of an answer are the answer: the case goes where the second says")
        func halves() throws {
            let code = try asked("Jalan berlubang di depan sekolah, dua anak jatuh", "Sekolah mana, di kota apa?")
            let first = "Di depan SD Negeri 3 dekat jembatan lama, lubangnya besar dan kalau hujan tergenang"
            try site.sms("s-2", first, from: phone)
            try records.awaitEvents(5, of: code)
            try site.sms("s-3", " air, alamatnya Kecamatan Coblong Kota Bandung", from: phone)
            try awaitRows("SELECT region_code FROM complaint WHERE region_code LIKE '32.73%'", ["32.73.02"])
            #expect(try records.complaints() == 1)
            #expect(try records.events(of: code).filter { $0 == "answered" }.count == 2)
            #expect(try records.texts("SELECT left(body_code, 5) FROM complaint") == ["32.73"])
            #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
            #expect(try site.lapor("reconcile").code == 0)
        }

        @Test("a new matter while a question is open is a case of its own; the question stays, and is answered")
        func newMatter() throws {
            let code = try asked("Lampu jalan di dekat pasar mati sejak minggu lalu", "Di kota apa?")
            let other = "Ada pungli di kantor kecamatan Lembang Kabupaten Bandung Barat, diminta 200 ribu untuk KTP"
            try site.sms("s-2", other, from: phone)
            try awaitRows("SELECT left(body_code, 5) FROM complaint WHERE supervised", ["32.17"])
            #expect(try records.texts("SELECT status::text FROM complaint WHERE code = '\(code)'") == ["tunda"])
            try site.sms("s-3", "Kota Bandung", from: phone)
            try awaitRows("SELECT left(region_code, 5) FROM complaint WHERE code = '\(code)'", ["32.73"])
            #expect(try records.complaints() == 2)
            // They are told where it was filed, by its own code.
            let own = try #require(try records.texts("SELECT code FROM complaint WHERE code <> '\(code)'").first)
            let secret = try #require(try site.secrets()[own])
            let told =
                "LAPOR!: pesan Anda dicatat sebagai laporan baru \(own), kata rahasia \(secret). Pertanyaan tentang \(code)"
            #expect(try poll(seconds: 30) { try records.outboxLines().contains { $0.contains(told) } })
            // Who asked hears of it too, and whoever looks at either case sees the other.
            let officer = "ditanya tentang laporan \(code), pelapor mengirim pesan tentang hal lain"
            #expect(try poll(seconds: 30) { try records.outboxLines().contains { $0.contains(officer) } })
            let asking = try #require(TrackingCode(code)).grouped
            let aside = try #require(TrackingCode(own)).grouped
            #expect(try site.lapor("track", code).output.contains("stored as its own: \(aside)"))
            #expect(try site.lapor("track", own).output.contains("being asked about case \(asking)"))
        }

        @Test(
            "soon after an answer, what has a place and a matter of its own is a case of its own; the first stays where it is"
        )
        func addition() throws {
            let code = try asked("Lampu jalan mati di Kota Samarinda", "Di jalan dan nomor berapa?")
            try site.sms("s-2", "Jalan Mawar nomor lima", from: phone)
            try records.awaitEvents(5, of: code)
            let place = "SELECT concat_ws(' ', region_code, body_code) FROM complaint WHERE code = '\(code)'"
            let before = try records.texts(place)
            let routed = try records.events(of: code)
            try site.sms("s-3", "juga sampah menumpuk di Kota Balikpapan", from: phone)
            try awaitRows(
                "SELECT left(region_code, 5) FROM complaint WHERE code <> '\(code)' AND version > 1", ["64.71"])
            #expect(try records.events(of: code) == routed)
            // What says where it is anew is read by whoever has the case; it does not move by itself.
            try site.sms("s-4", "maaf salah, di Kota Balikpapan", from: phone)
            try records.awaitEvents(6, of: code)
            #expect(try records.events(of: code) == routed + ["added"])
            #expect(try records.texts(place) == before)
            let told = "pelapor menambahkan keterangan pada laporan \(code)"
            #expect(
                try poll(seconds: 30) {
                    try records.outboxLines().contains { $0.lowercased().contains(told.lowercased()) }
                })
            #expect(try records.complaints() == 2 && site.lapor("reconcile").code == 0)
        }

        @Test("parts of an SMS are one case, in whatever order and under whatever numbers they come, and as often")
        func parts() throws {
            let texts = [
                "Jembatan bambu sudah lapuk, anak sekolah takut lewat, lokasi di Kecamatan",
                " Cikalong Kabupaten Tasikmalaya, mohon diperbaiki",
            ]
            for _ in 0..<2 {
                try site.part(1, of: 2, texts[0], id: "shared")
                try site.part(2, of: 2, texts[1], id: "shared")
                try site.part(2, of: 2, texts[1], id: "own-2", from: "081270000003")
                try site.part(1, of: 2, texts[0], id: "own-1", from: "081270000003")
            }
            try site.startWorkers(and: "ClockWorker")
            try site.start("IntakeWorker")
            try records.settle(complaints: 2)
            try site.part(1, of: 2, texts[0], id: "shared")
            try site.part(1, of: 2, "Kata lain", id: "shared")
            let parked = try poll(seconds: 30) { try records.depth("intake.dead") == 1 }
            #expect(parked, "a number that is used again for other words")
            #expect(try Set(records.reports().map(\.text)) == [texts.joined()])
            #expect(try Set(records.texts("SELECT left(region_code, 5) FROM complaint")) == ["32.06"])
            #expect(try records.complaints() == 2)
            #expect(try records.count("SELECT count(*) FROM sms_part WHERE num_nonnulls(submission, sealed) > 0") == 0)
            #expect(try site.lapor("reconcile").code == 0)
        }

        @Test("a part that never comes leaves a gap; what comes after that goes to the same case")
        func missingPart() throws {
            site.settings[SettingKey.smsWait.name] = "2"
            try site.startWorkers(and: "CaseWorker", "ClockWorker")
            try site.part(1, of: 3, "Lampu jalan mati di Kota ", id: "p-1")
            try site.part(3, of: 3, "sejak kemarin", id: "p-3")
            let whole = "Lampu jalan mati di Kota [bagian hilang] sejak kemarin"
            try awaitRows("SELECT count(*)::text FROM complaint", ["1"])
            #expect(try records.reports().map(\.text) == [whole])
            try records.settle(complaints: 1)
            try site.part(2, of: 3, "Samarinda ", id: "p-2")
            try awaitRows("SELECT count(*)::text FROM correspondence WHERE version IS NOT NULL", ["1"])
            #expect(try records.letters().map(\.text) == ["[bagian 2] Samarinda"])
            #expect(try records.complaints() == 1)
            #expect(try site.lapor("reconcile").code == 0)
        }
    }
}
