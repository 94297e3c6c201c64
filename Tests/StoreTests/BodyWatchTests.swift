import Complaints
import Foundation
import Postgres
import Store
import TestKit
import Testing
import Watch

extension Live {
    @Suite("The watch over bodies", .serialized)
    final class BodyWatchTests: SeedTest {
        private let clinic = CaseSeed.clinic

        private func days(_ number: Int64) -> Instant { CaseSeed.now.advanced(bySeconds: number * 86_400) }

        private func watch(_ connection: inout PostgresConnection, after number: Int64 = 0) throws -> BodyWatch.Report {
            try BodyWatch.run(at: days(number), &connection)
        }

        /// Where the journal says a case is held now; `-` for nowhere.
        private func holder(_ seed: CaseSeed, _ number: Int, _ connection: inout PostgresConnection) throws -> String {
            try CaseTable.read([seed.id(number)], &connection)[seed.id(number)]?.get().heldAt ?? "-"
        }

        private static let events = "SELECT string_agg(event, ' ' ORDER BY version) FROM journal WHERE complaint_id = "

        @Test("a fresh installation is awake: no officers, no decrees, and nothing is missed")
        func fresh() throws {
            #expect(try watch(&connection) == BodyWatch.Report())
            try connection.run("DELETE FROM liaison_officer")
            var listed = BodyWatch.Report()
            listed.listed = 2  // province and city: listed for coaching, not dormant
            #expect(try watch(&connection) == listed)
            #expect(try connection.look("SELECT count(*) FROM body_standing WHERE dormant") == "0")
        }

        @Test("the body above holds the cases of one that lost its officer, until somebody takes office again")
        func holding() throws {
            try seed.store(0..<2, with: clinic, &connection)
            try seed.store(2..<3, with: "64.72", &connection)
            try connection.run("UPDATE liaison_officer SET valid_to = '2026-11-24' WHERE body_code = '\(clinic)'")
            let before = try ReferenceTables.version(&connection)
            let first = try watch(&connection)
            #expect(first.dormant == 1 && first.asleep == 1 && first.held == 2)
            #expect(try ReferenceTables.version(&connection) > before)
            #expect(try holder(seed, 0, &connection) == "64.72")
            #expect(try holder(seed, 2, &connection) == "-")
            let held = "SELECT actor || ' ' || (data->>'reason') FROM journal WHERE event = 'held' LIMIT 1"
            #expect(try connection.look(held) == "ClockWorker tidak ada pejabat penghubung")
            #expect(try connection.look("SELECT sum(cardinality(complaints)) FROM outbox") == "2")
            let second = try watch(&connection)
            #expect(second.dormant == 1 && second.held == 0 && second.asleep == 0)

            try connection.run(
                """
                INSERT INTO liaison_officer (body_code, name, email, valid_from)
                VALUES ('\(clinic)', 'Pengganti', 'y@contoh.example', '2026-11-25')
                """)
            let third = try watch(&connection)
            #expect(third.woken == 1 && third.released == 2 && third.dormant == 0)
            #expect(try holder(seed, 0, &connection) == "-")
            #expect(try connection.look("SELECT count(*) FROM body_standing") == "1")
            #expect(try watch(&connection, after: 1).released == 0)
            #expect(try connection.look("SELECT count(*) FROM body_standing") == "0")
            #expect(
                try connection.look(Self.events + "'\(seed.id(0))'") == "registered assigned held released")
            #expect(try Reconciliation(at: CaseSeed.now, &connection).failed == [])
        }

        @Test("a case that a worker assigned meanwhile without knowing is held the next time, or let go")
        func lateWorker() throws {
            try connection.run("UPDATE liaison_officer SET valid_to = '2026-11-24' WHERE body_code = '\(clinic)'")
            #expect(try watch(&connection).asleep == 1)
            try seed.store(0..<1, with: clinic, &connection)
            #expect(try watch(&connection, after: 1).held == 1)
            try connection.run("UPDATE liaison_officer SET valid_to = NULL")
            #expect(try watch(&connection, after: 2).released == 1)
        }

        @Test("the nearest body that is awake holds them, and hands them on when that changes")
        func chain() throws {
            try seed.store(0..<1, with: clinic, &connection)
            try connection.run(
                "UPDATE liaison_officer SET valid_to = '2026-11-24' WHERE body_code IN ('\(clinic)', '64.72')")
            #expect(try watch(&connection).held == 1)
            #expect(try holder(seed, 0, &connection) == "64")
            try connection.run("UPDATE liaison_officer SET valid_to = NULL WHERE body_code = '64.72'")
            #expect(try watch(&connection).held == 1)
            #expect(try holder(seed, 0, &connection) == "64.72")
        }

        @Test("five notices in a row that failed, to every officer; a new address starts afresh")
        func bounces() throws {
            try seed.store(0..<6, with: clinic, &connection)
            let officer = try connection.look("SELECT id FROM liaison_officer WHERE body_code = '\(clinic)'")
            func notices(_ numbers: Range<Int>, _ state: String) throws {
                for number in numbers {
                    try connection.run(
                        """
                        INSERT INTO notice (id, complaint_id, version, event, recipient, channel, state, attempts,
                            created_at, settled_at) VALUES (gen_random_uuid(), '\(seed.id(number))', 2, 'assigned',
                            'officer:\(officer)', 'email', '\(state)', 1, now(), now())
                        """)
                }
            }
            try notices(0..<1, "sent")
            try notices(1..<5, "failed")
            #expect(try watch(&connection).dormant == 0)
            try notices(5..<6, "failed")
            #expect(try watch(&connection).dormant == 1)
            #expect(try connection.look("SELECT reasons[1] FROM body_standing") == "contact_bounces")
            try connection.run("UPDATE liaison_officer SET email = 'baru@contoh.example' WHERE id = \(officer)")
            #expect(try watch(&connection).woken == 1)
        }

        @Test("ten full working days without casework while cases wait; a reply wakes it")
        func inactive() throws {
            // Assigned on Wednesday the 25th; the tenth working day after it is Wednesday, 9 December.
            try seed.store(0..<1, with: clinic, &connection)
            #expect(try watch(&connection, after: 14).dormant == 0)
            #expect(try watch(&connection, after: 15).held == 1)
            #expect(try connection.look("SELECT reasons[1] FROM body_standing") == "inactive")
            try connection.run(
                """
                INSERT INTO journal VALUES (gen_random_uuid(), 1, 'replied', '\(days(15))', 'budi',
                    '{"role":"officer","body":"\(clinic)"}')
                """)
            #expect(try watch(&connection, after: 15).released == 1)
        }

        @Test("whoever gets an old case has had it since they got it")
        func oldCase() throws {
            try seed.store(0..<1, with: clinic, &connection)
            let id = seed.id(0)
            try connection.run(
                """
                INSERT INTO journal VALUES ('\(id)', 3, 'refused', '\(days(14))', 'budi',
                    '{"role":"officer","body":"\(clinic)"}'), ('\(id)', 4, 'unrouted', '\(days(14))', 'RoutingWorker',
                    '{"coordinator":"64.72"}');
                UPDATE complaint SET version = 4, status = 'belum_terverifikasi', body_code = '64.72'
                """)
            #expect(try watch(&connection, after: 15).dormant == 0)
            #expect(try watch(&connection, after: 30).dormant == 1)
        }

        @Test("what a coordinator does is the work of the desks above, not of the unit")
        func coordinator() throws {
            try seed.store(0..<1, with: clinic, &connection)
            try seed.store(1..<2, with: "64.72", &connection)
            try connection.run(
                """
                INSERT INTO journal VALUES (gen_random_uuid(), 1, 'assigned', '\(days(14))', 'sari',
                    '{"role":"coordinator","body":"\(clinic)"}')
                """)
            #expect(try watch(&connection, after: 15).dormant == 1)
            #expect(try holder(seed, 0, &connection) == "64.72")
        }

        @Test("decrees count once the installation keeps them, and one that lapsed long ago holds cases")
        func decrees() throws {
            try connection.run(
                """
                INSERT INTO decree (body_code, number, issued, valid_until, recorded_at, recorded_by)
                VALUES ('64.72', '1', '2025-01-02', '2026-09-30', now(), 'test')
                """)
            let report = try watch(&connection)
            // The province has none and is listed; the city's ended 39 working days ago.
            #expect(report.dormant == 1 && report.listed == 1)
            let standings = try StandingTable.records(&connection).mapValues(\.standing)
            #expect(standings["64"] == BodyStanding(isDormant: false, reasons: [.decreeMissing]))
            #expect(standings["64.72"] == BodyStanding(isDormant: true, reasons: [.decreeExpired]))
            try connection.run(
                "INSERT INTO standing_rule VALUES ('decree_expired', 'registered', 'none', 0, '2026-11-25', NULL, 'I')"
            )
            #expect(try watch(&connection).woken == 1)
        }

        @Test("a term of office that begins or ends is announced on its day")
        func terms() throws {
            _ = try watch(&connection)
            try connection.run("UPDATE liaison_officer SET valid_to = '2026-11-26' WHERE body_code = '64'")
            var versions: [Int] = []
            for day in [0, 1, 2, 2, 9] as [Int64] {
                _ = try watch(&connection, after: day)
                versions.append(try ReferenceTables.version(&connection))
            }
            #expect(versions == [0, 0, 1, 1, 1].map { $0 + versions[0] })
        }

        @Test("officers count by the store's own day")
        func validOfficers() throws {
            try connection.run(
                """
                INSERT INTO deployment VALUES ('rehearsal_clock', '2020-03-02T17:00:00Z');
                UPDATE liaison_officer SET valid_from = '2020-03-03' WHERE body_code = '64';
                UPDATE liaison_officer SET valid_to = '2020-03-02' WHERE body_code = '64.72'
                """)
            let codes = "SELECT string_agg(body_code, ' ' ORDER BY body_code) FROM valid_officer"
            #expect(try connection.look(codes) == "64 64.72/1.02 NASIONAL")
            try connection.run(
                "UPDATE deployment SET value = '2020-03-02T16:59:59Z' WHERE name = 'rehearsal_clock'")
            #expect(try connection.look(codes) == "64.72 64.72/1.02 NASIONAL")
        }
    }
}
