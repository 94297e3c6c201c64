import Complaints
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// What has lately become of messages to people.
    @Suite final class RecentNoticeTests: SeedTest {
        private static let now = CaseSeed.now

        private func lately() throws -> [NotificationChannel: RecentNotices] {
            let all = try RecentNotices.all(at: Self.now, &connection)
            #expect(all.map(\.channel) == NotificationChannel.allCases)
            return Dictionary(uniqueKeysWithValues: all.map { ($0.channel, $0) })
        }

        @Test func `in an empty store nothing was told`() throws {
            #expect(try lately()[.sms] == RecentNotices(.sms))
        }

        @Test func `settled within the hour, by channel and outcome; put off, since they were to be told`() throws {
            let before = { (minutes: Int) in "'\(Self.now.advanced(bySeconds: -Int64(minutes) * 60).rfc3339)'" }
            try connection.run(
                """
                CREATE TEMPORARY TABLE n (number integer, channel text, state text, reason text, claim integer, created timestamptz);
                INSERT INTO n VALUES (1, 'email', 'claimed', NULL, 1, \(before(3))), (2, 'sms', 'claimed', NULL, 1, \(before(3))),
                    (3, 'sms', 'failed', 'HTTP 400', 1, \(before(3))), (4, 'sms', 'unknown', 'x', 1, \(before(3))),
                    (5, 'email', 'claimed', NULL, 2, \(before(70))), (6, 'sms', 'queued', 'HTTP 503', 1, \(before(40))),
                    (7, 'sms', 'queued', NULL, NULL, \(before(90))), (8, 'sms', 'claimed', 'HTTP 503', 3, \(before(50))),
                    (9, 'email', 'claimed', NULL, 3, \(before(1)));
                INSERT INTO notification_claim (id, owner, ids, settled_at, filed) OVERRIDING SYSTEM VALUE
                    SELECT claim, claim,
                        CASE claim WHEN 3 THEN array_agg(('01900000-0000-7000-8000-00000000000' || number)::uuid) ELSE '{}' END,
                        CASE claim WHEN 1 THEN \(before(5))::timestamptz WHEN 2 THEN \(before(65))::timestamptz END,
                        CASE claim WHEN 1 THEN ARRAY['email'] END
                    FROM n WHERE claim IS NOT NULL GROUP BY claim;
                INSERT INTO notice (id, complaint_id, version, event, recipient, channel, state, attempts, created_at, claim_id,
                    reason, settled_at) SELECT ('01900000-0000-7000-8000-00000000000' || number)::uuid, '01900000-0000-7000-8000-000000000001',
                    1, 'registered', 'reporter', channel, state::notification_state, 1, created, claim, reason,
                    CASE WHEN state IN ('failed', 'unknown') THEN \(before(5))::timestamptz END FROM n;
                INSERT INTO notification_due SELECT ('01900000-0000-7000-8000-00000000000' || number)::uuid, \(before(-1))::timestamptz
                    FROM n WHERE state = 'queued'
                """)
            var sms = RecentNotices(.sms)
            (sms.told, sms.failed, sms.unknown, sms.putOff, sms.oldestSeconds) = (1, 1, 1, 2, 3000)
            sms.takenSeconds = 300
            var email = RecentNotices(.email)
            (email.filed, email.takenSeconds) = (1, 3900)
            let found = try lately()
            #expect(found[.sms] == sms)
            #expect(found[.email] == email)
        }

        /// Notices by SMS: state, reason, and minutes since each was settled.
        private func store(_ rows: [(state: String, reason: String?, minutes: Int)]) throws {
            for (number, row) in rows.enumerated() {
                let at = "'\(Self.now.advanced(bySeconds: -Int64(row.minutes) * 60).rfc3339)'"
                let id = "01900000-0000-7000-8000-0000000000\(10 + number)"
                let isSent = row.state == "claimed"
                try connection.run(
                    """
                    INSERT INTO notification_claim (id, owner, ids, settled_at) OVERRIDING SYSTEM VALUE
                        VALUES (\(number + 10), 1, '{}', \(at));
                    INSERT INTO notice (id, complaint_id, version, event, recipient, channel, state, attempts, created_at, claim_id,
                        reason, settled_at) VALUES ('\(id)', '01900000-0000-7000-8000-000000000001', 1, 'registered', 'reporter',
                        'sms', '\(row.state)', 1, \(at), \(number + 10), \(row.reason.map { "'\($0)'" } ?? "NULL"),
                        \(isSent || row.state == "queued" ? "NULL" : at));
                    """ + (row.state == "queued" ? "INSERT INTO notification_due VALUES ('\(id)', \(at))" : ""))
            }
        }

        @Test func `refusals count since the provider last took one, within a day`() throws {
            try store([
                ("failed", "HTTP 401", 90), ("claimed", nil, 60), ("failed", "HTTP 401", 50),
                ("unknown", "timeout", 40),
                ("failed", "the recipient has no address any more", 30), ("failed", "HTTP 403", 20),
            ])
            let sms = try #require(try lately()[.sms])
            #expect(sms.refused == 2 && sms.unanswered == 1 && sms.takenSeconds == 3600 && sms.told == 1)
        }

        @Test func `without any that was taken, a day of refusals counts`() throws {
            try store([("failed", "HTTP 401", 1500), ("failed", "HTTP 401", 600), ("failed", "HTTP 401", 90)])
            let sms = try #require(try lately()[.sms])
            #expect(sms.refused == 2 && sms.takenSeconds == nil && sms.failed == 0)
        }

        /// A claim that was settled then, with what it says that it told.
        private func told(_ told: String?, minutes: Int, filed: String? = nil) throws {
            let at = "'\(Self.now.advanced(bySeconds: -Int64(minutes) * 60).rfc3339)'"
            try connection.run(
                """
                INSERT INTO notification_claim (owner, ids, settled_at, told, filed) VALUES (1, '{}', \(at),
                    \(told.map { "'\($0)'" } ?? "NULL"), \(filed.map { "ARRAY['\($0)']" } ?? "NULL"))
                """)
        }

        /// So many notices by email that were sent an hour and more ago, of complaints newer than all others.
        private func crowd(_ count: Int) throws {
            try connection.run(
                """
                INSERT INTO notification_claim (id, owner, ids, settled_at, told) OVERRIDING SYSTEM VALUE
                    VALUES (5000, 1, '{}', '\(Self.now.advanced(bySeconds: -4000).rfc3339)', '{"email": \(count)}');
                INSERT INTO notice (id, complaint_id, version, event, recipient, channel, state, attempts, created_at, claim_id)
                    SELECT ('01990000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '01990000-0000-7000-8000-000000000001', 1,
                        'registered', 'reporter', 'email', 'claimed', 1, '\(Self.now.rfc3339)', 5000
                    FROM generate_series(1, \(count)) n
                """)
        }

        @Test func `refusals are seen however many newer complaints there are`() throws {
            try crowd(6000)
            try store([("failed", "HTTP 401", 20), ("failed", "HTTP 401", 10), ("unknown", "timeout", 5)])
            let all = try lately()
            let sms = try #require(all[.sms])
            #expect(sms.refused == 2 && sms.unanswered == 1 && sms.failed == 2 && sms.unknown == 1 && sms.told == 0)
            let email = try #require(all[.email])
            #expect(email.told == 0 && email.takenSeconds == 4000)
        }

        @Test func `what was told of old complaints counts by the moment of that`() throws {
            try crowd(6000)
            try told(#"{"sms": 7}"#, minutes: 5)
            try told(#"{"sms": 2, "email": 3}"#, minutes: 59, filed: "email")
            try told(#"{"sms": 100, "email": 100}"#, minutes: 61)
            try told("{}", minutes: 1)
            try store([("failed", "HTTP 401", 30), ("failed", "HTTP 401", 4)])
            let all = try lately()
            let sms = try #require(all[.sms])
            #expect(sms.told == 9 && sms.takenSeconds == 300 && sms.refused == 1 && sms.failed == 2)
            let email = try #require(all[.email])
            #expect(email.filed == 3 && email.told == 0 && email.takenSeconds == 3660)
        }

        @Test func `a week's outcomes are those of the week, not of its complaints`() throws {
            let day = 1440
            try crowd(10)
            try told(#"{"sms": 4}"#, minutes: 6 * day)
            try told(#"{"sms": 1, "email": 2}"#, minutes: day, filed: "sms")
            try told(#"{"sms": 1000}"#, minutes: 8 * day)
            try store([("failed", "HTTP 401", 5 * day), ("unknown", "timeout", day), ("failed", "HTTP 401", 9 * day)])
            let outcomes = try NotificationTable.outcomes(
                since: Self.now.advanced(bySeconds: -7 * 86_400), &connection)
            let found = Set(outcomes.map { "\($0.channel) \($0.state) \($0.count)" })
            #expect(found == ["sms sent 4", "sms filed 1", "email sent 12", "sms failed 1", "sms unknown 1"])
        }

        @Test func `what an older program settled counts too`() throws {
            try store([("claimed", nil, 10), ("claimed", nil, 70), ("failed", "HTTP 401", 5)])
            try told(#"{"sms": 5}"#, minutes: 20)
            let sms = try #require(try lately()[.sms])
            #expect(sms.told == 6 && sms.takenSeconds == 600 && sms.refused == 1)
        }

        @Test func `what waits for a text is not put off by the provider`() throws {
            try store([
                ("queued", "no template for this event, role and channel", 50), ("queued", "HTTP 503", 10),
                ("queued", nil, 90),
            ])
            let sms = try #require(try lately()[.sms])
            #expect(sms.unworded == 1 && sms.putOff == 1 && sms.oldestSeconds == 600)
        }
    }

    /// When parked messages became more, as several ClockWorkers see it.
    @Suite final class ParkedGrowthTests: SeedTest {
        private func note(_ messages: Int, lately: Int? = nil, stage: String = "intake") throws {
            try ParkedGrowthTable.note(
                [.init(stage: stage, messages: messages, lately: lately ?? messages)], &connection)
        }

        private func age() throws -> Double? { try ParkedGrowthTable.ages(&connection)["intake"] }

        private func makeOld() throws {
            try connection.run("UPDATE parked_growth SET grew_at = grew_at - interval '1 hour'")
        }

        @Test func `more is noticed at once, and of what was there at first nobody knows since when`() throws {
            try note(3)
            #expect(try age() == nil)
            try note(3)
            #expect(try age() == nil)
            try note(4)
            #expect(try #require(try age()) < 10)
            try makeOld()
            try note(4)
            #expect(try #require(try age()) > 3500)
            try note(1, stage: "notify")
            #expect(try #require(try age()) > 3500)
        }

        private func gain() throws -> Int? { try ParkedGrowthTable.gains(&connection)["intake"] }

        private func pass(minutes: Int) throws {
            try connection.run("UPDATE parked_growth SET counted_at = counted_at - interval '\(minutes) minutes'")
        }

        @Test func `how many more there are than a quarter of an hour ago`() throws {
            #expect(try gain() == nil)
            try note(500)
            #expect(try gain() == 0, "what was there before anybody counted is not new")
            try note(501)
            #expect(try gain() == 1)
            try pass(minutes: 16)
            try note(530)
            #expect(try gain() == 30, "the count before still counts")
            try pass(minutes: 16)
            try note(530)
            #expect(try gain() == 0)
            try note(100)
            try note(103)
            #expect(try gain() == 3, "those that were taken out are no loss")
            try pass(minutes: 40)
            #expect(try gain() == nil, "nobody counts any more")
        }

        @Test func `fewer for a moment are not fewer, and fewer for good are no growth`() throws {
            try note(0)
            try note(5)
            try makeOld()
            // Somebody reads them: they are held, and come back.
            try note(0, lately: 5)
            try note(5, lately: 5)
            #expect(try #require(try age()) > 3500)
            // Three were put back; another ClockWorker has not seen it twice yet.
            try note(2, lately: 2)
            try note(2, lately: 5)
            #expect(try #require(try age()) > 3500)
            try note(3, lately: 3)
            #expect(try #require(try age()) < 10)
        }
    }
}
