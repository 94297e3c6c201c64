import Foundation
import Glibc
import Postgres
import Shared
import TestKit
import Testing

@testable import Store

extension SystemTests {
    /// What import says of the rows of a file, and what is stored of them.
    @Suite("Import")
    final class ImportTests: SiteTest {
        private typealias Page = [String: Any]

        private func line(_ id: String, _ text: String = "Lampu padam di Kota Bandung") -> String {
            #"{"channel":"web","external_id":"\#(id)","text":"\#(text)"}"#
        }

        private func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
            let path = site.folder.appending(path: name)
            try Data(bytes).write(to: path)
            return path.path
        }

        /// Imports `path`, awaits its end, and returns what it says and how it ended.
        private func bring(_ path: String, _ options: String...) throws -> (page: Page, code: Int32?) {
            let ending = try site.lapor(
                ["import", path, "--json"] + (options.contains("--check") ? [] : ["--wait"]) + options)
            let start = try #require(ending.output.range(of: "{\n"), "\(ending.output)").lowerBound
            // The complaint about bad rows follows on the other stream.
            let end = try #require(ending.output.range(of: "\n}\n", options: .backwards)).upperBound
            let page = try JSONSerialization.jsonObject(with: Data(ending.output[start..<end].utf8))
            return (try #require(page as? Page), ending.code)
        }

        private func numbers(_ page: Page) -> [Int?] { ["stored", "known_before", "history"].map { page[$0] as? Int } }

        private func lines(_ page: Page, _ field: String, _ code: String) -> [Int] {
            (page[field] as? [Page])?.first { $0["code"] as? String == code }?["lines"] as? [Int] ?? []
        }

        @Test("what only a person can mend ends it at once, with cause and cure")
        func atOnce() throws {
            let path = try site.file("satu.jsonl", (0..<3000).map { line("\($0)") }.joined(separator: "\n"))
            func fails(_ changes: [String: String?], _ words: String...) throws {
                let begun = ContinuousClock.now
                let ending = try site.lapor(["import", path], changes)
                #expect(ContinuousClock.now - begun < .seconds(20), "it waited")
                #expect(ending.code == 78 && words.allSatisfy(ending.output.contains), "\(ending)")
            }
            try site.broker.api.send("DELETE", "exchanges/\(site.broker.path)/lapor.intake", [])
            try fails([:], "exchange lapor.intake is missing", "lapor topology apply")
            try site.topology().apply()
            try site.broker.setPermissions(write: "^nothing$")
            try fails([:], "has no right to exchange 'lapor.intake'", "rabbitmqctl set_permissions")
            try site.broker.setPermissions()
            #expect(try site.lapor("import", path).code == 0)
        }

        @Test(
            "standard input under any of its names", arguments: ["-", "/dev/stdin", "/dev/fd/0", "<(cat masuk.jsonl)"])
        func standardInput(name: String) throws {
            _ = try site.file("masuk.jsonl", [line("1"), line("2")].joined(separator: "\n"))
            for source in ["cat masuk.jsonl | lapor import \(name)", "lapor import \(name) < masuk.jsonl"] {
                let ending = try site.type(source)
                #expect(ending.code == 0, "\(source): \(ending.output)")
            }
            #expect(try poll(seconds: 10) { try records.depth("intake") == 4 })
        }

        @Test("each row's fate is told, before and after; a check publishes nothing")
        func fates() throws {
            let large = line("4", String(repeating: "A", count: 300_000))
            let path = try site.file(
                "baris.jsonl",
                [line("1"), line("2"), line("3", " "), large, "bukan json", line("5")].joined(separator: "\n"))
            let checked = try bring(path, "--check")
            #expect(checked.code == 65 && checked.page["seen"] as? Bool == false)
            #expect(try records.depth("intake") == 0)
            try site.startWorkers()
            let first = try bring(path)
            #expect(first.code == 65 && first.page["seen"] as? Bool == true)
            for page in [checked.page, first.page] {
                #expect(numbers(page) == [3, 0, 0])
                #expect(lines(page, "parked", "field_empty") == [3] && lines(page, "parked", "json_invalid") == [5])
                #expect(lines(page, "refused", "body_too_large") == [4])
            }
            #expect(try records.texts("SELECT external_id FROM submission ORDER BY 1") == ["1", "2", "5"])
            #expect(try records.depth("intake.dead") == 2)
            let again = try bring(path)
            #expect(numbers(again.page) == [0, 3, 0] && lines(again.page, "parked", "json_invalid") == [5])
            #expect(try records.complaints() == 3)
            let text = try site.lapor("import", path, "--wait").output
            #expect(
                text.contains("0 stored, 3 known before, 2 parked")
                    && text.contains("parked in intake.dead: json_invalid (line 5)"))
            #expect(text.contains("line 4: \(large.utf8.count) bytes"))
        }

        @Test("another report under the id of one is never told to be stored")
        func reusedIDs() throws {
            try site.startWorkers()
            let path = try site.file(
                "nomor.jsonl", [line("1"), line("1"), line("1", "Banjir"), line("2")].joined(separator: "\n"))
            let found = try bring(path)
            #expect(numbers(found.page) == [2, 1, 0] && found.code != 0)
            let missing = found.page["missing_lines"] as? [Int] ?? []
            #expect(lines(found.page, "parked", "external_id_reused") + missing == [3])
            let mangled = try site.file(
                "bulat.csv",
                "Tracking ID,Isi Laporan Awal\r\n" + (1...5).map { "2.02601E+14,Lampu padam di RW \($0)\r\n" }.joined())
            let refused = try bring(mangled)
            #expect(refused.code == 65 && lines(refused.page, "refused", "external_id_mangled") == [2, 3, 4, 5, 6])
            #expect(try records.complaints() == 2)
        }

        @Test("forms of files: each is recognised, and each row stored with its moment")
        func forms() throws {
            try site.startWorkers()
            let header = "Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Isi Laporan Awal"
            let rows = [
                "1-Jan-26,2:35:18", "2026-01-01,02:35:18", "46023,0.107847222", "1 Januari 2026,02.35.18",
                "1 Jan 2026,02:35:18",
            ]
            let table = { (name: String, end: String) in
                ([header] + rows.enumerated().map { "\(name)-\($0),\($1),Pipa 6\" bocor" }).joined(separator: end) + end
            }
            let wide = ([0xFEFF] + Array(table("utf16", "\r\n").utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let request =
                #"{"service_request_id":"o-N","status":"open","description":"Jalan","requested_datetime":"2026-01-01T02:35:18+07:00"}"#
            let requests = (0..<5).map { request.replacing("N", with: "\($0)") }.joined(separator: ",")
            let paths = [
                try file("a.csv", table("lf", "\n").utf8), try file("b.csv", table("cr", "\r").utf8),
                try file("c.csv", wide),
                try file("d.csv", "sep=;\r\n\(table("sep", "\r\n").replacing(",", with: ";"))".utf8),
                try file("e.txt", table("tab", "\n").replacing(",", with: "\t").utf8),
                try file("f.json", "[\(requests)]".utf8),
                try file("g.csv", [0xEF, 0xBB, 0xBF] + Array(table("bom", "\n").utf8)),
            ]
            for path in paths {
                let found = try bring(path)
                #expect(found.code == 0 && numbers(found.page) == [5, 0, 0], "\(path): \(found.page)")
            }
            #expect(try records.complaints() == 35)
            #expect(
                try records.texts("SELECT DISTINCT (submitted_at AT TIME ZONE 'UTC')::text FROM complaint")
                    == ["2025-12-31 19:35:18"])
            #expect(try records.reports().count { $0.text == "Pipa 6\" bocor" } == 30)
        }

        @Test("who reports and what no column is known for stay with the identity; closed reports go to the history")
        func columns() throws {
            try site.startWorkers()
            let path = try site.file(
                "ekspor.csv",
                """
                Tracking ID,Nama Pelapor,NIK,Isi Laporan Awal,Tipe Laporan (Anonim/Rahasia),Status Laporan,Tanggal Laporan Masuk
                11,Warga Contoh,3200,Lampu padam,Anonim|Rahasia,Belum Terverifikasi,1 Jan 2026
                12,Warga Lain,3201,Jalan rusak,,Ditutup oleh Sistem,1 Jan 2026
                13,Warga Lain,3202,Jalan rusak,,Diarsipkan oleh Admin,2 Jan 2026

                """)
            let found = try bring(path)
            #expect(found.code == 0 && numbers(found.page) == [1, 0, 2])
            #expect((found.page["form"] as? Page)?["unknown_columns"] as? [String] == ["NIK"])
            let reporter = try #require(try records.reporters().values.first)
            #expect(reporter.name == "Warga Contoh")
            #expect(String(decoding: reporter.extras ?? [], as: UTF8.self).contains(#""NIK":"3200""#))
            let extras = try records.reports().map { String(decoding: $0.extras ?? [], as: UTF8.self) }
            #expect(extras.allSatisfy { !$0.contains("Warga") && !$0.contains("3200") })
            #expect(try records.count("SELECT count(*) FROM complaint WHERE NOT anonymous") == 0)
            #expect(
                try records.texts("SELECT external_id || ' ' || status::text FROM history_case ORDER BY 1")
                    == ["12 selesai", "13 arsip"])
            let again = try bring(path)
            #expect(numbers(again.page) == [0, 1, 2])
            let anew = try bring(path, "--as-new")
            #expect(numbers(anew.page) == [2, 1, 0])
            #expect(try records.complaints() == 3)
        }

        @Test("rows before a quote that is never closed are stored; days that can be read both ways stop all of it")
        func refusals() throws {
            try site.startWorkers()
            let open = try bring(try site.file("kutip.csv", "id,text\n1,a\n2,b\n3,\"Pipa 6 bocor\n4,c\n5,d\n"))
            #expect(open.code == 65 && numbers(open.page) == [2, 0, 0])
            #expect(lines(open.page, "refused", "unclosed") == [4])
            let dates = try site.file("tanggal.csv", "id,text,tanggal\n6,a,2026-01-01\n7,b,01/02/2026\n")
            let asked = try site.lapor("import", dates, "--wait")
            #expect(asked.code == 65 && asked.output.contains("line 3") && asked.output.contains("--dates dmy"))
            #expect(try records.complaints() == 2)
            #expect(try bring(dates, "--dates", "dmy").code == 0)
            #expect(
                try records.texts(
                    "SELECT (c.submitted_at AT TIME ZONE 'UTC')::date::text FROM submission s JOIN complaint c ON c.id = s.complaint_id WHERE external_id = '7'"
                )
                    == ["2026-01-31"])
            for (name, text, says) in [
                ("g.jsonl", "not json\n", "neither JSON nor a table"), ("kosong.csv", "id,text\n", "no report"),
                ("kosong.json", "[]", "no report"), ("hal.csv", "<!DOCTYPE html><html></html>", "HTML"),
            ] {
                let ending = try site.lapor("import", try site.file(name, text))
                #expect(ending.code == 65 && ending.output.contains(says), "\(ending.output)")
            }
        }

        @Test("parts of one SMS under one id: each is told by itself, the first time and again, and all are found")
        func parts() throws {
            try site.startWorkers()
            let part = { (number: Int, text: String) in
                #"{"channel":"sms","external_id":"PB1","text":"\#(text)","reporter":{"phone":"081277770042"},"#
                    + #""sms":{"ref":"9","part":\#(number),"of":2}}"#
            }
            let whole = #"{"channel":"sms","external_id":"PB1","text":"Pesan lain di Kota Bandung"}"#
            let path = try site.file(
                "bagian.jsonl", [part(1, "Lampu jalan padam di "), part(2, "Kota Bandung")].joined(separator: "\n"))
            let first = try bring(path)
            #expect(first.code == 0 && numbers(first.page) == [2, 0, 0])
            let again = try bring(path)
            #expect(again.code == 0 && numbers(again.page) == [0, 2, 0])
            let lone = try bring(
                try site.file("sebagian.jsonl", part(1, "Pipa bocor di ").replacing("PB1", with: "PB2")))
            #expect(lone.code == 0 && numbers(lone.page) == [0, 0, 0], "\(lone)")
            #expect(lone.page["waiting_lines"] as? [Int] == [1], "\(lone)")
            let others = try bring(
                try site.file(
                    "lain.jsonl",
                    [part(2, "Kota Garut"), part(1, "Lampu jalan padam di "), whole].joined(separator: "\n")))
            #expect(others.code == 65 && numbers(others.page) == [0, 1, 0])
            #expect(lines(others.page, "parked", "external_id_reused") == [1, 3])
            #expect(try records.complaints() == 1 && records.depth("intake.dead") == 2)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            for id in ["PB1", "PB1#1", "PB1#2"] {
                let found = try site.run("find", "--channel", "sms", "--external-id", id, "--json")
                #expect(found.replacing("-", with: "").contains(code), "\(id): \(found)")
            }
            #expect(try site.lapor("find", "--channel", "sms", "--external-id", "PB1#3").code == 1)
        }

        @Test("a status that nobody knows is asked about, once for all; closed rows without a day are named")
        func statuses() throws {
            try site.startWorkers()
            let path = try site.file(
                "status.csv",
                """
                id,text,status,tanggal
                1,Lampu padam di Kota Bandung,Sudah Selesai,2026-01-01
                2,Jalan rusak di Kota Bandung,Tercatat,2026-01-01
                3,Pipa bocor di Kota Bandung,TERCATAT,2026-01-01
                4,Sampah di Kota Bandung,Belum selesai,2026-01-01
                5,Banjir di Kota Bandung,Laporan Ditutup,
                6,Macet di Kota Bandung

                """)
            let asked = try bring(path)
            #expect(asked.code == 65 && numbers(asked.page) == [2, 0, 2])
            #expect(lines(asked.page, "refused", "status_unknown") == [3, 4])
            #expect(try records.texts("SELECT external_id FROM submission ORDER BY 1") == ["4", "6"])
            let problems = "SELECT line || ' ' || reason FROM history_problem"
            #expect(try records.texts(problems) == ["6 no date of submission that can be read: left out of rates"])
            let text = try site.lapor("import", path, "--check").output
            #expect(text.contains("'Tercatat': 1 of them (line 3)") && text.contains("--status-closed"), "\(text)")
            #expect(text.contains("in the history, line 6: no date of submission"), "\(text)")
            let closed = try bring(path, "--status-closed", "tercatat")
            #expect(closed.code == 0 && numbers(closed.page) == [0, 2, 4])
            #expect(try records.count("SELECT count(*) FROM history_case_now") == 4)
            let open = try bring(path, "--status-open", "Tercatat")
            #expect(open.code == 0 && numbers(open.page) == [2, 2, 2])
            #expect(
                try site.lapor("import", path, "--status-open", "x", "--status-closed", "X").code == 64)
        }

        @Test("after Ctrl-C an import says how to go on, and goes on")
        func interruption() throws {
            let path = try site.file("panjang.jsonl", (1...400).map { line("\($0)") }.joined(separator: "\n"))
            let first = try site.spawn("lapor", ["import", path, "--rate", "50"])
            #expect(poll(seconds: 20) { (try? records.depth("intake")) ?? 0 > 20 })
            Glibc.kill(first.processID, SIGINT)
            #expect(first.waitForEnd(seconds: 10) == 130)
            #expect(first.output.contains("the same command goes on from there"))
            try site.startWorkers()
            let rest = try bring(path)
            #expect(rest.code == 0 && rest.page["resumed_after"] as? Int ?? 0 > 20)
            #expect(try records.complaints() == 400)
            #expect(try records.count("SELECT count(*) FROM submission") == 400)
        }
    }
}
