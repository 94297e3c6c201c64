import Complaints
import Postgres
import Sealing
import Shared
import TestKit
import Testing

@testable import Store

extension Live {
    @Suite("retention by rules", .stack) final class RetentionRunTests: SeedTest {
        /// Long after all of them ended.
        private let later = CaseSeed.now.advanced(bySeconds: 400 * 86_400)
        private let phone = "+6281200000001"

        /// Cases of which each has been filed, sealed, with a reporter and a letter.
        private func fill(_ count: Int) throws {
            try seed.store(0..<count, with: CaseSeed.clinic, &connection)
            try connection.run(
                """
                UPDATE complaint SET title = 'Judul', text = 'Isi ' || code;
                INSERT INTO reporter (complaint_id, name, phone) SELECT id, 'Warga', '\(phone)' FROM complaint;
                INSERT INTO correspondence (id, complaint_id, version, at, role, text)
                    SELECT gen_random_uuid(), id, 2, now(), 'reporter', 'Jawab' FROM complaint
                """)
            connection.keys = TestKeys.all
            for table in ClearRows.allCases {
                var place: ComplaintID? = ComplaintID(high: 0, low: 0)
                while let last = place { place = try table.seal(after: last, limit: 1000, &connection).next }
            }
            try archive(0..<count)
        }

        private func archive(_ numbers: Range<Int>) throws {
            var journal = JournalRows()
            for number in numbers {
                var details = EventDetails()
                details.code = "CODE\(number)"
                details.cause = "spam"
                journal.add(
                    JournalEntry(
                        complaint: seed.id(number), version: 3, event: .archived, at: CaseSeed.now, actor: "admin",
                        details: details))
            }
            try journal.store(&connection)
            try connection.run(
                """
                UPDATE complaint SET version = 3, status = 'arsip', verify_due = NULL, first_reply_due = NULL;
                DELETE FROM agenda
                """)
        }

        private func apply(_ erase: String, _ condition: String = "{}") throws {
            _ = try RetentionRuleTable.apply(
                #"{"name":"uji","if":\#(condition),"erase":\#(erase),"source":"uji","on":true}"#, at: CaseSeed.now,
                actor: "admin", &connection)
        }

        private func run(page: Int = RetentionScan.page) throws -> RetentionRun {
            try RetentionRun(by: "ClockWorker", at: later, page: page, &connection)
        }

        private func read(_ number: Int) throws -> (name: String?, text: String) {
            let found = try #require(try PersonTables.read([seed.id(number)], &connection).cases.first)
            return (found.name, found.text + found.letters.map(\.text).joined())
        }

        /// All that figures and the nightly proof rest on.
        private func digest() throws -> String {
            while try FactProjector.catchUp(&connection) > 0 {}
            return try connection.look(
                """
                SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
                    SELECT j::text AS line FROM journal j UNION ALL SELECT f::text FROM fact f
                    UNION ALL SELECT concat_ws(' ', id, code, version, status, kind, channel, body_code, region_code,
                        submitted_at, received_at) FROM complaint) AS lines
                """)
        }

        @Test("identity first, words later, each with a row; journal, facts and reconciliation stay as they are")
        func parts() throws {
            try fill(3)
            try apply(#"{"identity":100,"words":395}"#)
            let before = try digest()
            let failed = try Reconciliation(at: CaseSeed.now, &connection).failed
            #expect(try RetentionRun(by: "x", at: CaseSeed.now, &connection).cases == 0, "nothing is due")
            let early = try RetentionRun(
                by: "admin", reason: "jadwal", at: CaseSeed.now.advanced(bySeconds: 101 * 86_400), &connection)
            #expect(early.erased == [.identity: 3])
            #expect(try read(0).name == nil && read(0).text == "Isi CODE0Jawab")
            #expect(try ReporterContacts.cases(of: [.phone(phone)], &connection).isEmpty)
            #expect(try run().erased == [.words: 3])
            #expect(try read(0).text == "")
            #expect(try run().cases == 0, "twice changes nothing")
            #expect(try digest() == before)
            let rows = try ErasureTable.erasures(of: seed.id(0), &connection)
            #expect(rows.map(\.parts) == [[.identity], [.words]] && rows.map(\.rule) == ["uji", "uji"])
            #expect(rows.map(\.ruleSet) == [1, 1] && rows.map(\.reason) == ["jadwal", nil])
            #expect(rows.map(\.actor) == ["admin", "ClockWorker"])
            #expect(try Reconciliation(at: CaseSeed.now, &connection).failed == failed)
            let code = TrackingCode(channel: "web", externalID: "0", key: SipHashKey(k0: 1, k1: 2))
            try connection.run("UPDATE complaint SET code = '\(code)' WHERE id = '\(seed.id(0))'")
            let shown = try #require(try PublicCase.read(code, nil, &connection))
            #expect(shown.erased?.identity != nil && shown.erased?.words == later)
        }

        @Test("what is interrupted goes on where it stopped, and no case is half erased")
        func interrupted() throws {
            try fill(40)
            try apply(#"{"identity":30,"words":30}"#)
            var turns = 0
            let stop = PostgresError(.abandoned(.stopped), in: "uji", "stop")
            #expect(throws: PostgresError.self) {
                try RetentionRun(by: "a", at: later, page: 8, &connection) { () throws(PostgresError) in
                    turns += 1
                    if turns == 2 { throw stop }
                }
            }
            let half = "SELECT count(*) FROM erasure WHERE NOT (identity AND words)"
            #expect(try connection.look("SELECT count(*) FROM erasure") == "16")
            #expect(try connection.look("SELECT count(*) FROM case_key") == "24")
            #expect(try connection.look(half) == "0")
            #expect(try run(page: 8).cases == 24)
            #expect(try connection.look("SELECT count(DISTINCT complaint_id) FROM erasure") == "40")
            #expect(try connection.look("SELECT count(*) FROM erasure") == "40")
        }

        @Test("a transaction that breaks leaves keys and rows as they were")
        func broken() throws {
            try fill(2)
            try apply(#"{"identity":30,"words":30}"#)
            try connection.run(
                """
                CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
                CREATE TRIGGER no BEFORE UPDATE ON correspondence FOR EACH ROW EXECUTE FUNCTION no()
                """)
            #expect(throws: PostgresError.self) { try run() }
            #expect(try connection.look("SELECT count(*) FROM erasure") == "0")
            #expect(try read(1).name == "Warga" && read(1).text == "Isi CODE1Jawab")
        }

        @Test("held cases stay until somebody releases them, whoever asks; a scan shows why")
        func held() throws {
            try fill(2)
            try apply(#"{"words":30}"#)
            let id = seed.id(1)
            func note(_ isHeld: Bool) throws -> Bool {
                let hold = RetentionHold(isHeld: isHeld, at: CaseSeed.now, actor: "hukum", reason: "perkara")
                return try RetentionHoldTable.note(hold, of: id, &connection)
            }
            #expect(try note(true))
            #expect(try !note(true), "held already")
            #expect(try RetentionHoldTable.held(&connection).map(\.code) == ["CODE1"])
            var scan = RetentionScan(try RetentionRuleTable.inForce(&connection), at: later)
            let found = try #require(try scan.next(locking: false, &connection))
            #expect(found.map { if case .barred(.held, _) = $0.judgement { true } else { false } } == [false, true])
            let asked = try ErasureTable.erase([id], by: .init(by: "admin"), at: later, &connection)
            #expect(try asked.isEmpty && run().cases == 1 && read(1).text != "")
            #expect(try note(false))
            #expect(try run().cases == 1 && read(1).text == "")
        }

        @Test("what a restored copy brings back goes again, and only that")
        func restored() throws {
            try fill(1)
            try connection.run("CREATE TABLE copy AS SELECT * FROM case_key")
            try apply(#"{"identity":30}"#)
            #expect(try run().erased == [.identity: 1])
            #expect(try ErasureTable.restored(&connection).isEmpty && ErasureTable.orphans(&connection) == 0)
            try connection.run("UPDATE case_key k SET identity = c.identity, erasures = 0 FROM copy c")
            #expect(try read(0).name == "Warga", "a copy opens what it opened")
            #expect(try ErasureTable.restored(&connection) == [seed.id(0)])
            #expect(try ErasureTable.eraseRestored(&connection) == 1)
            #expect(try read(0).name == nil && read(0).text == "Isi CODE0Jawab")
            #expect(try ErasureTable.restored(&connection).isEmpty)
        }

        @Test("thousands go in pages, by class, and no case of another class")
        func many() throws {
            try fill(3_000)
            try connection.run("UPDATE complaint SET confidential = true WHERE code IN ('CODE7', 'CODE2999')")
            try apply(#"{"identity":30,"words":30}"#, #"{"status":["arsip"],"cause":["spam"],"confidential":false}"#)
            let clock = ContinuousClock()
            let start = clock.now
            let done = try run()
            print("retention: \(done.cases) cases in \(clock.now - start)")
            #expect(done.cases == 2_998)
            #expect(try connection.look("SELECT count(*) FROM case_key") == "2")
            #expect(try read(7).name == "Warga")
        }
    }
}
