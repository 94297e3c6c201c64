import Complaints
import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension Live {
    @Suite("Schema", .serialized)
    struct SchemaTests {
        /// - Parameters:
        ///   - name: the migration before which `earlier` runs.
        private func migrated(
            before name: String = "", _ earlier: (inout PostgresConnection) throws -> Void = { _ in },
            _ body: (inout PostgresConnection) throws -> Void
        ) throws {
            let folder = TestStack.root.appending(path: "Sources/Store/Migrations")
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "sql" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
            try #require(files.count >= 2)
            try TestDatabase.session { connection, _ in
                for file in files {
                    if file.lastPathComponent == name { try earlier(&connection) }
                    try connection.run(String(contentsOf: file, encoding: .utf8))
                }
                try body(&connection)
            }
        }

        private func number(_ connection: borrowing PostgresConnection, _ sql: String) throws -> Int {
            Int(try connection.run("SELECT (\(sql))::text AS value")[0].text("value")) ?? -1
        }

        @Test("the partitions can be asked for again, and more of them")
        func partitions() throws {
            try migrated { connection throws in
                let made =
                    "ensure_partitions((now() - interval '2 months')::date, (now() + interval '14 months')::date)"
                #expect(try number(connection, made) == 0)
                #expect(try number(connection, "ensure_partitions('2031-11-15', '2032-02-01')") == 3)
                #expect(try number(connection, "ensure_partitions('2031-11-30', '2032-02-01')") == 0)
                #expect(try number(connection, "ensure_partitions('2032-01-01', '2032-01-01')") == 0)
            }
        }

        @Test(
            "a month begins with the first id of its first millisecond",
            arguments: [("1970-01-01", 0), ("2026-01-01", 1_767_225_600_000), ("2028-03-01", 1_835_481_600_000)])
        func monthFloor(_ month: String, _ milliseconds: Int64) throws {
            try migrated { connection throws in
                let rows = try connection.execute("floor", "SELECT month_floor('\(month)') AS floor")
                let floor = rows[0].complaintID("floor")
                let first = ComplaintID.v7(milliseconds: milliseconds, random: (0, 0))
                #expect(floor <= first)
                #expect(floor.milliseconds == first.milliseconds)
                let last = ComplaintID.v7(milliseconds: milliseconds - 1, random: (.max, .max))
                if milliseconds > 0 { #expect(last < floor) }
            }
        }

        @Test("ids go to the month of their time, to the millisecond; the rest has a place too")
        func places() throws {
            try migrated { connection throws in
                try connection.run("SELECT ensure_partitions('2031-01-01', '2031-03-01')")
                let begin = Int64(
                    try number(connection, "extract(epoch FROM timestamptz '2031-02-01 00:00+00')::bigint * 1000"))
                for (id, table) in [
                    (ComplaintID.v7(milliseconds: begin - 1, random: (.max, .max)), "journal_2031_01"),
                    (ComplaintID.v7(milliseconds: begin, random: (0, 0)), "journal_2031_02"),
                    (ComplaintID(high: 0x1111_1111_1111_4111, low: 0x8111_1111_1111_1111), "journal_other"),
                ] {
                    try connection.run("INSERT INTO journal VALUES ('\(id)', 1, 'registered', now(), 'test', '{}')")
                    let found = try connection.run(
                        "SELECT tableoid::regclass::text AS place FROM journal WHERE complaint_id = '\(id)'")
                    #expect(found[0].text("place") == table)
                }
            }
        }

        @Test("the journal cannot be changed", arguments: ["UPDATE journal SET actor = 'x'", "DELETE FROM journal"])
        func appendOnly(_ sql: String) throws {
            try migrated { connection throws in
                try connection.run(
                    "INSERT INTO journal VALUES (gen_random_uuid(), 1, 'registered', now(), 'test', '{}')")
                #expect(
                    TestDatabase.error { () throws(PostgresError) in try connection.run(sql) }?.sqlState
                        == SQLState("23001"))
                #expect(try number(connection, "SELECT count(*) FROM journal") == 1)
            }
        }

        @Test("cases that waited to be folded when their notes became one for each batch wait still, each once")
        func notesOfBefore() throws {
            try migrated(before: "0017_fact_notes.sql") { connection in
                try connection.run(
                    """
                    INSERT INTO journal SELECT gen_random_uuid(), 1, 'registered', now(), 'test', '{}' FROM generate_series(1, 1200);
                    INSERT INTO journal SELECT complaint_id, 2, 'assigned', now(), 'test', '{}' FROM journal LIMIT 700
                    """)
                #expect(try number(connection, "SELECT count(*) FROM fact_todo") == 1_900)
            } _: { connection in
                #expect(try number(connection, "SELECT count(*) FROM fact_waiting") == 1_200)
                #expect(try number(connection, "SELECT max(cardinality(ids)) FROM fact_todo") <= 500)
                let noted = "SELECT count(DISTINCT complaint_id) FROM journal JOIN fact_waiting USING (complaint_id)"
                #expect(try number(connection, noted) == 1_200)
                // Nobody notes behind the backs of those who write.
                try connection.run(
                    "INSERT INTO journal VALUES (gen_random_uuid(), 1, 'registered', now(), 'test', '{}')")
                #expect(try number(connection, "SELECT count(*) FROM fact_waiting") == 1_200)
            }
        }

        @Test("events from before they had numbers have theirs by their time")
        func numbersOfBefore() throws {
            try migrated(before: "0096_event_numbers.sql") { connection in
                try connection.run(
                    """
                    INSERT INTO journal (complaint_id, version, event, at, actor, data)
                    SELECT gen_random_uuid(), 1, 'registered', now() - make_interval(hours => n % 7), 'test', '{}'
                    FROM generate_series(1, 200) AS n
                    """)
            } _: { connection throws in
                #expect(try number(connection, "SELECT max(through) FROM event_log") == 200)
                #expect(try number(connection, "SELECT sum(cardinality(complaints)) FROM event_log") == 200)
                let disorder = """
                    SELECT count(*) FROM (SELECT j.at, lag(j.at) OVER (ORDER BY l.through, u.place) AS before FROM event_log l,
                        unnest(l.complaints) WITH ORDINALITY AS u (complaint_id, place)
                        JOIN journal j USING (complaint_id)) AS events WHERE at < before
                    """
                #expect(try number(connection, disorder) == 0)
            }
        }

        @Test("what routing changes of a complaint is updated in place")
        func hotUpdates() throws {
            try migrated { connection throws in
                try connection.run(
                    """
                    INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential,
                        submitted_at, received_at, text)
                    SELECT overlay(gen_random_uuid()::text placing
                            substr(month_floor(date_trunc('month', now())::date)::text, 1, 13) from 1 for 13)::uuid,
                        n::text, 1, 'belum_terverifikasi', 'pengaduan', 'web', false, false, now(), now(),
                        repeat('x', 400)
                    FROM generate_series(1, 500) n
                    """)
                try connection.run(
                    """
                    UPDATE complaint SET version = 2, status = 'belum_ditindaklanjuti', hop = 1, verify_due = now(),
                        region_code = '64.72', category_code = 'kesehatan', body_code = '64.72/1.02'
                    """)
                try connection.run("SELECT pg_stat_force_next_flush()")
                let counts = try connection.run(
                    """
                    SELECT sum(n_tup_upd)::text AS updated, sum(n_tup_hot_upd)::text AS in_place FROM pg_stat_user_tables
                    WHERE relname LIKE 'complaint\\_%'
                    """)
                let (updated, inPlace) = (Int(counts[0].text("updated")) ?? 0, Int(counts[0].text("in_place")) ?? 0)
                #expect(updated == 500)
                #expect(inPlace >= updated * 9 / 10)
            }
        }
    }
}
