import Complaints
import Foundation
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// Each thing is broken by hand, and that and nothing else is named.
    @Suite("Reconciliation", .serialized)
    final class ReconciliationTests: SeedTest {
        /// A store in which everything has happened once: case 0 is new, 1 to 3 are assigned, 3 has a reply by command.
        override init() throws {
            try super.init()
            try seed.store(0..<1, with: nil, &connection)
            try seed.store(1..<4, with: CaseSeed.clinic, &connection)
            try reply(seed, &connection)
            let id = seed.id(2)
            try connection.run(
                """
                INSERT INTO command (key, complaint_id, command, actor, at, version, status)
                VALUES ('k1', '\(seed.id(3))', 'reply', 'budi', now(), 3, 'proses');
                INSERT INTO command (key, command, actor, at, refusal) VALUES ('k2', 'close', 'budi', now(), 'case_unknown');
                INSERT INTO notice (id, complaint_id, version, event, recipient, channel, state, attempts,
                    created_at, settled_at) VALUES
                    ('00000000-0000-8000-8000-000000000001', '\(id)', 1, 'registered', 'reporter', 'email', 'sent', 1, now(), now()),
                    ('00000000-0000-8000-8000-000000000002', '\(id)', 2, 'assigned', 'officer:1', 'email', 'queued', 1, now(), NULL),
                    ('00000000-0000-8000-8000-000000000003', '\(id)', 2, 'assigned', 'officer:2', 'email', 'claimed', 1, now(), NULL);
                INSERT INTO notification_due VALUES ('00000000-0000-8000-8000-000000000002', now());
                INSERT INTO notification_claim (owner, ids) VALUES (1, '{00000000-0000-8000-8000-000000000003}');
                UPDATE notice n SET claim_id = k.id FROM notification_claim k WHERE n.state = 'claimed'
                """)
        }

        private func reply(_ seed: CaseSeed, _ connection: inout PostgresConnection) throws {
            var command = CaseCommand(
                .reply, key: "k1", target: .id(seed.id(3)), actor: CaseActor(.officer, id: "budi"))
            command.text = "Sudah kami tangani"
            try act(command, on: seed.id(3), &connection)
        }

        private func act(
            _ command: CaseCommand, on id: ComplaintID, following other: ComplaintID? = nil,
            _ connection: inout PostgresConnection
        ) throws {
            try connection.run("BEGIN")
            let cases = try CaseTable.lock([id] + [other].compactMap(\.self), &connection)
            let locked = try #require(try cases[id]?.get())
            let step = try locked.decide(
                command, at: CaseSeed.now, rules: try ReferenceTables.caseRules(&connection),
                other: try other.flatMap { cases[$0] }?.get())
            var changes = CaseChanges(calendar: 1)
            _ = try changes.add(step, to: locked, at: CaseSeed.now, actor: "budi")
            try changes.store(&connection, at: CaseSeed.now)
            try connection.run("COMMIT")
        }

        private func reconcile(_ connection: inout PostgresConnection) throws -> Reconciliation {
            try Reconciliation(at: CaseSeed.now, &connection)
        }

        @Test("a sound store adds up, and the result is kept as it was")
        func sound() throws {
            let result = try reconcile(&connection)
            #expect(result.failed == [] && result.isSound && result.cases == 4)
            #expect(result.checks.first { $0.name == "versions" }?.left.count == 8)
            #expect(result.checks.first { $0.name == "notices" }?.right.count == 3)
            #expect(try Reconciliation.last(&connection) == nil)
            try result.store(&connection)
            #expect(try Reconciliation.last(&connection) == result)
            let error = TestDatabase.error { () throws(PostgresError) in
                try connection.run("DELETE FROM reconciliation")
            }
            #expect(error?.sqlState == SQLState("23001"))
        }

        @Test("a reporter whose case follows another, and who did not hear that it ended, is named")
        func followers() throws {
            let (follower, leader) = (seed.id(1), seed.id(3))
            var merge = CaseCommand(
                .merge, key: "k3", target: .id(follower), actor: CaseActor(.officer, id: "budi"))
            (merge.into, merge.reason) = ("CODE3", "hal yang sama")
            try act(merge, on: follower, following: leader, &connection)
            var close = CaseCommand(.close, key: "k4", target: .id(leader), actor: CaseActor(.officer, id: "budi"))
            (close.decision, close.action, close.further) = ("Laporan ini benar", "Lubang ditambal", "Hubungi dinas")
            try act(close, on: leader, &connection)
            try connection.run(
                """
                ALTER TABLE journal DISABLE TRIGGER USER; DELETE FROM outbox;
                UPDATE journal SET at = at - interval '2 hours' WHERE event <> 'closed';
                UPDATE journal SET at = at - interval '61 minutes' WHERE event = 'closed';
                INSERT INTO reporter (complaint_id, phone) VALUES ('\(follower)', '081200000000');
                INSERT INTO notice SELECT gen_random_uuid(), complaint_id, version, event, 'reporter', 'sms', 'sent', 1,
                    now(), now() FROM journal WHERE complaint_id = '\(follower)' AND event IN ('registered', 'merged')
                """)
            let result = try reconcile(&connection)
            #expect(result.failed.contains("notices_followers") && !result.failed.contains("notices_told"))
            let check = try #require(result.checks.first { $0.name == "notices_followers" })
            #expect(
                check.wrong == 1
                    && check.examples == ["closed of \(leader) version 4 to the reporter of \(follower)"])
            try connection.run(
                """
                INSERT INTO notice VALUES
                    (gen_random_uuid(), '\(leader)', 4, 'closed', 'follower:\(follower)', 'sms', 'sent', 1, now(), now())
                """)
            #expect(try !reconcile(&connection).failed.contains("notices_followers"))
        }

        @Test("an officer who did not hear of a duty is named, and nobody who has never been told anything")
        func officers() throws {
            func told(_ number: Int, _ officer: Int, after minutes: Int) -> String {
                """
                INSERT INTO notice SELECT gen_random_uuid(), complaint_id, version, event, 'officer:\(officer)', 'email', 'sent', 1,
                    at - interval '\(minutes) minutes', now() FROM journal
                WHERE complaint_id = '\(seed.id(number))' AND event = 'assigned';
                """
            }
            // The clinic's own officer is the fourth of the directory, the national desk's the first.
            try connection.run(
                """
                ALTER TABLE journal DISABLE TRIGGER USER; UPDATE journal SET at = at - interval '2 hours';
                DELETE FROM notice; DELETE FROM notification_due; DELETE FROM notification_claim
                """)
            #expect(try !reconcile(&connection).failed.contains("notices_officers"))
            for officer in [1, 4] {
                try connection.run("DELETE FROM notice; " + told(1, officer, after: 5))
                let check = try #require(
                    try reconcile(&connection).checks.first { $0.name == "notices_officers" })
                #expect(check.wrong == 2 && check.left.count == 3, "\(check)")
                #expect(check.examples.contains("assigned of \(seed.id(2)) version 2"))
            }
            try connection.run("UPDATE liaison_officer SET valid_to = '2026-12-31'")
            #expect(try !reconcile(&connection).failed.contains("notices_officers"), "nobody knows who was in office")
            try connection.run("UPDATE liaison_officer SET valid_to = NULL")
            for number in [2, 3] { try connection.run(told(number, 4, after: 0)) }
            #expect(try !reconcile(&connection).failed.contains("notices_officers"))
        }

        static let breaches: [(String, [String])] = [
            ("DELETE FROM submission WHERE external_id = 'CODE1'", ["submissions"]),
            ("INSERT INTO submission VALUES ('web', 'lost', gen_random_uuid())", ["submissions"]),
            ("DELETE FROM complaint WHERE code = 'CODE0'", ["submissions", "journals", "received"]),
            ("UPDATE complaint SET status = 'proses' WHERE code = 'CODE1'", ["replay_status"]),
            ("UPDATE complaint SET body_code = '64' WHERE code = 'CODE1'", ["replay_body"]),
            ("UPDATE complaint SET hop = 2 WHERE code = 'CODE1'", ["replay_hop"]),
            ("UPDATE complaint SET kind = 'aspirasi' WHERE code = 'CODE1'", ["replay_kind"]),
            ("UPDATE complaint SET supervised = true WHERE code = 'CODE1'", ["replay_supervised"]),
            (
                "UPDATE complaint SET first_reply_due = first_reply_due + interval '1 microsecond' WHERE code = 'CODE1'",
                ["replay_deadlines"]
            ),
            ("UPDATE complaint SET verify_due = now() WHERE code = 'CODE0'", ["replay_deadlines"]),
            ("UPDATE complaint SET version = 3 WHERE code = 'CODE1'", ["versions"]),
            ("UPDATE agenda SET next_at = next_at + interval '1 second' WHERE complaint_id = %1", ["replay_agenda"]),
            ("DELETE FROM agenda WHERE complaint_id = %1", ["replay_agenda"]),
            ("INSERT INTO agenda VALUES (gen_random_uuid(), now(), 1)", ["replay_agenda"]),
            ("DELETE FROM journal WHERE complaint_id = %1 AND version = 1", ["versions", "chain"]),
            ("DELETE FROM journal WHERE complaint_id = %1 AND version = 2", ["versions"]),
            ("DELETE FROM journal WHERE complaint_id = %1", ["journals"]),
            ("UPDATE journal SET event = 'rated' WHERE complaint_id = %1 AND version = 2", ["chain", "replay"]),
            ("UPDATE journal SET event = 'lenyap' WHERE complaint_id = %1 AND version = 2", ["chain", "replay"]),
            (
                "UPDATE journal SET data = (data::jsonb || '{\"hop\":\"x\"}')::json WHERE complaint_id = %1",
                ["chain", "replay"]
            ),
            ("UPDATE journal SET actor = 'somebody' WHERE complaint_id = %1 AND version = 1", ["chain"]),
            (
                "UPDATE journal SET at = at - interval '1 microsecond' WHERE complaint_id = %1 AND version = 1",
                ["chain"]
            ),
            ("UPDATE journal SET data = (data::text || ' ')::json WHERE complaint_id = %1 AND version = 2", ["chain"]),
            ("UPDATE journal SET hash = sha256(hash) WHERE complaint_id = %1 AND version = 1", ["chain"]),
            ("DELETE FROM notification_due", ["notices"]), ("DELETE FROM notification_claim", ["notices"]),
            ("UPDATE notice SET settled_at = NULL WHERE state = 'sent'", ["notices"]),
            ("UPDATE notice SET state = 'sent', settled_at = now() WHERE state = 'queued'", ["notices_in_hand"]),
            ("DELETE FROM notice WHERE state = 'claimed'", ["notices_in_hand"]),
            (
                """
                INSERT INTO notice SELECT gen_random_uuid(), complaint_id, version, event, recipient, channel, state,
                    attempts, created_at, settled_at FROM notice WHERE state = 'sent'
                """, ["notices_once"]
            ),
            ("UPDATE notice SET version = 3 WHERE state = 'sent'", ["notices_of_events"]),
            (
                """
                INSERT INTO reporter (complaint_id, phone) VALUES (%1, '081200000000'); \
                UPDATE journal SET at = at - interval '61 minutes' WHERE complaint_id = %1 AND version = 1
                """, ["notices_told", "chain"]
            ),
            ("UPDATE outbox SET at = at - interval '61 seconds'", ["outbox"]),
            ("UPDATE command SET version = 2 WHERE key = 'k1'", ["commands"]),
            ("UPDATE command SET complaint_id = NULL WHERE key = 'k1'", ["commands"]),
            (
                "ALTER TYPE case_status ADD VALUE 'hilang'; COMMIT; UPDATE complaint SET status = 'hilang' WHERE code = 'CODE1'",
                ["statuses", "replay_status"]
            ),
        ]

        @Test("what is broken is named", arguments: breaches)
        func breach(_ sql: String, _ failed: [String]) throws {
            try connection.run("ALTER TABLE journal DISABLE TRIGGER USER")
            let broken = sql.replacing("%1", with: "'\(seed.id(1))'")
            for statement in broken.components(separatedBy: "; ") where statement != "COMMIT" {
                #expect(try connection.run(statement).commandTag.isEmpty == false)
            }
            let result = try reconcile(&connection)
            #expect(result.failed == failed)
            for check in result.checks where !check.isSound {
                #expect(check.wrong > 0 && !check.examples.isEmpty, "\(check.complaint)")
            }
        }

        @Test("more cases than a page, and none is left out")
        func pages() throws {
            // Cases 0 to 3 are there.
            try seed.store(4..<2_000, with: nil, &connection)
            try seed.store(2_000..<4_001, with: CaseSeed.clinic, &connection)
            let result = try reconcile(&connection)
            #expect(result.cases == 4_001 && result.failed == [])
            try connection.run("UPDATE complaint SET hop = 5 WHERE code IN ('CODE1999', 'CODE2000', 'CODE4000')")
            let broken = try reconcile(&connection)
            #expect(broken.failed == ["replay_hop"] && broken.checks.first { !$0.isSound }?.wrong == 3)
        }
    }
}
