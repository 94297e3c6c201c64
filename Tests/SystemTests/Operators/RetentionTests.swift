import Complaints
import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// What stands in the store for a while goes when its time is over, and nothing else.
    @Suite("Retention")
    final class RetentionTests: SiteTest {
        /// One row of each table whose time is over, one whose time is not, at the edge.
        private func seed(_ session: borrowing PostgresConnection) throws {
            let id = try #require(records.texts("SELECT id::text FROM complaint LIMIT 1").first)
            for (old, age) in [("tua", "1 second"), ("muda", "-1 hour")] {
                try session.run(
                    """
                    INSERT INTO kept_letter (letter_id, stage, code, action, run, actor, kept_at, properties, body,
                        content_hash)
                    VALUES ('\(old)', 'intake', 'x', 'discard', 1, 'uji', now() - interval '90 days' - interval '\(age)', '{}', '\(old)',
                        1);
                    INSERT INTO fingerprint VALUES (hashtext('\(old)'), '\(id)', now() - interval '31 days' - interval '\(age)');
                    INSERT INTO open_question (channel, address, complaint_id, asked_at, answered_at)
                    VALUES ('sms', hashtext('\(old)'), '\(id)', now() - interval '30 days', now() - interval '2 days' - interval '\(age)');
                    INSERT INTO unreachable_address (email_hash, status, at)
                    VALUES (hashtext('\(old)'), '5.1.1', now() - interval '90 days' - interval '\(age)');
                    INSERT INTO used_token VALUES ('uji', '\(old)', '\\x00', now() - interval '1 day' - interval '\(age)');
                    INSERT INTO nightly_run VALUES ('uji', '2020-01-0\(old == "tua" ? 1 : 2)', now() - interval '400 days' - interval '\(age)');
                    """)
            }
            // A question that is open stays, however old it is; so does a worker that lives.
            try session.run(
                """
                INSERT INTO open_question (channel, address, complaint_id, asked_at)
                VALUES ('email', 1, '\(id)', now() - interval '900 days');
                INSERT INTO worker (instance, kind, host, pid, version, lanes, ready, started_at, turned_at, parked, filed, beat_at)
                SELECT name, 'NotifyWorker', 'h', 1, '1', 1, 1, now(), now(), 0, '{}', now() - age
                FROM (VALUES ('tua', interval '11 minutes'), ('muda', interval '9 minutes')) AS w (name, age)
                """)
        }

        /// How many rows each table of the store has.
        private func rows() throws -> [String: Int] {
            let tables = try records.texts(
                "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
            return try tables.reduce(into: [:]) { $0[$1] = try records.count("SELECT count(*) FROM \($1)") }
        }

        @Test("counted first, removed when somebody says so, once; records stay")
        func removed() throws {
            for worker in ["IntakeWorker", "RoutingWorker"] { try site.start(worker) }
            try Submitter(site).submit([Submissions(series: "R").good(0)])
            #expect(
                try poll(seconds: 20) {
                    try records.count("SELECT count(*) FROM assignment") > 0
                        || records.count("SELECT count(*) FROM explanation") > 0
                })
            site.stop("IntakeWorker", "RoutingWorker")
            try seed(PostgresConnection(to: site.database))
            let before = try rows()
            let plan = try site.run("retention")
            #expect(plan.contains("7 rows may go; nothing was removed (--apply removes them)"), "\(plan)")
            #expect(try rows() == before)
            let done = try site.run("retention", "--apply", "--json")
            #expect(done.matches(of: #/"removed" : 1\b/#).count == 7, "\(done)")
            let after = try rows()
            let passing = [
                "kept_letter", "fingerprint", "open_question", "used_token", "nightly_run", "worker",
                "unreachable_address",
            ]
            for (table, count) in before {
                #expect(after[table] == (passing.contains(table) ? count - 1 : count), "\(table)")
            }
            #expect(try records.texts("SELECT letter_id FROM kept_letter") == ["muda"])
            #expect(try records.texts("SELECT instance FROM worker") == ["muda"])
            #expect(try site.run("retention", "--apply").contains("0 rows removed"))
            #expect(try site.run("reconcile").contains("replay"))
        }

        @Test("by rules: nothing before its time; then by ClockWorker's login alone, and every reading says so")
        func rules() throws {
            try site.startWorkers(and: "CaseWorker")
            try Submitter(site).submit([Submissions(series: "S").good(0), Submissions(series: "S").good(1)])
            try records.settle(complaints: 2)
            let codes = try records.texts("SELECT code FROM complaint ORDER BY id")
            for code in codes { try site.run("case", "archive", code, "--cause", "spam", "--reason", "uji") }
            try site.stopWorkers()
            #expect(try site.run("retention", "rules", "show").contains("No rules are in force"))
            let file = try site.file(
                "simpan.jsonl",
                #"{"name":"spam","if":{"cause":["spam"]},"erase":{"identity":30,"words":30},"source":"uji","on":true}"#)
            #expect(try site.run("retention", "rules", "apply", file).contains("1 switched on"))
            #expect(try site.lapor("retention", "run", "--yes").code == 64, "nobody said why")
            #expect(try site.run("retention", "run", "--yes", "--reason", "uji").contains("0 cases"))
            #expect(try site.run("retention", "hold", codes[0], "--reason", "perkara").contains("is held"))
            #expect(try site.run("retention", "holds", "--json").contains("perkara"))

            let login = SiteDatabase.logins.name(.clock)
            var clock = try PostgresConnection(to: SiteDatabase.url(site.database, as: login))
            let later = Instant.now.advanced(bySeconds: 40 * 86_400)
            #expect(try RetentionRun(by: "ClockWorker", at: later, &clock).cases == 1)
            #expect(try RetentionRun(by: "ClockWorker", at: later, &clock).cases == 0)
            let track = try site.run("track", codes[1])
            #expect(track.contains("Erased on") && track.contains("rule spam of version 1"), "\(track)")
            #expect(try site.run("track", codes[0]).contains("Held by"))
            #expect(try site.run("reconcile").contains("replay"))
            #expect(try site.run("person", "restored").contains("Nothing"))
        }
    }
}
