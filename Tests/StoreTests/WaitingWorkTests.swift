import Complaints
import Postgres
import Store
import Testing

extension Live {
    /// What waits, beside what operators are told of it.
    @Suite final class WaitingWorkTests: SeedTest {
        private static let now = CaseSeed.now

        private func waiting() throws -> [WaitingWork.Kind: WaitingWork] {
            let all = try WaitingWork.all(at: Self.now, &connection)
            #expect(all.map(\.kind) == WaitingWork.Kind.allCases)
            return Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })
        }

        @Test func `in an empty store nothing waits`() throws {
            for (kind, work) in try waiting() { #expect(work.count == 0 && work.oldestSeconds == 0, "\(kind)") }
        }

        @Test func `each kind is counted with its oldest`() throws {
            let id = { (number: Int) in "01900000-0000-7000-8000-00000000000\(number)" }
            let before = { (seconds: Int) in "'\(Self.now.advanced(bySeconds: -Int64(seconds)).rfc3339)'" }
            try connection.run(
                """
                INSERT INTO outbox (at, complaints, versions) VALUES
                    (\(before(30)), ARRAY['\(id(1))', '\(id(2))']::uuid[], ARRAY[1, 1]),
                    (\(before(90)), ARRAY['\(id(3))']::uuid[], ARRAY[2]);
                INSERT INTO agenda (complaint_id, next_at, calendar) VALUES
                    ('\(id(1))', \(before(600)), 1), ('\(id(2))', \(before(5)), 3), ('\(id(3))', \(before(-5)), 2);
                INSERT INTO notification_due (notification_id, due_at) VALUES
                    ('\(id(1))', \(before(40))), ('\(id(2))', \(before(-40))), ('\(id(3))', \(before(-80)));
                INSERT INTO notification_claim (owner, ids) VALUES (1, ARRAY['\(id(4))', '\(id(5))']::uuid[]);
                INSERT INTO notice (id, complaint_id, version, event, recipient, channel, state, attempts, created_at, claim_id)
                    VALUES ('\(id(4))', '\(id(1))', 1, 'registered', 'reporter', 'email', 'claimed', 1, \(before(7)), 1),
                    ('\(id(5))', '\(id(2))', 1, 'registered', 'reporter', 'email', 'claimed', 1, \(before(20)), 1)
                """)
            let expected: [(WaitingWork.Kind, Int, Double)] = [
                (.announcing, 3, 90), (.clock, 2, 600), (.retry, 1, 40), (.later, 2, 0), (.sending, 2, 20),
                (.answers, 0, 0), (.routing, 0, 0),
            ]
            let found = try waiting()
            for (kind, count, oldest) in expected {
                #expect(found[kind] == WaitingWork(kind: kind, count: count, oldestSeconds: oldest))
            }
        }

        @Test func `complaints that nobody has routed wait since they came; those that are routed do not`() throws {
            let cases = try waiting()[.routing]
            #expect(cases?.count == 0)
            try connection.run(
                """
                INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at,
                    received_at, text) SELECT i::text::uuid, 'C' || n, v, 'belum_terverifikasi', 'pengaduan', 'web', false,
                    false, '\(Self.now.rfc3339)', '\(Self.now.rfc3339)', 'x'
                    FROM (VALUES (1, 1, '01900000-0000-7000-8000-000000000001'), (2, 2, '01900000-0000-7000-8000-000000000002'))
                    AS c (n, v, i);
                INSERT INTO journal SELECT id, 1, 'registered', '\(Self.now.advanced(bySeconds: -45).rfc3339)', 'test', '{}'
                    FROM complaint
                """)
            #expect(try waiting()[.routing] == WaitingWork(kind: .routing, count: 1, oldestSeconds: 45))
        }
    }
}
