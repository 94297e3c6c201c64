import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// The founding document's table, from cases that real workers handled by the scenario's clock.
    @Suite("Rehearsals")
    struct RehearsalTests {
        private static let scenario = TestStack.root.appending(path: "examples/rehearsals/kaltim-2020.jsonl")

        private struct Played: Decodable {
            var commands: Int
            var events: Int
            var journalSha256: String
            var unexpected: [String]
        }

        /// Makes the virtual host one for rehearsal, as it would have been from the beginning.
        private func mark(_ site: Site) throws {
            var connection = try RabbitConnection(to: site.broker.address)
            try connection.declareExchange(Topology.rehearsalExchange, type: "fanout")
        }

        @Test("no scenario plays where real complaints pass")
        func realBroker() throws {
            try Site.with { site in
                site.worksByOneLogin()
                try site.run("migrate", "--rehearsal")
                #expect(try site.run("play", Self.scenario.path, code: 77).contains("--rehearsal"))
                #expect(try site.run("topology", "apply", "--rehearsal", code: 78).contains("in use"))
            }
        }

        /// Plays a scenario on a fresh store and hands the store to `look`.
        ///
        /// - Parameter prepare: what is done with the store before.
        private func play(
            scenario: URL = Self.scenario, prepare: (Site) throws -> Void = { _ in }, _ look: (Site) throws -> Void
        ) throws -> Played {
            try Site.with { site in
                site.worksByOneLogin()
                try site.run("migrate", "--rehearsal")
                try mark(site)
                try prepare(site)
                let logs = site.folder.appending(path: "play").path
                let program = try site.spawn(
                    "lapor", ["play", scenario.path, "--json", "--logs", logs])
                let code = program.waitForEnd(seconds: 300)
                try #require(code == 0, "\(program.output)")
                try look(site)
                let decoder = JSONDecoder()
                decoder.keyDecodingStrategy = .convertFromSnakeCase
                return try decoder.decode(Played.self, from: Self.object(in: program.output))
            }
        }

        /// Both streams go to one file: the JSON object begins with a brace of its own line.
        private static func object(in output: String) throws -> Data {
            let start = try #require(output.range(of: "{\n"), "\(output)")
            let end = try #require(output.range(of: "\n}", options: .backwards), "\(output)")
            return Data(output[start.lowerBound..<end.upperBound].utf8)
        }

        private func checkTable(_ site: Site) throws {
            let report = try site.run("report", "status", "--format", "csv")
            let lines = Set(report.split(separator: "\n").map(String.init))
            for line in [
                "selesai,53,59,", "proses,2,59,", "belum_terverifikasi,0,59,", "belum_ditindaklanjuti,4,59,",
                "tunda,0,59,", "arsip,0,59,", "jumlah,59,59,", "persentase_tindak_lanjut,55,59,93.22",
                "persentase_selesai,53,59,89.83",
            ] {
                #expect(lines.contains(line), "\(line): \(report)")
            }
            // The scenario ends with the year in Samarinda, an hour before it ends in Jakarta.
            let lastDay = try site.lapor("report", "--as-of", "2020-12-31")
            #expect(lastDay.code == 0 && lastDay.output.contains("2020-12-31 22:59 WIB"), "\(lastDay)")
            let records = Records(site: site)
            #expect(try records.count("SELECT count(*) FROM command WHERE refusal IS NOT NULL") == 0)
            #expect(try records.count("SELECT count(*) FROM agenda WHERE next_at <= store_now()") == 0)
            for stage in Topology.stages { #expect(try records.depth("\(stage).dead") == 0) }
        }

        @Test("Kaltim 2020: 59 cases, 53 finished, 2 in process, 4 not; twice the same journal")
        func foundingTable() throws {
            let first = try play(checkTable)
            #expect(first.unexpected.isEmpty)
            #expect(first.commands > 59 && first.events > 59 * 3)
            let second = try play(checkTable)
            #expect(second.journalSha256 == first.journalSha256 && second.events == first.events)
        }

        private static let dressedUp = TestStack.root.appending(path: "examples/rehearsals/angka-dipercantik.jsonl")

        @Test("ten ways to make figures look better: each shows in another")
        func gaming() throws {
            let measures = [
                "persentase_selesai", "ditutup_diam", "persentase_dibantah", "penutupan_kedua_median", "dibuka_kembali",
                "pernah_ditanya", "arsip_tanpa_jawaban", "arsip_digabung", "persentase_ditolak", "rata_perpindahan",
                "terbuka_lebih_60", "persentase_selesai_matang",
            ]
            let played = try play(scenario: Self.dressedUp) { site in
                func values(_ arguments: String...) throws -> Substring? {
                    try site.lapor(["report", "--format", "csv"] + arguments).output.split(separator: "\n").last
                }
                // Followed up 70 %, resolved 60 %, decided 50 %; of ripe cohorts 55.56 % are resolved, of closings 1 of 7 was objected to.
                #expect(
                    try values("--measures", measures.joined(separator: ","))
                        == "7,10,70.00,6,10,60.00,5,10,50.00,1,1,7,14.29,10.00,1,2,1,1,1,1,10,10.00,1.10,10,1,5,9,55.56"
                )
                // One answered late, one never: the first reply of both, and the end of one.
                let due = try values(
                    "--view", "deadlines", "--to", "2020-03-31", "--measures", "tenggat,tenggat_ditepati")
                let counts = try #require(due).split(separator: ",").compactMap { Int($0) }
                #expect(counts.count == 2 && counts[0] - counts[1] == 3)
                let claim = try site.run("report", "check", "70 % selesai", "--period", "2020", code: 65)
                #expect(claim.contains("persentase_tindak_lanjut 70.00 % (7/10)"))
                try site.run("reconcile")
            }
            #expect(played.unexpected.isEmpty)
        }

        /// A question, no answer, and the answer when the way to the Ombudsman has long been open.
        private static let lateAnswer = """
            {"at":"2026-01-06T09:00:00+07:00","as":"a","submit":{"title":"Lampu padam","text":"Lampu jalan padam.","location":{"region_code":"32.73"}}}
            {"at":"2026-01-07T09:00:00+07:00","case":"a","command":"ask","actor":"admin","text":"Di jalan mana lampu itu padam?"}
            {"at":"2026-07-01T09:00:00+07:00","case":"a","command":"answer","actor":"pelapor","text":"Di Jalan Melati."}
            {"at":"2026-07-02T09:00:00+07:00"}
            """

        @Test("time goes forward in each case, also of clocks that ran out while it was filed, and all is announced")
        func forward() throws {
            let file = FileManager.default.temporaryDirectory.appending(path: "lapor-\(UUID().uuidString).jsonl")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(Self.lateAnswer.utf8).write(to: file)
            let played = try play(scenario: file) { site in
                let records = Records(site: site)
                #expect(
                    try records.count(
                        """
                        SELECT count(*) FROM journal j JOIN journal k ON k.complaint_id = j.complaint_id
                            AND k.version = j.version + 1 AND k.at < j.at
                        """) == 0)
                #expect(try records.count("SELECT count(*) FROM outbox") == 0)
                for stage in Topology.stages { #expect(try records.depth(stage) == 0) }
                try site.run("reconcile")
            }
            #expect(played.unexpected.isEmpty)
        }

        /// Closed, and asked about again after twenty working days.
        private static let settled = """
            {"at":"2026-01-06T09:00:00+08:00","as":"a","submit":{"title":"Jembatan retak","text":"Yth. Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Timur. Jembatan provinsi retak.","agency":"Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Timur","location":{"region_code":"64"}}}
            {"at":"2026-01-08T09:00:00+08:00","case":"a","command":"reply","actor":"opd","text":"Jembatan kami perbaiki hari ini."}
            {"at":"2026-01-09T09:00:00+08:00","case":"a","command":"close","actor":"opd","decision":"Laporan ini benar","action":"Retakan sudah diperbaiki","further":"Hubungi dinas bila retak lagi"}
            {"at":"2026-03-02T09:00:00+07:00","case":"a","command":"confirm","actor":"pelapor"}
            {"at":"2026-03-03T09:00:00+07:00"}
            """

        @Test(
            "where a rule says so, the reporter is asked again weeks after the closing, and the answer is counted apart"
        )
        func askedAgain() throws {
            let file = FileManager.default.temporaryDirectory.appending(path: "lapor-\(UUID().uuidString).jsonl")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(Self.settled.utf8).write(to: file)
            let played = try play(
                scenario: file,
                prepare: {
                    try $0.run("calendar", "rules", "add", "survey", "20", "--from", "2026-01-01", "--note", "uji")
                }
            ) { site in
                let events = try Records(site: site).texts("SELECT event FROM journal ORDER BY version")
                #expect(events.suffix(3) == ["closed", "asked_again", "confirmed"], "\(events)")
                let figures = try site.run(
                    "report", "--format", "csv", "--measures",
                    "ditanya_kembali,menjawab_kembali,persentase_tetap_selesai")
                #expect(figures.split(separator: "\n").last == "1,1,1,1,100.00", "\(figures)")
                try site.run("reconcile")
            }
            #expect(played.unexpected.isEmpty)
        }

        @Test("a store that lives by the machine's time is not played with")
        func refusesOrdinaryStores() throws {
            try Site.with { site throws in
                #expect(try site.run("play", Self.scenario.path, code: 78).contains("migrate --rehearsal"))
                #expect(try Records(site: site).complaints() == 0)
            }
        }
    }
}
