import Complaints
import Postgres
import Store
import TestKit
import Testing
import Tokens

extension Live {
    /// Things are done to the journal as the database's superuser would do them, hashes computed anew and all.
    @Suite("Anchors of the journal", .serialized)
    final class AnchorTests: SeedTest {
        private let key = SigningKey()
        private let hour = CaseSeed.now
        private var outside = AnchorProof.Outside()

        /// Cases 0 to 2 stand in the first anchor, 3 and 4 in the second, the third is empty, 5 in none yet.
        override init() throws {
            try super.init()
            try connection.run("ALTER TABLE journal DISABLE TRIGGER USER; ALTER TABLE anchor DISABLE TRIGGER USER")
            try seed.store(0..<3, with: CaseSeed.clinic, at: hour.advanced(bySeconds: -5400), &connection)
            try anchor(at: hour)
            try seed.store(3..<5, with: nil, at: hour.advanced(bySeconds: 60), &connection)
            try anchor(at: hour.advanced(bySeconds: 3_600))
            try anchor(at: hour.advanced(bySeconds: 7_200))
            try seed.store(5..<6, with: nil, at: hour.advanced(bySeconds: 7_300), &connection)
            for anchor in try AnchorTable.all(&connection) { outside.heads[anchor.number] = anchor.text }
        }

        private func anchor(at moment: Instant, by key: SigningKey? = nil) throws {
            let made = try Anchoring.make(
                signedBy: key ?? self.key, at: moment.advanced(bySeconds: Anchoring.patience), &connection)
            #expect(made?.end == moment)
        }

        private func checks(_ outside: AnchorProof.Outside = .init()) throws -> [ReconciliationCheck] {
            try Reconciliation(at: hour.advanced(bySeconds: 7_400), anchors: outside, &connection).checks
                .filter { ["anchors", "chain", "versions"].contains($0.name) && !$0.isSound }
        }

        /// As somebody would who knows how hashes are made.
        private func rehash() throws {
            try connection.run(
                """
                UPDATE journal j SET hash = n.told FROM (SELECT complaint_id, version,
                    journal_chain(complaint_id, version, event, at, actor, data::text)
                        OVER (PARTITION BY complaint_id ORDER BY version) AS told FROM journal) n
                WHERE n.complaint_id = j.complaint_id AND n.version = j.version
                """)
        }

        @Test("what was anchored stays so, by its own key and beside what is kept outside")
        func sound() throws {
            #expect(try AnchorTable.all(&connection).map(\.number) == [1, 2, 3])
            #expect(try checks().isEmpty)
            let own = try #require(key.verificationKey)
            #expect(try checks(.init(heads: outside.heads, keys: [own])).isEmpty)
            let heads = try AnchorTable.all(&connection).map { try #require(AnchorHead($0.text, signedBy: own)) }
            #expect(heads.map(\.rows) == [6, 2, 0] && heads[2].root == MerkleTree.Root().hash)
        }

        @Test("an hour is anchored once, a quarter of an hour after its end, with all since the last")
        func hours() throws {
            let late = hour.advanced(bySeconds: 5 * 3_600)
            #expect(try Anchoring.make(signedBy: key, at: hour.advanced(bySeconds: 7_200 + 4_499), &connection) == nil)
            #expect(try Anchoring.make(signedBy: key, at: hour.advanced(bySeconds: -86_400), &connection) == nil)
            try anchor(at: late)
            #expect(try Anchoring.make(signedBy: key, at: late.advanced(bySeconds: 900), &connection) == nil)
            #expect(try checks().isEmpty)
            #expect(
                try AnchorTable.all(after: 3, &connection).compactMap { AnchorHead($0.text, signedBy: $0.key)?.rows }
                    == [1])
        }

        /// What is done, and to which anchors' hours.
        static let tampers: [(String, [Int])] = [
            ("UPDATE journal SET actor = 'other' WHERE complaint_id = %0 AND version = 1", [1]),
            ("UPDATE journal SET actor = 'other' WHERE complaint_id = %4", [2]),
            ("UPDATE journal SET data = (data::text || ' ')::json WHERE complaint_id = %0 AND version = 2", [1]),
            ("UPDATE journal SET event = 'refused' WHERE complaint_id = %1 AND version = 2", [1]),
            ("UPDATE journal SET at = at + interval '1 microsecond' WHERE complaint_id = %2 AND version = 2", [1]),
            ("UPDATE journal SET at = at + interval '6 hours' WHERE complaint_id = %2 AND version = 2", [1]),
            ("UPDATE journal SET at = at - interval '2 hours' WHERE complaint_id = %3", [1, 2]),
            (
                "DELETE FROM journal WHERE complaint_id = %0 AND version = 2; UPDATE complaint SET version = 1 WHERE id = %0",
                [1]
            ),
            ("DELETE FROM journal WHERE complaint_id = %3; DELETE FROM complaint WHERE id = %3", [2]),
            (
                "INSERT INTO journal SELECT complaint_id, 3, 'refused', at, actor, data FROM journal WHERE complaint_id = %0 AND version = 2",
                [1]
            ),
            (
                "INSERT INTO journal SELECT gen_random_uuid(), 1, event, at + interval '1 hour', actor, data FROM journal WHERE complaint_id = %3",
                [3]
            ),
            ("UPDATE journal SET version = 3 - version WHERE complaint_id = %0 AND version < 3", [1]),
            (
                "UPDATE journal SET complaint_id = CASE complaint_id WHEN %3 THEN %4::uuid ELSE %3::uuid END, version = version + 10 WHERE complaint_id IN (%3, %4)",
                [2]
            ),
        ]

        @Test("who computes all hashes anew is found by the anchor of that hour", arguments: tampers)
        func tampered(_ sql: String, _ numbers: [Int]) throws {
            var broken = sql
            for number in 0..<5 { broken = broken.replacing("%\(number)", with: "'\(seed.id(number))'") }
            // Two versions cannot be exchanged in one statement while they are a key.
            try connection.run("ALTER TABLE journal DROP CONSTRAINT journal_pkey")
            try connection.run(broken)
            try rehash()
            let anchors = try #require(try checks().first { $0.name == "anchors" })
            #expect(anchors.wrong == numbers.count)
            for number in numbers { #expect(anchors.examples.contains { $0.hasPrefix("anchor \(number):") }) }
            #expect(try !checks().contains { $0.name == "chain" })
        }

        /// What is done to anchors themselves, and how it is told.
        static let changed: [(String, String)] = [
            (
                "UPDATE anchor SET head = overlay(head placing 'X' from 150) WHERE number = 2",
                "anchor 2: it is not as it was signed"
            ),
            ("UPDATE anchor SET head = '' WHERE number = 2", "anchor 2: it is not as it was signed"),
            (
                "UPDATE anchor SET public_key = decode(repeat('07', 32), 'hex') WHERE number = 1",
                "anchor 1: it is not as it was signed"
            ),
            (
                "UPDATE anchor SET to_at = to_at + interval '1 minute' WHERE number = 3",
                "anchor 3: it is not as it was signed"
            ),
            ("DELETE FROM anchor WHERE number = 2", "anchor 2: it is missing"),
            ("DELETE FROM anchor WHERE number = 1", "anchor 1: it is missing"),
            (
                "UPDATE anchor a SET head = b.head FROM anchor b WHERE a.number = 3 AND b.number = 2",
                "anchor 3: it is not as it was signed"
            ),
        ]

        @Test("an anchor that was changed is named", arguments: changed)
        func anchorChanged(_ sql: String, _ told: String) throws {
            try connection.run(sql)
            let anchors = try #require(try checks().first { $0.name == "anchors" })
            #expect(anchors.examples.contains(told), "\(anchors.examples)")
        }

        @Test(
            "anchors made anew by another key are told by the key, and by those outside; by the same key, by those outside"
        )
        func forged() throws {
            try connection.run(
                "UPDATE journal SET actor = 'other' WHERE complaint_id = '\(seed.id(0))'; DELETE FROM anchor")
            try rehash()
            let thief = SigningKey()
            for offset: Int64 in [0, 3_600, 7_200] { try anchor(at: hour.advanced(bySeconds: offset), by: thief) }
            #expect(try checks().isEmpty)
            let own = try #require(key.verificationKey)
            #expect(
                try checks(.init(keys: [own])).first?.examples.first == "anchor 1: another key than yours has signed it"
            )
            let told = try #require(try checks(outside).first)
            #expect(told.examples.contains("anchor 1: the one that was kept outside is another"))
            #expect(told.examples.contains { $0.hasSuffix("rows are not those that were anchored") })
        }

        @Test("an older copy of the store is told by what was kept outside, and also after it went on")
        func rolledBack() throws {
            try connection.run(
                """
                DELETE FROM journal WHERE complaint_id >= '\(seed.id(3))'; DELETE FROM submission WHERE complaint_id >= '\(seed.id(3))';
                DELETE FROM complaint WHERE id >= '\(seed.id(3))'; DELETE FROM anchor WHERE number > 1
                """)
            #expect(try checks().isEmpty)
            let told = try #require(try checks(outside).first)
            #expect(
                told.examples.contains(
                    "anchor 2: it was kept outside and is not in the store, which may be an older copy"))
            #expect(told.examples.contains { $0.contains("2 rows were anchored, 0 are there") })
            #expect(Set(told.examples.map { $0.prefix(9) }) == ["anchor 2:", "anchor 3:"])
            try anchor(at: hour.advanced(bySeconds: 10_800))
            #expect(try checks().isEmpty && checks(outside).first?.name == "anchors")
        }

        @Test("files outside that are no anchors, or not signed by the key, are named")
        func badFiles() throws {
            let own = try #require(key.verificationKey)
            var bad = AnchorProof.Outside(heads: outside.heads, keys: [own])
            bad.heads[2] = "x"
            bad.heads[3] = AnchorHead(
                number: 3, from: hour, to: hour.advanced(bySeconds: 3_600), rows: 0, root: MerkleTree.Root().hash,
                after: .init(repeating: 0, count: 32)
            ).signed(by: SigningKey())
            let told = try #require(try checks(bad).first).examples
            #expect(told.contains("anchor 2: the one that was kept outside is not as it was signed"))
            #expect(told.contains("anchor 3: the one that was kept outside is not as it was signed"))
        }

        @Test("those whose event is not confirmed are told again, until it is")
        func announcing() throws {
            let first = try AnchorTable.unannounced(&connection)
            #expect(first.map(\.number) == [1, 2, 3])
            try AnchorTable.noteAnnounced(Array(first.prefix(2)), at: hour, &connection)
            try AnchorTable.noteAnnounced(Array(first.prefix(1)), at: hour, &connection)
            #expect(try AnchorTable.unannounced(&connection).map(\.number) == [3])
        }

        @Test("the anchors of a case's rows, and no others")
        func holding() throws {
            func numbers(_ offsets: Int64...) throws -> [Int] {
                try AnchorTable.holding(offsets.map { hour.advanced(bySeconds: $0) }, &connection).map(\.number)
            }
            #expect(try numbers() == [] && numbers(-5400) == [1] && numbers(0) == [2] && numbers(3_599) == [2])
            #expect(try numbers(-86_400, 3_600) == [1, 2, 3] && numbers(7_200) == [] && numbers(3_600, 9_000) == [3])
        }
    }
}
