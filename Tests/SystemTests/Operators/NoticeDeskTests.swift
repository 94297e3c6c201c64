import Foundation
import Postgres
import TestKit
import Testing

extension SystemTests {
    /// Notices that did not arrive: found by what is known of them, and sent again, each once.
    @Suite("Notices that did not arrive")
    final class NoticeDeskTests: SiteTest {
        private func rows(_ options: String...) throws -> [[String: Any]] {
            let ending = try site.lapor(["notices", "--json"] + options)
            // What is left out is told on the other stream.
            let start = try #require(ending.output.firstIndex(of: "["), "\(ending)")
            let end = try #require(ending.output.lastIndex(of: "]"), "\(ending)")
            let text = ending.output[start...end]
            return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        }

        /// Without routing each reporter hears one thing: that the report was taken.
        private func startTelling() throws {
            for program in ["IntakeWorker", "NotifyWorker"] { try site.start(program) }
        }

        private func submit(_ contacts: [String]) throws {
            try Submitter(site).submit(contacts.enumerated().map { TestMessage.submission($0, $1) })
            #expect(
                try poll(seconds: 60) {
                    try contacts.indices.allSatisfy { !["", "c", "q"].contains(try records.outcome($0).prefix(1)) }
                }, "\(site.logs.suffix(800))")
        }

        @Test("what was refused is listed with its cause, and goes out once when it is tried again")
        func again() throws {
            // The gateway's token is wrong; then it is not.
            let gateway = FakeGateway { number, attempt in
                number.hasSuffix("9") ? 0 : attempt == 1 ? 401 : 200
            }
            try site.withProviders(gateway) {
                try startTelling()
                let contacts = ["0812-0000-0001", "0812-0000-0002", "tolak@contoh.example", "0812-0000-0009"]
                try submit(contacts)
                #expect(try records.outcome(0) == "failed 1 HTTP 401")
                #expect(try records.outcome(3).hasPrefix("unknown"))
                let failed = try rows("--failed")
                #expect(failed.count == 3 && Set(failed.compactMap { $0["reason"] as? String }).count == 2, "\(failed)")
                #expect(try rows().count == 4)
                #expect(try rows("--unknown").count == 1)
                #expect(try rows("--failed", "--channel", "sms").count == 2)
                #expect(try rows("--provider", "smtp").count == 1)
                #expect(try rows("--provider", "file").isEmpty)
                #expect(try rows("--day", "2020-01-01").isEmpty)
                #expect(try rows("--failed", "--limit", "1").count == 1)
                let shown = "\(try rows())"
                #expect(!shown.contains("8120000") && !shown.contains("contoh.example"))
                let page = try site.run("notices", "--failed", "--columns", "by-way-of,reason")
                #expect(
                    page.contains("gateway") && page.contains("HTTP 401") && !page.contains("registered"), "\(page)")
                #expect(site.logs.contains("HTTP 401"), "the log says why")

                #expect(try site.lapor("notices", "retry").code == 64)
                #expect(try site.lapor("notices", "retry", "--all").code == 77)
                let plan = try site.run("notices", "retry", "--channel", "sms", "--dry-run", "--json")
                #expect(plan.contains("\"notices\" : 2") && gateway.requests.count == 3, "\(plan)")
                let code = try #require(failed.first { $0["channel"] as? String == "sms" }?["code"] as? String)
                #expect(try site.run("notices", "retry", code, "--yes").contains("1 of 1 notice is sent again"))
                let rest = try site.run("notices", "retry", "--channel", "sms", "--all", "--yes", "--json")
                #expect(rest.contains("\"queued\" : 1"), "\(rest)")
                #expect(try poll(seconds: 30) { try (0..<2).allSatisfy { try records.outcome($0) == "sent 1 " } })
                #expect(gateway.requests(to: "+628120000" + "0001").count == 2)
                #expect(gateway.requests(to: "+628120000" + "0009").count == 1, "it may have arrived")
                #expect(try site.lapor("notices", "retry", "--channel", "sms", "--all", "--yes").code == 1)
            }
        }

        @Test("without their texts notices wait, are named, and go out when the texts are back")
        func unworded() throws {
            let gateway = FakeGateway { _, _ in 200 }
            try site.withProviders(gateway) {
                try PostgresConnection(to: site.database).run(
                    "CREATE TABLE kept AS TABLE template; DELETE FROM template WHERE channel = 'sms'")
                try startTelling()
                try Submitter(site).submit((0..<3).map { TestMessage.submission($0, "0812-0000-000\($0)") })
                let reason = "queued 0 no template for this event, role and channel"
                #expect(try poll(seconds: 30) { try (0..<3).allSatisfy { try records.outcome($0) == reason } })
                let doctor = try site.lapor("doctor").output
                #expect(doctor.contains("texts of messages: 3 notices wait for texts"), "\(doctor)")
                #expect(!doctor.contains("provider of sms"), "no provider can be blamed")
                // As a backup does it: nobody announces a change.
                try PostgresConnection(to: site.database).run(
                    "INSERT INTO template SELECT * FROM kept ON CONFLICT DO NOTHING; UPDATE notification_due SET due_at = now()"
                )
                #expect(
                    try poll(seconds: 150) { try (0..<3).allSatisfy { try records.outcome($0).hasPrefix("sent 1") } })
                #expect(gateway.requests.count == 3)
            }
        }
    }
}
