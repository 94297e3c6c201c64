import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("The operator's command line")
    final class OperatorTests: SiteTest {
        private func json<Value>(_ text: String, as type: Value.Type) throws -> Value {
            let start = try #require(text.firstIndex { $0 == "{" || $0 == "[" }, "\(text)")
            return try #require(JSONSerialization.jsonObject(with: Data(text[start...].utf8)) as? Value)
        }

        @Test("submit prints the code that the case then has; track tells its way, without the citizen's words")
        func submitAndTrack() throws {
            try site.startWorkers()
            let submitted = try site.submit(
                "Lampu jalan mati total",
                [
                    "name": "Tuti Contoh", "phone": "0812-0000-4444",
                    "location": "Kecamatan Ciparay, Kabupaten Bandung",
                ], "--json")
            #expect(submitted.code == 0)
            let code = try #require(try json(submitted.output, as: [String: Any].self)["code"] as? String)
            try records.settle(complaints: 1)
            let tracked = try site.lapor("track", code.lowercased(), "--json")
            let file = try json(tracked.output, as: [String: Any].self)
            #expect(file["status"] as? String == "belum_ditindaklanjuti")
            #expect((file["history"] as? [Any])?.count == 2)
            #expect(
                (file["notices"] as? [[String: Any]])?.map { $0["state"] as? String } == ["filed", "filed", "filed"])
            let text = try site.lapor("track", code).output
            #expect(text.contains("RoutingWorker") && text.contains("Reason ("))
            for secret in ["Tuti", "0812", "81200004444", "mati total"] {
                #expect(!text.contains(secret) && !tracked.output.contains(secret))
            }
        }

        @Test("wrong calls and wrong input are told on one line, with a code of their own")
        func exitCodes() throws {
            let cases: [(arguments: [String], changes: [String: String?], code: Int32, says: String)] = [
                (try site.submission(" "), [:], 65, "field_empty"),
                (try site.submission("a", ["phone": "12"]), [:], 65, "reporter.phone"),
                (try site.submission("a", [:], ["--external-id", "7"]), [:], 64, "--submitted-at"),
                (try site.submission("a"), ["LAPOR_AMQP_URL": nil], 78, "LAPOR_AMQP_URL"),
                (try site.submission("a"), ["LAPOR_AMQP_URL": "amqp://a:b@127.0.0.1:1/x"], 69, "RabbitMQ"),
                (["submit", "--text", "Rahasia"], [:], 64, "--text"),
                (["submit", "--name", "Tuti"], [:], 64, "--name"),
                (["submit", "--phone", "0812"], [:], 64, "--phone"),
                (["submit", "--email", "a@b"], [:], 64, "--email"),
                (["submit", "--text-file", "tidak-ada.txt"], [:], 66, "tidak-ada.txt"),
                (["submit", "--reporter-file", "-"], [:], 64, "standard input"),
                (["submit", "--ask", "--reporter-file", "x"], [:], 64, "exclude"),
                (["submit", "--ask"], [:], 77, "needs a terminal"),
                (try site.submission("a", ["nama": "Tuti"]), [:], 65, "name, phone, email"),
                (["submit", "--reporter-file", try site.file("list.json", "[1]")], [:], 65, "one JSON object"),
                (["submit", "--reporter-file", try site.file("n.json", #"{"name":7}"#)], [:], 65, "must be texts"),
                (["track", "BCDF"], [:], 65, "12 letters"), (["track", "BBBB-BBBB-BBBC"], [:], 65, "check letter"),
                (["track", "BBBB-BBBB-BBBB"], [:], 1, "no case"),
                (["report"], ["LAPOR_DATABASE_URL": "postgresql://127.0.0.1:1/x"], 69, "PostgreSQL"),
                (["status"], ["LAPOR_DATABASE_URL": "nonsense"], 78, "LAPOR_DATABASE_URL must look like postgresql://"),
                (["import", "tidak-ada.csv"], [:], 66, "tidak-ada.csv"),
                (["dead", "show", "ffff"], [:], 1, "ffff"),
                (["dead", "list", "--stage", "dapur"], [:], 64, "--stage"), (["terbang"], [:], 64, "terbang"),
                (["cases", "--status", "hilang"], [:], 64, "--status"),
            ]
            for (arguments, changes, code, says) in cases {
                let result = try site.lapor(arguments, changes)
                #expect(result.code == code, "\(arguments): \(result.output)")
                #expect(result.output.contains(says), "\(arguments): \(result.output)")
            }
        }

        @Test("an import that was interrupted goes on where it stopped; what is no row is parked, and said")
        func importResumes() throws {
            let rows = (1...40).map { "\($0),Jalan rusak nomor \($0) di Kabupaten Garut" }
            let file = try site.file(
                "ekspor.csv",
                (["Tracking ID,Isi Laporan Awal"] + rows + ["41,satu,lebih"]).joined(separator: "\n"))
            // Slow enough to be stopped in the middle.
            let first = try site.spawn("lapor", ["import", file, "--rate", "20"])
            let progress = file + ".progress"
            #expect(poll(seconds: 20) { FileManager.default.fileExists(atPath: progress) })
            try first.kill()
            let second = try site.lapor("import", file, "--json")
            #expect(second.code == 65)
            #expect(second.output.contains("line 42"))
            #expect(!FileManager.default.fileExists(atPath: progress))
            #expect(second.output.contains("going on after"))
            try site.startWorkers()
            try records.settle(complaints: 40)
            #expect(try records.texts("SELECT DISTINCT channel FROM submission") == ["sp4n"])
            // Once more, all of it: nothing is stored twice.
            #expect(try site.lapor("import", file, "--wait").code == 65)
            #expect(try records.complaints() == 40)
        }

        @Test("parked messages are listed and shown, masked, and stay where they are however often one looks")
        func deadLetters() throws {
            try site.startWorkers()
            let line =
                #"{"channel":"web","external_id":"W-1","reporter":{"name":"Joko Contoh","phone":"0812-0000-5555"}}"#
            let file = try site.file("rusak.jsonl", "\(line)\nbukan json\n")
            #expect(try site.lapor("import", file, "--wait").code == 65)
            var ids: [String] = []
            for _ in 0..<25 {
                let letters = try json(
                    try site.lapor("dead", "list", "--each", "--json").output, as: [[String: Any]].self)
                #expect(Set(letters.compactMap { $0["code"] as? String }) == ["field_missing", "json_invalid"])
                ids = letters.compactMap { $0["id"] as? String }
            }
            let shown = try ids.map { try site.lapor("dead", "show", $0, "--reason", "uji").output }.joined()
            #expect(shown.contains("text is required"))
            #expect(!shown.contains("Joko") && !shown.contains("5555"))
            let raw = try ids.map { try site.lapor("dead", "show", $0, "--raw", "--reason", "uji").output }
            #expect(Set(raw) == [line, "bukan json"])
            #expect(try records.depth("intake.dead") == 2)
        }

        @Test("status and report count what is there; figures that do not add up are not printed")
        func figures() throws {
            try site.startWorkers()
            for text in ["Jalan rusak di Kabupaten Garut", "tolong"] {
                #expect(try site.submit(text).code == 0)
            }
            try records.settle(complaints: 2)
            let report = try json(try site.lapor("report", "--json").output, as: [String: Any].self)
            #expect(report["jumlah"] as? Int == 2)
            #expect((report["status"] as? [String: Int])?["belum_ditindaklanjuti"] == 1)
            let csv = try site.lapor("report", "--format", "csv").output
            #expect(csv.contains("persentase_tindak_lanjut,0,2,0.00") && csv.contains("jumlah,2,2,"))
            let status = try json(try site.lapor("status", "--json").output, as: [String: Any].self)
            #expect(status["complaints"] as? Int == 2)
            let queues = try #require(status["queues"] as? [[String: Any]])
            #expect(queues.map { $0["consumers"] as? Int } == [1, 1, 1, 0])
            try PostgresConnection(to: site.database).run(
                "UPDATE complaint SET status = 'selesai' WHERE channel = 'loket'")
            let refused = try site.lapor("report")
            #expect(refused.code == 70)
            #expect(refused.output.contains("not printed"))
        }

        @Test("LAPOR_LANG decides what screens say, and nothing of what programs read; another language is refused")
        func languages() throws {
            let commands = [
                ["cases"], ["doctor"], ["report"], ["status"], ["dead", "list"], ["model", "list"],
                ["report", "routing"], ["history", "report"], ["body", "list", "--kind", "national"],
                ["rules", "list"],
                ["calendar", "show", "--year", "2026"], ["calendar", "rules", "list"], ["incident", "list"],
                ["ombudsman", "list"],
            ]
            for command in commands {
                let screens = try ["id", "en"].map { try site.lapor(command, ["LAPOR_LANG": $0]).output }
                #expect(screens[0] != screens[1], "\(command)")
            }
            for command in commands where !["doctor", "status", "history"].contains(command[0]) {
                let answers = try ["id", "en"].map {
                    try site.lapor(command + ["--json"], ["LAPOR_LANG": $0]).output
                }
                #expect(answers[0] == answers[1], "\(command)")
            }
            let told = try site.lapor(["track", "BBBB-BBBB-BBBB"], ["LAPOR_LANG": "id"])
            #expect(told.code == 1 && told.output == "lapor: tidak ada laporan BBBB-BBBB-BBBB\n")
            let refused = try site.lapor(["cases"], ["LAPOR_LANG": "fr"])
            #expect(refused.code == 78 && refused.output == "lapor: LAPOR_LANG must be one of id, en\n")
        }

        @Test("docs/cli.md is what the programs say of themselves")
        func documentation() throws {
            let page = site.folder.appending(path: "cli.md")
            let script = TestStack.root.appending(path: "scripts/cli-docs.sh").path
            #expect(try Child([script, Program.folder.path], output: page.path).wait(seconds: 300) == 0)
            let made = try String(contentsOf: page, encoding: .utf8)
            let written = try String(contentsOf: TestStack.root.appending(path: "docs/cli.md"), encoding: .utf8)
            #expect(made == written, "run: scripts/cli-docs.sh .build/debug > docs/cli.md")
        }

        @Test("help names every command, every option and the exit codes")
        func help() throws {
            let help = try site.lapor("--help").output
            for word in [
                "stack", "migrate", "load", "topology", "submit", "import", "track", "cases", "status", "report",
                "dead", "doctor", "workers", "classify", "explain", "rules", "case", "play", "incident", "train",
                "evaluate",
                "model", "body", "reconcile", "calendar", "ombudsman", "audit",
                "LAPOR_AMQP_URL", "LAPOR_DATABASE_URL", "LAPOR_MANAGEMENT_URL", "69", "78",
            ] {
                #expect(help.contains(word), "\(word)")
            }
            for command in [
                ["submit"], ["import"], ["track"], ["cases"], ["status"], ["report", "status"],
                ["report", "routing"], ["report", "definitions"], ["history", "import"],
                ["history", "problems"], ["history", "report"],
                ["migrate"], ["doctor"], ["body", "show"], ["body", "coaching"], ["reconcile"], ["classify"],
                ["explain"], ["rules", "try"], ["train"], ["evaluate"],
            ] {
                #expect(try site.lapor(command + ["--help"]).output.contains("--json"), "\(command)")
            }
        }
    }
}
