import Foundation
import Postgres
import TestKit
import Testing

extension SystemTests {
    @Suite("Bodies and the night")
    final class BodyTests: SiteTest {
        private func json(_ text: String) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
        }

        /// Stores `count` complaints that the clinic's body must answer, by way of the workers.
        private func complain(_ count: Int, ledger: String? = nil) throws {
            let lines = (0..<count).map {
                #"{"channel":"web","external_id":"p\#($0)","text":"Antrean pasien nomor \#($0) tidak dilayani sejak pagi","agency":"Dinas Kesehatan","location":{"region_code":"32.04"}}"#
            }
            let input = try site.file("masuk.jsonl", lines.joined(separator: "\n") + "\n")
            for worker in ["IntakeWorker", "RoutingWorker"] { try site.start(worker) }
            let arguments = ["import", input] + (ledger.map { ["--ledger", $0] } ?? [])
            #expect(try site.lapor(arguments).code == 0)
            let routed = poll(seconds: 180) {
                (try? records.count("SELECT count(*) FROM complaint WHERE version = 2")) == count
            }
            try #require(routed)
            try site.stopWorkers()
        }

        @Test("a watch that dies between two batches is finished by the next: each case is held once")
        func killedWatch() throws {
            try complain(300)
            let body = try #require(try records.texts("SELECT body_code FROM complaint LIMIT 1").first)
            #expect(try records.count("SELECT count(*) FROM complaint WHERE body_code = '\(body)'") == 300)
            let officer = ["body", "officer", "add", body, "--name", "Penghubung", "--email", "p@contoh.example"]
            #expect(try site.lapor(officer + ["--from", "2020-01-01"]).code == 0)
            let id = try #require(try records.texts("SELECT max(id)::text FROM liaison_officer").first)
            #expect(try site.lapor("body", "officer", "end", body, "--id", id).code == 0)

            let killed = try site.lapor(["body", "watch"], ["LAPOR_KILL_POINT": "held:1"])
            #expect(killed.code == -SIGKILL)
            let held = "SELECT count(*) FROM journal WHERE event = 'held'"
            #expect(try records.count(held) == 250)
            #expect(try site.lapor("body", "watch").code == 0)
            #expect(try site.lapor("body", "watch").code == 0)
            #expect(try records.count(held) == 300)
            #expect(
                try records.count("SELECT count(DISTINCT complaint_id) FROM journal WHERE event = 'held'") == 300)
        }

        @Test("each night is worked once, however many ClockWorkers run; missed nights are made up for once")
        func nights() throws {
            let connection = try PostgresConnection(to: site.database)
            // The night of the proof begins at 02:00 in Jakarta, that of the watch at midnight.
            let tonight = """
                SELECT work FROM nightly_run WHERE night = ((now() - CASE work WHEN 'reconciliation'
                    THEN interval '2 hours' ELSE interval '0' END) AT TIME ZONE 'Asia/Jakarta')::date ORDER BY work
                """
            func awaitNight() throws {
                for _ in 0..<3 { try site.start("ClockWorker") }
                let worked = poll(seconds: 40) {
                    (try? records.texts(tonight)) == ["body_watch", "event_numbers", "kept_letters", "reconciliation"]
                }
                let found = try records.texts("SELECT work || ' ' || night FROM nightly_run")
                #expect(worked, "\(found)")
                try site.stopWorkers()
            }
            try awaitNight()
            try awaitNight()
            #expect(try records.count("SELECT count(*) FROM nightly_run") == 4)
            try connection.run("UPDATE nightly_run SET night = night - 5")
            try awaitNight()
            #expect(try records.count("SELECT count(*) FROM nightly_run") == 8)
            #expect(try records.count("SELECT count(*) FROM reconciliation WHERE ok") == 2)
            let last = try site.lapor("reconcile", "--last", "--json")
            #expect(last.code == 0 && last.output.contains(#/"at" : "\d{4}-\d\d-\d\dT/#), "\(last.output)")
            // A rehearsal's nights pass in seconds: nothing is done in them.
            try connection.run(
                "DELETE FROM nightly_run; INSERT INTO deployment VALUES ('rehearsal_clock', '2026-11-25T20:00:00Z')"
            )
            try site.start("ClockWorker")
            Thread.sleep(forTimeInterval: 3)
            try site.stopWorkers()
            #expect(try records.count("SELECT count(*) FROM nightly_run") == 0)
        }

        @Test("a ledger is stored, parked or discarded, each id of it; what does not add up is named everywhere")
        func reconciliation() throws {
            let ledger = site.folder.appending(path: "ledger").path
            try complain(20, ledger: ledger)
            #expect(try site.lapor("reconcile", "--last").code == 1)
            // Two that intake parks, one of which is discarded.
            let bad = try site.file(
                "rusak.jsonl",
                #"{"channel":"web","external_id":"b1"}"# + "\n" + #"{"channel":"web","external_id":"b2"}"# + "\n")
            try site.start("IntakeWorker")
            #expect(try site.lapor("import", bad, "--ledger", ledger).code == 65)
            // A batch names its channels within; what it holds is known.
            let event =
                #"{"specversion":"1.0","id":"1","source":"s","type":"id.lapor.submission.v1","data":{"channel":"web","external_id":"p0","text":"Antrean pasien nomor 0 tidak dilayani sejak pagi","location":{"region_code":"32.04"}}}"#
            let batch = try site.file("kumpulan.jsonl", "[\(event)]\n")
            #expect(try site.lapor("import", batch, "--ledger", ledger).code == 0)
            let parked = poll(seconds: 20) { (try? records.depth("intake.dead")) == 2 }
            #expect(parked)
            try site.stopWorkers()
            let letters = try site.lapor("dead", "list", "--each", "--json").output
            let id = try #require(
                letters.split(separator: "\"").first { $0.count == 12 && $0.allSatisfy(\.isHexDigit) })
            #expect(try site.lapor("dead", "discard", String(id), "--reason", "uji", "--yes").code == 0)

            let sound = try site.lapor("reconcile", "--ledger", ledger, "--json")
            #expect(sound.code == 0, "\(sound.output)")
            let page = try json(sound.output)
            #expect(page["ok"] as? Bool == true && page["cases"] as? Int == 20)
            #expect(page["parked"] as? [String: Int] == ["waiting": 1, "copies": 0, "discarded": 1, "reused": 0])
            let checks = try #require(page["checks"] as? [[String: Any]])
            let compared = try #require(checks.first { $0["name"] as? String == "ledger" })
            #expect((compared["left"] as? [String: Any])?["count"] as? Int == 23)
            #expect(try site.lapor("status").output.contains("everything adds up"))

            // More are accepted and never arrive, with ids that another channel has too, and a case is moved by hand.
            let handle = try #require(FileHandle(forWritingAtPath: ledger))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("web\thilang\nsms\tb1\nsms\tb2\n".utf8))
            try PostgresConnection(to: site.database).run(
                "UPDATE complaint SET status = 'selesai' WHERE id = (SELECT min(id::text)::uuid FROM complaint)")
            let broken = try site.lapor("reconcile", "--ledger", ledger)
            #expect(broken.code == 70 && broken.output.contains("does not add up: replay_status, ledger"))
            #expect(["web hilang", "sms b1", "sms b2"].allSatisfy { broken.output.contains("ledger: \($0)\n") })
            // A channel may number by telephone: what is kept names no id.
            #expect(
                try records.count("SELECT count(*) FROM reconciliation WHERE checks::text LIKE '%hilang%'") == 0)
            #expect(try site.lapor("reconcile", "--last").code == 70)
            #expect(try site.lapor("status").output.contains("DOES NOT ADD UP: replay_status, ledger"))
            let doctor = try site.lapor("doctor")
            #expect(doctor.code == 2 && doctor.output.contains("does not add up: replay_status, ledger"))
        }

        @Test("bodies are brought in, shown, given officers and decrees, and coached")
        func commands() throws {
            let faulty = try site.file(
                "salah.csv", "code,parent_code,kind,name\nBARU,64.72,opd,Dinas Baru\nX,TIADA,opd,Dinas X\n")
            let refused = try site.lapor("body", "import", faulty)
            #expect(refused.code == 65 && refused.output.contains("line 3: there is no body TIADA"))
            let good = try site.file(
                "baru.csv",
                "code,parent_code,kind,name\nBARU/1,BARU,opd,UPT Satu\nBARU,64.72,opd,Dinas Baru\n")
            #expect(try site.lapor("body", "import", good).output.contains("added 2, changed 0, unchanged 0"))
            #expect(try site.lapor("body", "import", good).output.contains("added 0, changed 0, unchanged 2"))
            #expect(try site.lapor("body", "list", "--parent", "BARU").output.contains("UPT Satu"))

            let decree = ["body", "decree", "add", "64.72", "--number", "555/K.281/2026"]
            #expect(try site.lapor(decree + ["--date", "2026-01-05", "--until", "2026-01-04"]).code == 64)
            #expect(try site.lapor(decree + ["--date", "2026-01-05"]).code == 0)
            #expect(try site.lapor(decree + ["--date", "2026-01-05"]).code == 65)
            let officer = [
                "body", "officer", "add", "64.72", "--name", "Penghubung Baru", "--phone", "0812-3456-7890",
            ]
            #expect(try site.lapor(officer + ["--from", "2026-02-01"]).output.contains("must be renewed"))
            #expect(try site.lapor(officer).code == 65)

            let watched = try site.lapor("body", "watch")
            #expect(watched.code == 0 && watched.output.contains("dormant 0"), "\(watched.output)")
            let shown = try site.lapor("body", "show", "64.72").output
            for word in ["its SK Tim Pengelola must be renewed", "555/K.281/2026", "+6281234567890", "Penghubung Baru"]
            {
                #expect(shown.contains(word), "\(word): \(shown)")
            }
            let coaching = try site.lapor("body", "coaching", "--province", "64").output
            #expect(coaching.contains("Kalimantan Timur") && coaching.contains("no SK Tim Pengelola yet"))
            #expect(coaching.contains("must be renewed"))
            #expect(try site.lapor("body", "show", "TIADA").code == 1)

            let ended = ["body", "decree", "end", "64.72", "--number", "555/K.281/2026", "--reason", "diganti"]
            #expect(try site.lapor(ended + ["--on", "2026-03-01"]).code == 0)
            #expect(try site.lapor("body", "watch").output.contains("dormant 1"))
            let dormant = try site.lapor("body", "list", "--dormant").output
            #expect(dormant.contains("64.72 ") && dormant.contains("its SK Tim Pengelola has ended"))
            let rule = ["body", "rule", "set", "decree_expired", "list", "--threshold", "20"]
            #expect(try site.lapor(rule).code == 0)
            #expect(try site.lapor("body", "watch").output.contains("woke 1"))
        }
    }
}
