import Foundation
import Postgres
import TestKit
import Testing

extension SystemTests {
    @Suite("Rules, incidents, models")
    final class RuleAndIncidentTests: SiteTest {
        init() throws { try super.init(.ofTheNation) }

        private func lines(_ texts: [String]) -> String {
            texts.enumerated().map { number, text in
                #"{"channel":"web","external_id":"r\#(number)","text":"\#(text)","location":{"region_code":"32.04"}}"#
                    + "\n"
            }.joined()
        }

        @Test(
            "rules are tried on the past, applied, followed by running workers, and refused as a whole when one is broken"
        )
        func rules() throws {
            try site.startWorkers()
            let first = try site.file("satu.jsonl", lines(["Lampu jalan padam di depan pasar lama sekali"]))
            try site.run("import", first)
            try records.settle(complaints: 1)
            let good = try site.file(
                "aturan.jsonl",
                #"{"name":"pju","if":{"words":["lampu jalan"],"region":["32.04"]},"then":{"body":"PLN"},"why":"uji"}"#
            )
            let tried = try site.lapor("rules", "try", good, "--since", "1d", "--json")
            #expect(tried.code == 0 && tried.output.contains(#""moved" : 1"#), "\(tried.output)")
            #expect(try records.count("SELECT count(*) FROM rule_set") == 0)

            let broken = try site.file("rusak.jsonl", try String(contentsOfFile: good, encoding: .utf8) + "\n{")
            let refused = try site.lapor("rules", "apply", broken)
            #expect(refused.code == 65 && refused.output.contains("line 2"), "\(refused.output)")
            #expect(try records.count("SELECT count(*) FROM rule_set") == 0)

            #expect(try site.lapor("rules", "apply", good, "--actor", "operator").code == 0)
            // A worker that starts now has them at once; one that runs, within half a minute.
            try site.stopWorkers()
            try site.startWorkers()
            let second = try site.file(
                "dua.jsonl",
                lines(["x", "Lampu jalan mati total dekat sekolah kami"]).split(separator: "\n")[1] + "\n")
            try site.run("import", second)
            try records.settle(complaints: 2)
            #expect(
                try records.texts(
                    "SELECT body_code || ' ' || basis || ' ' || rule FROM assignment WHERE rule IS NOT NULL")
                    == ["PLN rule pju@1"])
            #expect(
                try records.count("SELECT count(*) FROM journal WHERE data->'why'->>'rule' = 'pju@1'") == 1)
        }

        @Test("rules in force that cannot be read stop the worker; they are never left out silently")
        func unreadableRules() throws {
            let connection = try PostgresConnection(to: site.database)
            try connection.run("INSERT INTO rule_set (actor, text) VALUES ('uji', '{\"nonsense\":1}')")
            let worker = try site.start("RoutingWorker")
            #expect(worker.refuses(because: "rule set 1"), "\(worker.output)")
        }

        @Test("reports of the same are one incident, each with its own case; a link can be undone")
        func incidents() throws {
            try site.startWorkers()
            let base =
                "Pipa air bocor besar di depan pasar sejak Senin, jalan tergenang dan licin, mohon segera diperbaiki petugas"
            let near = base + " sebelum ada yang jatuh"
            let other =
                "Guru kelas tiga sering tidak masuk dan murid dibiarkan bermain sepanjang hari tanpa pelajaran"
            let elsewhere =
                #"{"channel":"web","external_id":"lain","text":"\#(base)","location":{"region_code":"35.78"}}"#
                + "\n"
            let input = try site.file("sama.jsonl", lines([base, other, near, base]) + elsewhere)
            try site.run("import", input)
            try records.settle(complaints: 5)
            let links = try records.texts(
                """
                SELECT s.external_id || ' ' || f.external_id FROM incident_link l
                JOIN submission s ON s.complaint_id = l.complaint_id
                JOIN submission f ON f.complaint_id = l.incident_id ORDER BY 1
                """)
            // All in one batch: the smallest id is the first report.
            #expect(links.count == 2, "\(links)")
            let members = Set(links.flatMap { $0.split(separator: " ").map(String.init) })
            #expect(members == ["r0", "r2", "r3"])
            #expect(try records.count("SELECT count(DISTINCT code) FROM complaint") == 5)
            #expect(try records.count("SELECT count(*) FROM journal WHERE data->'incident' IS NOT NULL") == 2)

            let code = try #require(
                try records.texts(
                    "SELECT code FROM complaint c JOIN incident_link l ON l.complaint_id = c.id LIMIT 1"
                )
                .first)
            let shown = try site.lapor("incident", "show", code, "--json")
            #expect(shown.output.components(separatedBy: #""code" :"#).count == 4, "\(shown.output)")
            #expect(try site.lapor("incident", "list").output.contains(" 3 "))
            #expect(try site.lapor("incident", "unlink", code, "--reason", "bukan yang sama").code == 0)
            #expect(try site.lapor("incident", "unlink", code, "--reason", "lagi").code == 1)
            #expect(try records.count("SELECT count(*) FROM incident_link WHERE undone_by IS NULL") == 1)
        }

        @Test("a thousand copies by one sender are one incident, and others are not kept waiting")
        func thousand() throws {
            try site.startWorkers()
            try site.start("RoutingWorker")
            let copy =
                "Tolak kenaikan tarif parkir di seluruh kota, warga keberatan dan minta pemerintah mendengar suara kami"
            let input = try site.file(
                "seribu.jsonl",
                lines(Array(repeating: copy, count: 1000) + ["Puskesmas di desa kami tutup sejak pagi"]))
            try site.run("import", input)
            try records.settle(complaints: 1001)
            #expect(try records.count("SELECT count(*) FROM incident_link") == 999)
            #expect(try records.count("SELECT count(DISTINCT incident_id) FROM incident_link") == 1)
            // Four keys for all copies, four at most for the other.
            #expect(try records.count("SELECT count(*) FROM fingerprint") <= 8)
        }

        /// Cases of two matters that no shipped model knows, all of which people moved to the same two bodies.
        private func moveByHand() throws {
            let matters = [
                ("layangan raksasa tersangkut menara", "PLN"), ("kandang burung puyuh berbau menyengat", "32.04/3.27"),
            ]
            let fillers = ["dekat lapangan", "sejak lebaran", "milik tetangga", "di belakang masjid", "kata warga"]
            let texts = (0..<160).map { number in
                "\(matters[number % 2].0) nomor \(number) \(fillers[number % 5]) \(fillers[number / 5 % 5]) \(fillers[number / 25 % 5])"
            }
            try site.run("import", try site.file("kasus.jsonl", lines(texts)))
            try records.settle(complaints: texts.count, seconds: 90)
            let connection = try PostgresConnection(to: site.database)
            try connection.run(
                """
                UPDATE complaint c SET hop = 2, version = 3, status = 'belum_ditindaklanjuti',
                    body_code = CASE WHEN substr(s.external_id, 2)::int % 2 = 0 THEN 'PLN' ELSE '32.04/3.27' END
                FROM submission s WHERE s.complaint_id = c.id;
                DELETE FROM assignment WHERE hop = 2;
                INSERT INTO assignment (complaint_id, hop, body_code, at, decided_by)
                    SELECT id, 2, body_code, now(), 'koordinator' FROM complaint;
                DELETE FROM incident_link
                """)
        }

        @Test("what people corrected is learned, and goes live only when it is better")
        func corrections() throws {
            try site.startWorkers()
            try moveByHand()
            let tried = try site.lapor("train", "--since", "1d", "--dry-run", "--json")
            #expect(tried.code == 0 && tried.output.contains(#""live" : false"#), "\(tried.output)")
            #expect(try records.count("SELECT count(*) FROM model") == 0)
            let learned = try site.lapor("train", "--since", "1d", "--json")
            #expect(learned.code == 0 && learned.output.contains(#""live" : true"#), "\(learned.output)")
            #expect(try records.count("SELECT count(*) FROM model WHERE live AND name = 'agency'") == 1)
            let classified = try site.lapor([
                "classify", "--text-file", site.words("ada kandang burung puyuh berbau menyengat"), "--region", "32.04",
            ]
            ).output
            #expect(classified.contains("32.04/3.27"), "\(classified)")
            // The same again is no better than what is live now.
            let again = try site.lapor("train", "--since", "1d", "--json")
            #expect(again.output.contains(#""live" : false"#), "\(again.output)")
        }

        @Test("a model from a file goes live and back; a damaged one is refused")
        func models() throws {
            let shipped = TestStack.root.appending(path: "Sources/Learning/Models/agency.model")
            #expect(try site.lapor("model", "add", shipped.path).code == 0)
            let listed = try site.lapor("model", "list").output
            #expect(listed.contains("shipped") && listed.components(separatedBy: "yes").count == 4, "\(listed)")
            #expect(try site.lapor("model", "use", "agency").code == 0)
            #expect(try site.lapor("model", "use", "agency", "--id", "9").code == 1)
            var bytes = try Data(contentsOf: shipped)
            bytes[bytes.count / 2] ^= 1
            let damaged = site.folder.appending(path: "rusak.model")
            try bytes.write(to: damaged)
            let refused = try site.lapor("model", "add", damaged.path)
            #expect(refused.code == 65 && refused.output.contains("checksum"), "\(refused.output)")
            #expect(try site.lapor("train", "--since", "90d").output.contains("at least 40"))
        }
    }
}
