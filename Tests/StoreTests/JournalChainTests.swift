import Complaints
import Postgres
import Store
import TestKit
import Testing

extension Live {
    @Suite("Chain of the journal", .serialized)
    final class JournalChainTests: SeedTest {
        private static let computed = """
            SELECT count(*) FROM (SELECT hash, journal_chain(complaint_id, version, event, at, actor, data::text)
                OVER (PARTITION BY complaint_id ORDER BY version) AS told FROM journal) j
            """

        private func count(_ sql: String) throws -> Int { try Int(connection.look(sql)) ?? -1 }

        /// As a store is that the release before has written.
        private func makeOld() throws {
            try connection.run(
                """
                ALTER TABLE journal DISABLE TRIGGER USER; UPDATE journal SET hash = NULL; ALTER TABLE journal ENABLE TRIGGER USER;
                UPDATE journal_sealing SET closed_at = NULL, sealed_at = '2020-01-01'
                """)
        }

        private func seal(hours: Int64 = 0) throws -> Int {
            try JournalSealing.run(at: CaseSeed.now.advanced(bySeconds: hours * 3600), &connection)
        }

        @Test("the database computes what the programs do, whatever a row says")
        func same() throws {
            try seed.store(0..<40, with: nil, &connection)
            try seed.store(40..<80, with: CaseSeed.clinic, &connection)
            #expect(try count(Self.computed) == 120)
            #expect(try count("\(Self.computed) WHERE hash IS DISTINCT FROM told") == 0)
            let odd = JournalEntry(
                complaint: seed.id(0), version: 2, event: .refused, at: Instant(microseconds: -1_234_567),
                actor: "é\n🙂", details: EventDetails())
            let data = #"{"a": "\u00e9 é"}"#
            let previous = JournalChain.hash(odd, data: [], after: nil)
            let hex = previous.map { String(String(Int($0) + 256, radix: 16).dropFirst()) }.joined()
            let row = try connection.execute(
                "hash",
                """
                SELECT journal_hash(decode($1, 'hex'), $2, 2, 'refused', timestamptz '1969-12-31 23:59:58.765433+00', $3, $4) AS hash
                """, [.text(hex), .id(odd.complaint), .text(odd.actor), .text(data)])
            #expect(row[0].utf8("hash") == JournalChain.hash(odd, data: data.utf8, after: previous))
        }

        @Test("cases from before go on from what they were, and get their hashes once")
        func sealing() throws {
            try seed.store(0..<3, with: nil, &connection)
            try makeOld()
            try seed.store(3..<5, with: CaseSeed.clinic, &connection)
            var journal = JournalRows()
            for number in 0..<2 {
                journal.add(
                    JournalEntry(
                        complaint: seed.id(number), version: 2, event: .added, at: CaseSeed.now, actor: "test",
                        details: EventDetails()))
            }
            try journal.store(&connection)
            #expect(try count("SELECT count(*) FROM journal WHERE hash IS NULL") == 3)
            #expect(try !JournalSealing.isClosed(&connection))
            #expect(try seal() == 3 && seal() == 0)
            #expect(try count("\(Self.computed) WHERE hash IS DISTINCT FROM told") == 0)
        }

        @Test("an hour after the last row without a hash none may come any more; before that it gets its own")
        func closing() throws {
            #expect(try JournalSealing.isClosed(&connection))
            try seed.store(0..<2, with: nil, &connection)
            try makeOld()
            #expect(try seal() == 2 && !JournalSealing.isClosed(&connection))
            #expect(try seal() == 0 && !JournalSealing.isClosed(&connection))
            try connection.run("INSERT INTO journal SELECT complaint_id, 2, event, at, actor, data FROM journal")
            #expect(
                try Reconciliation(at: CaseSeed.now, &connection).checks.first { $0.name == "chain" }?.isSound == true)
            #expect(try seal() == 2 && seal(hours: 1) == 0 && JournalSealing.isClosed(&connection))
            try connection.run(
                "INSERT INTO journal SELECT complaint_id, 3, event, at, actor, data FROM journal WHERE version = 1")
            #expect(try seal(hours: 2) == 0)
            let chain = try Reconciliation(at: CaseSeed.now, &connection).checks.first { $0.name == "chain" }
            #expect(chain?.wrong == 2 && chain?.examples.contains("\(seed.id(0)) version 3") == true)
        }

        @Test("more cases than are sealed together")
        func pages() throws {
            try seed.store(0..<501, with: CaseSeed.clinic, &connection)
            try makeOld()
            #expect(try seal() == 1_002 && seal() == 0)
        }

        @Test(
            "sealing is all that may be done to a row",
            arguments: [
                "UPDATE journal SET hash = sha256('x')", "UPDATE journal SET hash = NULL", "DELETE FROM journal",
                "UPDATE journal SET hash = sha256('x'), actor = 'y' WHERE hash IS NULL",
                "UPDATE journal SET actor = 'y' WHERE hash IS NULL",
                "UPDATE journal SET hash = sha256('x'), data = '{}' WHERE hash IS NULL",
            ])
        func refused(_ sql: String) throws {
            try seed.store(0..<1, with: nil, &connection)
            try makeOld()
            try seed.store(1..<2, with: nil, &connection)
            #expect(
                TestDatabase.error { () throws(PostgresError) in try connection.run(sql) }?.sqlState
                    == SQLState("23001"))
        }
    }
}
