import Complaints
import Postgres
import Sealing
import TestKit
import Testing

@testable import Store

extension Live {
    /// A row whose master key is gone is named and passed over; all others are read, sealed and wrapped anew.
    @Suite final class MissingKeyTests: SeedTest {
        private let gone = KeyFile(new: .words)
        private var ids: [ComplaintID] { (0..<3).map(seed.id) }

        /// Three cases in clear, of the first of which the report is sealed under a key that nobody has any more.
        private func fill() throws {
            try seed.store(0..<3, with: CaseSeed.clinic, &connection)
            for id in ids {
                try connection.run(
                    """
                    UPDATE complaint SET title = 'Judul', text = 'jembatan rusak' WHERE id = '\(id)';
                    INSERT INTO reporter (complaint_id, name, phone) VALUES ('\(id)', 'Warga', '+6281200000001');
                    INSERT INTO unread_field (complaint_id, position, field, code, sent)
                        VALUES ('\(id)', 0, 'title', 'field_type', '1');
                    INSERT INTO correspondence (id, complaint_id, version, at, role, text)
                        VALUES (gen_random_uuid(), '\(id)', 2, now(), 'reporter', 'Jawab')
                    """)
            }
            connection.keys = TestKeys.all
            connection.keys.words = gone.ring
            _ = try ClearRows.complaint.seal(after: ComplaintID(high: 0, low: 0), limit: 1, &connection)
            connection.keys = TestKeys.all
        }

        private var missing: [MissingKey] {
            [MissingKey(LoadedKey(kind: .words, id: gone.ids[0]), rows: 1)]
        }

        private func sealAll() throws {
            for table in ClearRows.allCases {
                var place: ComplaintID? = ComplaintID(high: 0, low: 0)
                while let last = place { place = try table.seal(after: last, limit: 1, &connection).next }
            }
        }

        @Test("what can be sealed is sealed, what can be wrapped is wrapped; the rest is counted by its key")
        func sealing() throws {
            try fill()
            try sealAll()
            // The letter of the first case: its key is the one that is gone.
            #expect(try ClearRows.allCases.reduce(0) { $0 + (try $1.count(&connection)) } == 1)
            #expect(try ClearRows.correspondence.count(&connection) == 1)
            #expect(
                try MasterKeyUse.rewrap(.words, after: ComplaintID(high: 0, low: 0), limit: 10, &connection).sealed == 0
            )
            #expect(try MasterKeyUse.missing(&connection) == missing)
            #expect(try MasterKeyUse.missing(newest: 1, &connection).isEmpty)
            connection.keys.words = KeyFile(new: .words).ring
            #expect(Set(try MasterKeyUse.missing(&connection).map(\.rows)) == [1, 2])
        }

        @Test("a parcel whose key is gone stays, and is counted; others are wrapped anew")
        func parcels() throws {
            let lost = CaseKeys(identity: KeyFile(new: .identity).ring)
            for (number, keys) in [lost, TestKeys.all].enumerated() {
                let parcel = try #require(try keys.parcel([], in: "kept_letter.sealed"))
                try connection.execute(
                    "keep",
                    """
                    INSERT INTO kept_letter (letter_id, stage, code, action, run, actor, kept_at, sealed, content_hash)
                    VALUES ('a', 'intake', 'x', 'discard', 1, 'uji', now(), $1, $2)
                    """, [.bytea(parcel), .bigint(Int64(number))])
            }
            connection.keys = TestKeys.all
            #expect(try ParcelRows.keptLetter.rewrap(limit: 10, &connection) == 0)
            #expect(try MasterKeyUse.missing(&connection).map(\.rows) == [1])
            let letters = try KeptLetterTable.letters(stages: ["intake"], limit: 10, &connection)
            let looks = try letters.map { letter in
                if case .locked = try KeptLetterTable.look(at: letter, &connection) { "locked" } else { "other" }
            }
            #expect(looks.filter { $0 == "locked" }.count == 1 && looks.count == 2)
        }

        @Test("words are found in what can be read, and a person's other cases are read")
        func reading() throws {
            try fill()
            try sealAll()
            var filter = CaseFilter()
            filter.words = ["jembatan"]
            let found = try filter.reading(limit: 10, &connection)
            #expect(Set(found.filter.ids ?? []) == Set(ids.dropFirst()))
            #expect(found.unread.ids == [ids[0]] && found.unread.keys.map(\.id) == gone.ids)
            let person = try PersonTables.read(ids, &connection)
            #expect(person.cases.filter { $0.text == "jembatan rusak" }.count == 2)
            #expect(person.cases.allSatisfy { $0.name == "Warga" } && person.unread.ids == [ids[0]])
            #expect(try PersonTables.withoutReporter(ids, &connection).ids.isEmpty)
            // One case alone still says why it cannot be shown.
            #expect(throws: PostgresError.self) { try ReportWordsTable.read([ids[0]], &connection) }
        }

        @Test("the reconciliation names the key; without the words' keys it knows those that were dropped")
        func reconciliation() throws {
            try fill()
            #expect(try !KeyProof.check(&connection).isSound)
            connection.keys = CaseKeys(identity: TestKeys.all.identity)
            #expect(try KeyProof.check(&connection).isSound)
            try KeyRegister.drop([LoadedKey(kind: .words, id: gone.ids[0])], by: "uji", &connection)
            let check = try KeyProof.check(&connection)
            #expect(check.wrong == 1 && check.examples == ["words key \(gone.ids[0]): 1"])
        }
    }
}
