import Foundation
import Postgres
import Shared
import TestKit
import Testing

extension SystemTests {
    @Suite("What becomes of a refusal")
    final class RefusalTests: SiteTest {
        /// One complaint that the models route for sure; its code.
        private func submit(_ text: String) throws -> String {
            #expect(try site.submit(text, ["name": "Tuti Contoh", "email": "tuti@example.org"]).code == 0)
            try records.settle(complaints: 1)
            return try #require(try records.texts("SELECT code FROM complaint").first)
        }

        @Test("never back to who refused; the second refusal goes to the national desk, whose word binds")
        func refusals() throws {
            try site.startWorkers(and: "CaseWorker", "ClockWorker")
            let text = "Aspal jalan rusak berlubang parah di Kecamatan Baleendah Kabupaten Bandung"
            let code = try submit(text)
            #expect(try records.texts("SELECT body_code FROM complaint") == ["32.04/1.03"])

            let first = try site.lapor("case", "refuse", code, "--reason", "Jalan desa", "--body", "32.04.32/7.01")
            #expect(first.code == 0, "\(first.output)")
            try records.awaitEvents(4, of: code)
            #expect(try records.events(of: code) == ["registered", "assigned", "refused", "assigned"])
            #expect(try records.texts("SELECT body_code FROM complaint") == ["32.04.32/7.01"])
            let again = try site.lapor("case", "disposition", code, "--body", "32.04/1.03", "--reason", "coba lagi")
            #expect(again.code == 65 && again.output.contains("refused this case"))

            #expect(try site.lapor("case", "refuse", code, "--reason", "Jalan kabupaten").code == 0)
            try records.awaitEvents(6, of: code)
            #expect(try records.texts("SELECT body_code FROM complaint") == ["NASIONAL"])
            #expect(try records.count("SELECT count(*) FROM assignment WHERE refused_at IS NOT NULL") == 2)

            let bound = try site.lapor(
                "case", "disposition", code, "--body", "32.04/1.03", "--reason", "Jalan kabupaten", "--role",
                "national")
            #expect(bound.code == 0)
            let refused = try site.lapor("case", "refuse", code, "--reason", "tidak mau")
            #expect(refused.code == 65 && refused.output.contains("binds"))
            try records.awaitEvents(7, of: code)
            #expect(try records.texts("SELECT status::text FROM complaint") == ["belum_ditindaklanjuti"])
            #expect(try records.count("SELECT count(*) FROM complaint WHERE first_reply_due IS NULL") == 0)

            // The reporter hears of both refusals, and of nothing twice.
            let told = poll(seconds: 30) {
                (try? records.count(
                    "SELECT count(*) FROM notification WHERE event = 'refused' AND state = 'filed'")) == 2
            }
            #expect(told)
            let mails = try records.outboxLines().filter { $0.contains("diteruskan ke instansi lain") }
            #expect(mails.count == 2)
            #expect(mails.contains { $0.contains("Jalan desa") })

            try expectReports(code)
            try site.stopWorkers()
            for queue in ["routing", "notify", "casework", "routing.dead", "notify.dead", "casework.dead"] {
                #expect(try records.depth(queue) == 0, "\(queue)")
            }
        }

        /// What the report and the explanation say, before and after a desk gives the case to another body.
        private func expectReports(_ code: String) throws {
            let report = try site.lapor("report", "routing", "--json").output
            #expect(report.contains(#""refused" : 2"#) && report.contains(#""assigned" : 3"#))
            #expect(report.contains(#""moved" : 0"#))
            // A desk takes it from there, and gives it to another.
            for (command, body) in [("transfer", "32.04"), ("disposition", "32.04/2.15")] {
                let given = try site.lapor(
                    "case", command, code, "--body", body, "--reason", "Rambu", "--role", "national")
                #expect(given.code == 0, "\(given.output)")
            }
            let moved = try site.lapor("report", "routing", "--json").output
            #expect(moved.contains(#""moved" : 1"#) && moved.contains(#""assigned" : 4"#), "\(moved)")
            let wrong = try site.lapor("report", "routing", "--limit", "-1")
            #expect(wrong.code == 64)
            let explained = try site.lapor("explain", code, "--reason", "uji").output
            for part in ["32.04/1.03", "Jalan desa", "NASIONAL", "agency@", "aspal"] {
                #expect(explained.contains(part), "\(part): \(explained)")
            }
        }

        @Test("a refusal that comes twice is routed once, whoever dies in between")
        func refusalTwice() throws {
            try site.startWorkers(and: "CaseWorker")
            let code = try submit("Puskesmas tutup terus, dokter tidak ada, Kabupaten Bandung")
            let first = try #require(try records.texts("SELECT body_code FROM complaint").first)
            #expect(try site.lapor("case", "refuse", code, "--reason", "Bukan kami").code == 0)
            try site.start("ClockWorker")
            try records.awaitEvents(4, of: code)
            // As if it had never been announced, and the answer lost.
            try site.forgetAnnouncements()
            let swept = poll(seconds: 30) {
                (try? records.count("SELECT count(*) FROM outbox")) == 0
            }
            #expect(swept)
            #expect(try records.events(of: code).count == 4)
            #expect(try records.count("SELECT count(*) FROM complaint WHERE body_code = '\(first)'") == 0)
        }

        @Test("what happens to a case while routing is away does not keep it from being routed")
        func routedLate() throws {
            try site.startWorkers(and: "CaseWorker")
            let code = try submit("Puskesmas tutup terus, dokter tidak ada, Kabupaten Bandung")
            site.stop("RoutingWorker")
            for command in ["refuse", "escalate"] {
                #expect(try site.lapor("case", command, code, "--reason", "mendesak").code == 0)
            }
            try site.start("RoutingWorker")
            try records.awaitEvents(5, of: code)
            #expect(try records.events(of: code).prefix(4) == ["registered", "assigned", "refused", "escalated"])
            #expect(try ["assigned", "unrouted"].contains(records.events(of: code)[4]))
            let clocks = try records.texts(
                "SELECT (data#>'{clocks,ombudsman}' IS NOT NULL)::text FROM journal WHERE version = 5")
            #expect(clocks == ["true"])
        }

        @Test("what cannot be refused or assigned is said, and changes nothing")
        func problems() throws {
            site.settings[SettingKey.earlyCommand.name] = "0"
            try site.startWorkers(and: "CaseWorker")
            let code = try submit("Puskesmas tutup terus, dokter tidak ada, Kabupaten Bandung")
            let body = try #require(try records.texts("SELECT body_code FROM complaint").first)
            let cases: [(arguments: [String], code: Int32, says: String)] = [
                (["refuse", code, "--reason", ""], 64, "--reason"),
                (["refuse", code, "--reason", "uji", "--body", "NASA"], 65, "NASA"),
                (["refuse", "BBBB-BBBB-BBBB", "--reason", "uji"], 1, "no such case"),
                (["disposition", code, "--body", "NASA", "--reason", "uji"], 65, "NASA"),
                (["disposition", code, "--body", body, "--reason", "uji"], 65, "already"),
            ]
            for (arguments, status, says) in cases {
                let ending = try site.lapor(["case"] + arguments)
                #expect(ending.code == status && ending.output.contains(says), "\(arguments): \(ending)")
            }
            #expect(try records.events(of: code) == ["registered", "assigned"])
        }
    }
}
