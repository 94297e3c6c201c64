import Complaints
import Figures
import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    @Suite("Facts against the journal")
    struct FactCheckTests {
        @Test("folding everything anew gives the same rows and the same reports to the digit")
        func rebuild() throws {
            try FactTests.store { connection, _ throws in
                try StoredJournals.insert(try FactTests.journals(300, seed: 12), &connection)
                var question = FigureQuestion()
                question.dimensions = [.region, .period]
                question.measures = Measure.ofCases
                let before = try FigureReader.answer(question, at: .now, &connection)
                let rows = try Self.rows(&connection)
                var told = 0
                try FactProjector.rebuild(&connection) { told = $0 }
                #expect(told == 300)
                #expect(try Self.rows(&connection) == rows)
                let after = try FigureReader.answer(question, at: .now, &connection)
                #expect(after.rows == before.rows && after.total == before.total)
            }
        }

        /// The whole table, as text.
        private static func rows(_ connection: inout PostgresConnection) throws -> String {
            try connection.execute(
                "all facts", "SELECT string_agg(f::text, E'\\n' ORDER BY complaint_id, version) AS facts FROM fact f"
            )[0].text("facts")
        }

        /// What a reconciliation says of the facts, or of what was received.
        static func proof(
            _ connection: inout PostgresConnection, of name: String = "facts"
        ) throws -> ReconciliationCheck {
            let checks = try Reconciliation(at: Instant.now, &connection).checks
            return try #require(checks.first { $0.name == name })
        }

        @Test("where cases came from is proven against the journals, whatever the figures say")
        func received() throws {
            try FactTests.store { connection, _ throws in
                try StoredJournals.insert(try FactTests.journals(60, seed: 16), &connection)
                let sound = try Self.proof(&connection, of: "received")
                #expect(sound.isSound && sound.left.count == 60)
                try connection.run(
                    """
                    UPDATE fact_present SET region_code = '31' WHERE complaint_id =
                        (SELECT complaint_id FROM fact_present WHERE region_code IS NOT NULL ORDER BY 1 LIMIT 1)
                    """)
                let wrong = try Self.proof(&connection, of: "received")
                #expect(wrong.wrong == 2 && wrong.examples.contains { $0.hasPrefix("31 ") })
            }
        }

        @Test("what somebody changed behind the journal's back is found")
        func differences() throws {
            try FactTests.store { connection, _ throws in
                try StoredJournals.insert(try FactTests.journals(60, seed: 13), &connection)
                #expect(try Self.proof(&connection).isSound && Self.proof(&connection).left.count == 60)
                try connection.run(
                    """
                    UPDATE fact_present SET hops = hops + 1
                        WHERE complaint_id IN (SELECT complaint_id FROM fact_present ORDER BY 1 LIMIT 2);
                    DELETE FROM fact_past WHERE complaint_id = (SELECT complaint_id FROM fact_past ORDER BY 1 DESC LIMIT 1)
                    """)
                let found = try Self.proof(&connection)
                #expect(found.left.count == 60 && found.wrong == 3 && found.examples.count == 3)
                try FactProjector.rebuild(&connection)
                #expect(try Self.proof(&connection).isSound)
            }
        }

        @Test("a journal that cannot be replayed stops every figure, and says which")
        func unreadable() throws {
            try FactTests.store { connection, _ throws in
                let journals = try FactTests.journals(20, seed: 14)
                try StoredJournals.insert(journals, &connection)
                let id = try #require(journals.first { $0.count > 2 }?[0].complaint)
                _ = try FigureReader.answer(FigureQuestion(), at: .now, &connection)
                try connection.run(
                    """
                    INSERT INTO journal VALUES ('\(id)', 90, 'replied', now(), 'test', '{"version":90}');
                    INSERT INTO fact_todo (ids) VALUES ('{\(id)}')
                    """)
                let error = #expect(throws: FigureError.self) {
                    try FigureReader.answer(FigureQuestion(), at: .now, &connection)
                }
                #expect(error?.description.contains("\(id), version 90") == true)
                #expect(try Self.proof(&connection).left.count == 19)
            }
        }

        @Test("programs: figures by period and region, the public's, open data; a refusal has exit code 70")
        func programs() throws {
            try Site.with { site in
                var connection = try FigureReader.session(site.database)
                let journals = try FactTests.journals(200, seed: 15)
                try StoredJournals.insert(journals, &connection)
                let csv = try site.lapor("report", "--level", "province", "--period", "year", "--format", "csv")
                #expect(csv.code == 0)
                let lines = csv.output.split(separator: "\n").map {
                    $0.split(separator: ",", omittingEmptySubsequences: false)
                }
                #expect(lines[0].prefix(4) == ["region", "region_name", "period", "jumlah"])
                #expect(lines.dropFirst().compactMap { Int($0[3]) }.reduce(0, +) == 200)
                #expect(lines.contains { $0[1] == "Kalimantan Timur" })

                let folder = site.folder.appending(path: "terbuka")
                let call = ["--level", "regency", "--period", "year", "--as-of", "2026-01-01", "--actor", "sri"]
                let published = try site.lapor(["release", "publish", folder.path] + call + ["--format", "package"])
                #expect(published.code == 0, "\(published.output)")
                let open = try String(contentsOf: folder.appending(path: "laporan.csv"), encoding: .utf8)
                for line in open.split(separator: "\n").dropFirst() {
                    let counts = line.split(separator: ",", omittingEmptySubsequences: false)[3...9].compactMap {
                        Int($0)
                    }
                    #expect(counts.allSatisfy { $0 == 0 || $0 >= 5 }, "\(line)")
                }
                let png = site.folder.appending(path: "bulan.png")
                #expect(
                    try site.lapor("report", "--period", "month", "--format", "png", "--output", png.path).code == 0)
                #expect(try Data(contentsOf: png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
                #expect(try site.lapor("report", "--public", "--measures", "waktu").code == 65)
                #expect(try site.lapor("report", "--measures", "laju").output.contains("laju"))
                #expect(try site.lapor("report", "--by", "warna").code == 64)
                #expect(try site.lapor("report", "--region", "99").code == 65)
                #expect(try site.lapor("report", "--body", "NOPE").code == 65)
                #expect(try site.lapor("report", "--as-of", "2999-01-01").code == 65)
                #expect(try site.lapor("report", "--from", "2026-12-01", "--to", "2026-01-01").code == 64)
                let whole = try site.lapor("report", "--measures", "akhir", "--format", "csv").output
                #expect(whole.split(separator: "\n").count == 2, "\(whole)")
                try connection.run("UPDATE fact_present SET status = 'tunda' WHERE status = 'belum_terverifikasi'")
                let refused = try site.lapor("report")
                #expect(refused.code == 70 && refused.output.contains("not printed"))
                let reconciled = try site.lapor("reconcile")
                #expect(reconciled.code == 70 && reconciled.output.contains("facts"))
                #expect(try site.lapor("facts", "rebuild").code == 0)
                #expect(try site.lapor("report").code == 0)
            }
        }

        @Test("history: published tables and exports, listed where they do not add up; the same file twice is once")
        func history() throws {
            try Site.with { site in
                let published = TestStack.root.appending(path: "examples/published.csv").path
                #expect(try site.lapor("history", "import", published).output.contains("4 rows, 4 kept, 1 problem"))
                #expect(try site.lapor("history", "import", published).output.contains("nothing changed"))
                let export = try site.file(
                    "ekspor.csv",
                    """
                    Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Isi Laporan Awal,Status Laporan
                    1,31 Dec 2023,18:00:00,kata rahasia,Ditutup oleh Sistem
                    2,1 Jan 2024,00:00:00,kata rahasia,Belum Terverifikasi
                    3,1 Jan 2024,00:00:00,kata rahasia,Dihapus
                    """)
                #expect(try site.lapor("history", "import", export).code == 0)
                let problems = try site.lapor("history", "problems").output
                #expect(problems.contains("sum to 56171 of 57171, difference -1000"))
                #expect(problems.contains("disposisi, dihapus") && problems.contains("none of the six"))
                let rows = try site.lapor("history", "report", "--rows").output
                for text in [
                    "93.22 (55/59)", "89.83 (53/59)", "81.11 (670/826)", "77.97 (644/826)", "41.40 (89/215)",
                    "35.81 (77/215)", "difference -1000",
                ] { #expect(rows.contains(text), "\(text)") }
                let report = try site.lapor("history", "report").output
                #expect(report.contains("2 cases, 1 left out") && report.contains("50.00 (1/2)"), "\(report)")
                let csv = try site.lapor("history", "report", "--format", "csv").output
                #expect(csv.contains("ditutup_sistem") && csv.contains(",1,2,50.00,1,0,0,0"), "\(csv)")
                #expect(try site.lapor("history", "report", "--format", "html").output.contains("<caption"))
                let empty = try site.file("kosong.csv", "periode,jumlah,selesai\nkapan,9,9\n")
                #expect(try site.lapor("history", "import", empty).code == 65)
                let atlantis = try site.file(
                    "atlantis.csv", "tahun,kabupaten_kota,jumlah,proses,selesai\n2024,Kota Atlantis,9,0,9")
                #expect(try site.lapor("history", "import", atlantis).output.contains("1 problem"))
                #expect(try site.lapor("history", "problems").output.contains("Kota Atlantis"))
                #expect(try site.lapor("history", "withdraw", "atlantis.csv", "--why", "salah").code == 0)
                #expect(try !site.lapor("history", "problems").output.contains("Kota Atlantis"))
                let records = Records(site: site)
                #expect(try records.count("SELECT count(*) FROM complaint") == 0)
                #expect(
                    try records.texts("SELECT string_agg(c::text, '') FROM history_case c")[0].contains("rahasia")
                        == false)
            }
        }

        @Test("history: rows that contradict each other are both shown, marked and not rated; nothing replaces another")
        func contradictions() throws {
            try Site.with { site in
                let header = "periode,kode_kabkota,kabupaten_kota,jumlah,proses,selesai\n"
                let bring = { (name: String, rows: String) throws -> String in
                    try site.run("history", "import", try site.file(name, header + rows))
                }
                let first = """
                    2020-01,35.01,Kabupaten Pacitan,10,4,6
                    2020-01,35.01,Kab. Pacitan,12,5,7
                    2020-02,35.01,Kabupaten Pacitan,20,10,10
                    2020-02,35.02,Kabupaten Ponorogo,9,9,
                    2020-02,99.99,Kabupaten Antah,8,4,4
                    2020-02,35.03,Kabupaten Ponorogo,7,3,4
                    2020-03,35.01,PACITAN,30,15,15
                    2020-03,35.01,Kabupaten Pacitan,30,15,15
                    """
                #expect(try bring("satu.csv", first).contains("8 rows, 8 kept, 6 problems"))
                #expect(try site.run("history", "report", "--rows").contains("50.00 (10/20)"))
                let second = "2020-02,35.01,Kabupaten Pacitan,21,10,11\n2020-03,35.01,Kabupaten Pacitan,30,15,15"
                #expect(try bring("dua.csv", second).contains("2 rows, 2 kept, 1 problem"))

                let problems = try site.run("history", "problems")
                for text in [
                    "other figures than line 3 of satu.csv", "other figures than line 2 of satu.csv",
                    "other figures than line 2 of dua.csv", "other figures than line 4 of satu.csv", "selesai is blank",
                    "no region has code 99.99", "code 35.03 is that of Kabupaten Trenggalek", "the same as line 8",
                ] { #expect(problems.contains(text), "\(text)") }

                let report = try site.run("history", "report", "--rows")
                let rated = report.split(separator: "\n").filter { $0.contains("(") }
                #expect(rated.count == 1 && rated[0].contains("50.00 (15/30)"), "\(report)")
                #expect(report.components(separatedBy: "faulty").count - 1 == 7, "\(report)")
            }
        }
    }
}
