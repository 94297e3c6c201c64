import Foundation
import Postgres
import TestKit
import Testing
import Tokens

extension SystemTests {
    /// Hours are signed by a ClockWorker, told outside, and show what the database's owner does to the journal.
    @Suite("Anchors and receipts")
    final class AnchorDeskTests: SiteTest {
        private var folder: String { site.folder.appending(path: "anchors").path }
        private var publicKey: String { site.folder.appending(path: "public.pem").path }

        /// Complaints whose rows are three hours old, anchored; the tracking code of one of them.
        private func anchor() throws -> String {
            let key = SigningKey()
            let file = try site.file("anchor.pem", key.pem)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            _ = try site.file("public.pem", try #require(key.verificationKey).pem)
            for worker in ["IntakeWorker", "RoutingWorker"] { try site.start(worker) }
            try Submitter(site).submit((0..<5).map { Submissions(series: "A").good($0) })
            #expect(poll(seconds: 20) { (try? records.count("SELECT count(*) FROM journal WHERE version = 2")) == 5 })
            site.stop("IntakeWorker", "RoutingWorker")
            try rewrite("UPDATE journal SET at = at - interval '3 hours'")
            try site.start("ClockWorker", ["LAPOR_ANCHOR_KEY_FILE": file, "LAPOR_ANCHOR_DIR": folder])
            #expect(poll(seconds: 20) { (try? records.count("SELECT count(*) FROM anchor_announced")) == 1 })
            site.stop("ClockWorker")
            return try #require(records.texts("SELECT code FROM complaint ORDER BY id LIMIT 1").first)
        }

        /// As the owner of the database, who knows how hashes are made.
        private func rewrite(_ sql: String) throws {
            try PostgresConnection(to: site.database).run(
                """
                ALTER TABLE journal DISABLE TRIGGER USER; \(sql);
                UPDATE journal j SET hash = n.told FROM (SELECT complaint_id, version,
                    journal_chain(complaint_id, version, event, at, actor, data::text)
                        OVER (PARTITION BY complaint_id ORDER BY version) AS told FROM journal) n
                WHERE n.complaint_id = j.complaint_id AND n.version = j.version
                """)
        }

        @Test("a receipt outlives what is done to the journal, and the anchors outside name the hours")
        func receipts() throws {
            try #require(try site.lapor("receipt", "BCDFGHJKLMNP").code != 0)
            let code = try anchor()
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(files.count == 2 && files[0] == "anchor-00000001.jws" && files[1].hasPrefix("anchor-key-"))
            let text = try site.run("receipt", code)
            #expect(!text.contains(code) && text.contains("\"receipt\" : 1"))
            let receipt = try site.file("receipt.json", text)
            // Neither database nor broker is asked.
            let away: [String: String?] = ["LAPOR_DATABASE_URL": nil, "LAPOR_AMQP_URL": nil]
            let verify = ["receipt", "verify", receipt, "--key", publicKey, "--code", code]
            let good = try site.lapor(verify, away)
            #expect(good.code == 0 && good.output.contains("2"), "\(good.output)")
            // Rows that were moved by three hours are not what else is stored of their cases; they are what was anchored.
            let sound = try site.lapor("reconcile", "--anchors", folder, "--anchor-key", publicKey, "--json").output
            #expect(sound.contains("that the journal bears out") && !sound.contains("anchor 1:"), "\(sound)")
            try rewrite("UPDATE journal SET actor = 'other' WHERE version = 2")
            #expect(try site.run("reconcile", code: 70).contains("rows are not those that were anchored"))
            #expect(try site.lapor("receipt", code).code == 70)
            #expect(try site.lapor(verify, away).code == 0)
            // All is made anew by another key; then everything is gone.
            try PostgresConnection(to: site.database).run("ALTER TABLE anchor DISABLE TRIGGER USER; DELETE FROM anchor")
            #expect(try site.run("reconcile", "--anchors", folder, code: 70).contains("anchor 1: it was kept outside"))
            #expect(try site.lapor("receipt", code).code == 75)
        }

        @Test("what is no receipt, no key or no folder is told")
        func wrong() throws {
            let other = try site.file("other.pem", try #require(SigningKey().verificationKey).pem)
            for (number, text) in ["", "{}", "[]", "{\"receipt\":2,\"rows\":[]}", "\u{0}"].enumerated() {
                let file = try site.file("bad-\(number).json", text)
                #expect(try site.lapor("receipt", "verify", file, "--key", other).code == 65)
            }
            #expect(try site.lapor("receipt", "verify", "/nowhere", "--key", other).code == 66)
            #expect(try site.lapor("receipt", "verify", other).code == 64)
            #expect(try site.lapor("receipt", "xyz").code == 65)
            #expect(try site.lapor("reconcile", "--anchors", "/nowhere").code == 66)
            #expect(try site.lapor("reconcile", "--anchors", site.outbox.path).code == 66)
            #expect(try site.lapor("reconcile", "--anchor-key", site.outbox.path).code == 66)
        }
    }
}
