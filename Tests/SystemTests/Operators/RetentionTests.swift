import Foundation
import Postgres
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
            #expect(plan.contains("6 rows may go; nothing was removed (--apply removes them)"), "\(plan)")
            #expect(try rows() == before)
            let done = try site.run("retention", "--apply", "--json")
            #expect(done.matches(of: #/"removed" : 1\b/#).count == 6, "\(done)")
            let after = try rows()
            let passing = ["kept_letter", "fingerprint", "open_question", "used_token", "nightly_run", "worker"]
            for (table, count) in before {
                #expect(after[table] == (passing.contains(table) ? count - 1 : count), "\(table)")
            }
            #expect(try records.texts("SELECT letter_id FROM kept_letter") == ["muda"])
            #expect(try records.texts("SELECT instance FROM worker") == ["muda"])
            #expect(try site.run("retention", "--apply").contains("0 rows removed"))
            #expect(try site.run("reconcile").contains("replay"))
        }
    }
}
