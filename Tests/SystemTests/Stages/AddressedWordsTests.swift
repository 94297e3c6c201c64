import Complaints
import Foundation
import TestKit
import Testing

extension SystemTests {
    /// Messages in which reporters name their case.
    @Suite("Words on a case by SMS")
    final class AddressedWordsTests: SiteTest {
        private static let phone = "0812-7777-1001"

        private func act(_ code: String, _ command: String, _ arguments: String...) throws {
            let ending = try site.lapor(["case", command, code] + arguments)
            try #require(ending.code == 0, "\(command): \(ending)")
        }

        @Test("the reporter adds words and objects from their own number, and nobody from another")
        func words() throws {
            try site.startWorkers(and: "CaseWorker")
            try site.sms("sms-1", "Lampu jalan mati di Kota Samarinda", from: Self.phone)
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            try site.sms("sms-2", "TAMBAH \(code) bukan-untuk-umum di sisi timur", from: Self.phone)
            try records.awaitEvents(3, of: code)
            #expect(try records.events(of: code).last == "added" && records.complaints() == 1)
            try act(code, "disposition", "--body", "64.72/1.03", "--reason", "jalan kota", "--role", "national")
            try act(code, "reply", "--text-file", site.words("Petugas sudah kami kirim"))
            try act(
                code, "close", "--decision-file", site.words("Laporan ini benar"), "--action-file",
                site.words("Lampu diganti"), "--further-file", site.words("Ajukan keberatan"))
            try site.sms("sms-3", "KEBERATAN \(code) masih gelap", from: "0812-7777-1002")
            try records.settle(complaints: 2)
            #expect(try records.events(of: code).last == "closed", "another's number is a report of its own")
            let typed = try TrackingCode(parsing: code).grouped.lowercased()
            try site.sms("sms-4", "keberatan \(typed) bukan-untuk-umum masih gelap", from: Self.phone)
            try records.awaitEvents(7, of: code)
            #expect(try records.events(of: code).last == "disputed" && records.complaints() == 2)
            #expect(try records.texts("SELECT status::text FROM complaint WHERE code = '\(code)'") == ["proses"])
            #expect(
                try !records.texts("SELECT journal::text FROM journal").contains { $0.contains("bukan-untuk-umum") })
            // Nobody closes over the objection, by the operator's hand either.
            let ending = try site.lapor([
                "case", "close", code, "--decision-file", site.words("Laporan ini benar"), "--action-file",
                site.words("Lampu diganti"), "--further-file", site.words("Ajukan keberatan"),
            ])
            #expect(ending.code == 65 && ending.output.contains("reply_first"))
        }

        @Test("a plain answer to a reply is the reporter's word, and nobody is left without one")
        func plainAnswer() throws {
            try site.startWorkers(and: "CaseWorker")
            try site.sms("sms-1", "Lampu jalan mati di Kota Samarinda", from: Self.phone)
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            try act(code, "disposition", "--body", "64.72/1.03", "--reason", "jalan kota", "--role", "national")
            // Nothing is closed yet, and they are told so.
            try site.sms("sms-2", "Mohon keberatan \(code.dropLast())", from: Self.phone)
            try awaitTold("\(code) belum ditutup")
            try act(code, "reply", "--text-file", site.words("Petugas sudah kami kirim"))
            // Soon after it, in words of their own; then with the code somewhere in it.
            try site.sms("sms-3", "petugas belum datang pak", from: Self.phone)
            try awaitTold("pesan Anda pada \(code) diterima")
            try site.sms("sms-4", "lampunya ada tiga, nomor saya \(code)", from: Self.phone)
            try records.awaitEvents(7, of: code)
            #expect(
                try records.events(of: code).suffix(4) == ["added", "replied", "counter_replied", "counter_replied"])
            #expect(
                try records.count(
                    "SELECT count(*) FROM journal WHERE event = 'counter_replied' AND (data -> 'clocks')::jsonb ? 'silence'"
                )
                    == 0)
            #expect(try records.complaints() == 1)
            // A matter of its own soon after a reply is a report of its own.
            try site.sms("sms-5", "Sampah menumpuk di Pasar Klandasan Kota Balikpapan", from: Self.phone)
            try records.settle(complaints: 2)
            // A command that is about no case is kept for a person, and its sender hears what to write.
            try site.sms("sms-6", "KEBERATAN KVNT RWQH SMPH masih gelap", from: "0812-7777-1002")
            try records.settle(complaints: 3)
            try awaitTold("KEBERATAN atau OMBUDSMAN, lalu nomornya")
            // Soon after a reply too, who agrees to a hand-over and names no case has agreed to nothing, and answered nothing.
            try site.sms("sms-7", "OMBUDSMAN", from: Self.phone)
            try records.settle(complaints: 4)
            #expect(
                try records.texts("SELECT data ->> 'unmatched' FROM journal WHERE data::jsonb ? 'unmatched'") == [
                    "code_unknown", "code_unknown",
                ])
            let desk = """
                SELECT count(*) FROM journal WHERE event = 'unrouted' AND complaint_id IN
                (SELECT complaint_id FROM journal WHERE data::jsonb ? 'unmatched')
                """
            #expect(try records.count(desk) == 2)
            #expect(try site.lapor("reconcile").code == 0)
        }

        @Test("a long reply is read to its end by SMS, by its reporter alone, and reading changes nothing")
        func reading() throws {
            try site.startWorkers(and: "CaseWorker")
            try site.sms("sms-1", "Lampu jalan mati di Kota Samarinda", from: Self.phone)
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            try act(code, "disposition", "--body", "64.72/1.03", "--reason", "jalan kota", "--role", "national")
            try site.sms("sms-2", "BACA", from: Self.phone)
            try awaitTold("belum ada jawaban yang dapat dibaca atas \(code)")
            let reply = "Lampu sudah diganti " + (1...40).map { "petugas\($0)" }.joined(separator: " ")
            try act(code, "reply", "--text-file", site.words(reply))
            try awaitTold("Lengkapnya: balas BACA \(code)")
            let events = try records.events(of: code)
            // The same message twice, and the same wish once more, are one answer.
            for id in ["sms-3", "sms-3", "sms-4"] { try site.sms(id, "Mohon baca \(code)", from: Self.phone) }
            try awaitTold("\(code) (1/5) Lampu sudah diganti petugas1 ")
            try site.sms("sms-5", "BACA \(code) 5", from: Self.phone)
            try awaitTold("\(code) (5/5) ")
            // Another's number learns nothing.
            try site.sms("sms-6", "BACA \(code)", from: "0812-7777-1002")
            try records.settle(complaints: 2)
            try awaitTold("BACA, KEBERATAN atau OMBUDSMAN, lalu nomornya")
            #expect(try records.outboxLines().filter { $0.contains("(1/5)") }.count == 1)
            #expect(try records.events(of: code) == events)
            #expect(try site.lapor("reconcile").code == 0)
        }

        @Test("who wants to read answers no question by that, and is asked which case they mean")
        func readingIsNoAnswer() throws {
            try site.startWorkers(and: "CaseWorker")
            let reports = [
                "Lampu jalan mati di Kota Samarinda", "Sampah menumpuk di Pasar Pagi Kota Samarinda",
                "Jembatan lapuk di Palaran Kota Samarinda",
            ]
            for (number, report) in reports.enumerated() { try site.sms("sms-\(number)", report, from: Self.phone) }
            try records.settle(complaints: 3)
            let codes = try records.texts("SELECT code FROM complaint ORDER BY code")
            for code in codes.dropFirst() {
                try act(code, "disposition", "--body", "64.72/1.03", "--reason", "jalan kota", "--role", "national")
                try act(code, "reply", "--text-file", site.words("Petugas sudah kami kirim"))
            }
            try act(codes[0], "ask", "--text-file", site.words("Di jalan mana tepatnya?"))
            let events = try codes.map(records.events)
            try site.sms("sms-baca", "BACA", from: Self.phone)
            try records.settle(complaints: 4)
            #expect(try codes.map(records.events) == events)
            let unmatched = "SELECT data ->> 'unmatched' FROM journal WHERE data::jsonb ? 'unmatched'"
            #expect(try records.texts(unmatched) == ["several_cases"])
            #expect(try records.count("SELECT count(*) FROM open_question WHERE answered_at IS NULL") > 0)
        }

        private func awaitTold(_ words: String, _ location: SourceLocation = #_sourceLocation) throws {
            let isTold = try poll(seconds: 30) { try records.outboxLines().contains { $0.contains(words) } }
            let told = try records.outboxLines()
            #expect(isTold, "\(words): \(told)", sourceLocation: location)
        }
    }
}
