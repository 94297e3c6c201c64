import Complaints
import Foundation
import Postgres
import TestKit
import Testing

extension SystemTests {
    /// Who hears of what happens to a case, in which words.
    @Suite("Notices of casework")
    final class NoticeTests: SiteTest {
        private static let reporter = "tuti@example.org"
        /// What people write; each may be read by the other side alone.
        private static let words = [
            "question": "Di kilometer berapa?", "answer": "Di kilometer tujuh belas",
            "reply": "Petugas sudah kami kirim",
            "counter": "Belum ada yang datang", "decision": "Keluhan ini benar", "action": "Lubang ditambal",
            "further": "Hubungi posko dinas",
        ]

        private struct Line: Decodable {
            var to: String
            var subject: String?
            var text: String
        }

        private func lines() throws -> [Line] {
            try records.outboxLines().map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        }

        private func act(
            _ code: String, _ command: String, _ arguments: String...,
            location: SourceLocation = #_sourceLocation
        ) throws {
            // Nobody acts for another: who acted for a body is not the reporter.
            let isReporter = CommandName(rawValue: command)?.usualRole == .reporter
            let actor = isReporter ? ["--actor", "pelapor"] : []
            let front: [String: String?] = isReporter ? ["LAPOR_KEY_FILE": site.frontKeyFile.path] : [:]
            let ending = try site.lapor(["case", command, code] + arguments + actor, front)
            try #require(ending.code == 0, "\(command): \(ending)", sourceLocation: location)
        }

        private func submit(_ text: String, complaints: Int) throws -> String {
            #expect(try site.submit(text, ["name": "Tuti Contoh", "email": Self.reporter]).code == 0)
            try records.settle(complaints: complaints)
            return try #require(try records.texts("SELECT code FROM complaint ORDER BY id DESC").first)
        }

        private func waitForRouting() throws {
            let routed = try poll(seconds: 60) {
                try records.count(
                    """
                    SELECT count(*) FROM complaint c JOIN journal j ON j.complaint_id = c.id AND j.version = c.version
                    WHERE j.event IN ('registered', 'refused', 'answered')
                    """) == 0
            }
            try #require(routed)
        }

        /// Leads a case through its life.
        private func live(_ code: String, into leader: String) throws {
            func say(_ key: String) throws -> String { try site.words(Self.words[key] ?? "-") }
            try act(code, "ask", "--text-file", say("question"))
            try act(code, "answer", "--text-file", say("answer"))
            try waitForRouting()
            try act(
                code, "disposition", "--body", "64/1.03", "--reason", "jalan provinsi", "--role", "national")
            try act(code, "escalate", "--reason", "mendesak", "--level", "coordinator")
            try act(code, "reply", "--text-file", say("reply"))
            try act(code, "counter_reply", "--text-file", say("counter"))
            for _ in 0..<2 {
                try act(
                    code, "close", "--decision-file", say("decision"), "--action-file", say("action"),
                    "--further-file", say("further"))
                if try records.count("SELECT count(*) FROM journal WHERE event = 'disputed'") == 0 {
                    try act(code, "dispute", "--reason-file", site.words("masih berlubang"))
                    try act(code, "reply", "--text-file", say("reply"))
                }
            }
            try act(code, "confirm")
            try act(code, "rate", "--stars", "2")
            try act(code, "reopen", "--reason", "ada temuan baru")
            try act(code, "transfer", "--body", "32.04", "--reason", "jalan kabupaten", "--role", "national")
            try act(code, "archive", "--reason", "laporan ganda", "--cause", "duplicate")
            try act(code, "reopen", "--reason", "bukan ganda")
            try act(code, "merge", "--into", leader, "--reason", "hal yang sama", "--role", "coordinator")
        }

        private func settle() throws {
            let told = try poll(seconds: 60) {
                try records.depth("notify") == 0 && records.count(Records.claims) == 0
                    && records.count("SELECT count(*) FROM notification WHERE event = 'merged'") == 1
                    && records.count("SELECT count(*) FROM notification WHERE recipient LIKE 'follower:%'") == 1
            }
            try #require(told, "\(records.site.logs.suffix(2000))")
        }

        @Test("each event tells those whom it concerns, once, and words go to the other side alone")
        func notices() throws {
            try site.startWorkers(and: "CaseWorker")
            let leader = try submit("Jalan berlubang di Kecamatan Baleendah Kabupaten Bandung", complaints: 1)
            let code = try submit("Aspal rusak parah di Kecamatan Baleendah Kabupaten Bandung", complaints: 2)
            try live(code, into: leader)
            try act(leader, "reply", "--text-file", site.words("Kami periksa hari ini"))
            try act(
                leader, "close", "--decision-file", site.words("Keluhan ini benar"), "--action-file",
                site.words("Lubang ditambal"), "--further-file", site.words("Kata-kata bagi satu orang"))
            try settle()
            try site.stopWorkers()
            try checkRecipients(code)
            try checkFollower(of: leader)
            try checkWords()
        }

        private func checkRecipients(_ code: String) throws {
            let told = try records.texts(
                """
                SELECT n.event || ' ' || split_part(n.recipient, ':', 1) || ' ' || count(*) FROM notification n
                JOIN complaint c ON c.id = n.complaint_id WHERE c.code = '\(code)' AND n.event NOT IN ('assigned', 'unrouted')
                GROUP BY n.event, split_part(n.recipient, ':', 1) ORDER BY 1
                """)
            #expect(
                told == [
                    "answered officer 1", "archived reporter 1", "asked officer 1", "asked reporter 1",
                    "closed reporter 2", "counter_replied officer 1", "disputed officer 1", "disputed reporter 1",
                    "escalated officer 1", "escalated reporter 1", "merged reporter 1", "registered reporter 1",
                    "reopened officer 2", "reopened reporter 2", "replied reporter 2", "transferred former 1",
                    "transferred officer 1", "transferred reporter 1",
                ])
            #expect(
                try records.count(
                    """
                    SELECT count(*) FROM notification
                    WHERE event IN ('assigned', 'unrouted') AND recipient NOT LIKE 'former:%'
                    """)
                    == 2 * records.count("SELECT count(*) FROM journal WHERE event IN ('assigned', 'unrouted')"))
            #expect(try records.texts("SELECT DISTINCT state FROM notification") == ["filed"])
            #expect(try records.outboxIDs().count == records.count("SELECT count(*) FROM notification"))
        }

        /// Who follows hears that the other case ended, and not what was written to the other reporter.
        private func checkFollower(of leader: String) throws {
            #expect(
                try records.texts(
                    """
                    SELECT n.event FROM notification n JOIN complaint c ON c.id = n.complaint_id
                    WHERE c.code = '\(leader)' AND n.recipient = 'follower:' || (SELECT id FROM complaint WHERE id <> c.id)
                    """) == ["closed"])
            let told = try lines().filter { $0.text.contains("tempat laporan Anda") && $0.text.contains("digabung") }
            #expect(told.count == 1 && told.allSatisfy { $0.to == Self.reporter && $0.text.contains(leader) })
            #expect(try lines().count { $0.text.contains("Kata-kata") } == 1)
        }

        private func checkWords() throws {
            let lines = try lines()
            let toReporter = lines.filter { $0.to == Self.reporter }
            let toOfficers = lines.filter { $0.to != Self.reporter }
            for key in ["question", "reply", "decision", "action", "further"] {
                let word = try #require(Self.words[key])
                #expect(toReporter.contains { $0.text.contains(word) }, "\(key)")
                #expect(!toOfficers.contains { $0.text.contains(word) }, "\(key)")
            }
            for key in ["answer", "counter"] {
                let word = try #require(Self.words[key])
                #expect(!lines.contains { $0.text.contains(word) || $0.subject?.contains(word) == true }, "\(key)")
            }
            #expect(toReporter.contains { $0.text.contains("laporan ganda") })
            #expect(toOfficers.contains { $0.text.contains("masih berlubang") })
            #expect(toOfficers.allSatisfy { !$0.text.contains("Tuti") && !$0.text.contains("@") })
            // Handed up from the office of the province to the province; moved on to the regency.
            #expect(toOfficers.contains { $0.to == "penghubung.64@lapor.example" && $0.text.contains("mendesak") })
            #expect(
                toOfficers.contains { $0.to == "penghubung.32.04@lapor.example" && $0.text.contains("jalan kabupaten") }
            )
        }

        @Test("what a body that cannot act gets is told to the body above that holds it")
        func held() throws {
            try PostgresConnection(to: site.database).run(
                """
                INSERT INTO body_standing SELECT code, true, '{no_officer}', now(), now() FROM body
                WHERE code IN ('32.04/1.03', '32.04')
                """)
            try site.startWorkers()
            _ = try submit(
                "Aspal jalan rusak berlubang parah di Kecamatan Baleendah Kabupaten Bandung", complaints: 1)
            #expect(try records.texts("SELECT body_code FROM complaint") == ["32.04/1.03"])
            #expect(try records.texts("SELECT data->>'held_at' FROM journal WHERE event = 'assigned'") == ["32"])
            let told = try lines().filter { $0.to != Self.reporter }.map(\.to)
            #expect(told == ["penghubung.32@lapor.example"])
        }

        @Test("every text for an SMS fits one segment at its longest, in the alphabet of SMS")
        func shortMessages() throws {
            let texts = try records.texts(
                "SELECT body FROM template WHERE channel = 'sms' ORDER BY body")
            #expect(texts.count > 20)
            // NotifyWorker does not work with a text that could be too long; this one can.
            let connection = try PostgresConnection(to: site.database)
            try connection.run(
                "UPDATE template SET body = body || repeat('x', 160) WHERE channel = 'sms' AND event = 'asked'")
            let worker = try site.start("NotifyWorker")
            #expect(worker.refuses(because: "template asked reporter sms"), "\(worker.output)")
            for text in texts { #expect(GSM7.isEncodable(text), "\(text)") }
        }
    }
}
