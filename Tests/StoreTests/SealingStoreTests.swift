import Complaints
import Postgres
import Sealing
import Shared
import TestKit
import Testing

@testable import Store

extension Live {
    @Suite("sealing what was in clear", .stack) final class SealingStoreTests: SeedTest {
        private static let first = ComplaintID(high: 0, low: 0)
        private let phone = "+6281200000001"

        private func fill(_ count: Int) throws {
            try seed.store(0..<1, with: nil, &connection)
            try seed.store(1..<count, with: CaseSeed.clinic, &connection)
            for number in 0..<count {
                let id = seed.id(number)
                try connection.run(
                    """
                    UPDATE complaint SET title = 'Judul \(number)', text = 'Isi \(number)',
                        attachments = '[{"url":"https://a.example/\(number)"}]' WHERE id = '\(id)';
                    INSERT INTO reporter (complaint_id, name, phone) VALUES ('\(id)', 'Warga', '\(phone)');
                    INSERT INTO unread_field (complaint_id, position, field, code, sent)
                        VALUES ('\(id)', 0, 'title', 'field_type', '1');
                    INSERT INTO correspondence (id, complaint_id, version, at, role, text)
                        VALUES (gen_random_uuid(), '\(id)', 2, now(), 'reporter', 'Jawab \(number)')
                    """)
            }
            connection.keys = TestKeys.all
        }

        /// A case that no body has.
        private func archive(_ number: Int) throws {
            var details = EventDetails()
            details.code = "CODE\(number)"
            details.cause = "spam"
            var journal = JournalRows()
            journal.add(
                JournalEntry(
                    complaint: seed.id(number), version: 2, event: .archived, at: CaseSeed.now, actor: "admin",
                    details: details))
            try journal.store(&connection)
            try connection.run("UPDATE complaint SET version = 2, status = 'arsip' WHERE id = '\(seed.id(number))'")
        }

        private func sealAll(_ batch: Int) throws -> Int {
            var sum = 0
            for table in ClearRows.allCases {
                var place: ComplaintID? = Self.first
                while let last = place {
                    let step = try table.seal(after: last, limit: batch, &connection)
                    (sum, place) = (sum + step.sealed, step.next)
                }
            }
            return sum
        }

        private func clear() throws -> Int {
            try ClearRows.allCases.reduce(0) { $0 + (try $1.count(&connection)) }
        }

        @Test("rows from before are read as they are, sealed in batches, once, and read the same")
        func sealing() throws {
            try fill(5)
            let ids = (0..<5).map(seed.id)
            let before = try PersonTables.read(ids, &connection).cases.map { [$0.title, $0.text, $0.name, $0.phone] }
            #expect(try clear() == 20)
            #expect(try sealAll(2) == 20)
            #expect(try clear() == 0)
            #expect(try sealAll(2) == 0)
            let after = try PersonTables.read(ids, &connection).cases
            #expect(after.map { [$0.title, $0.text, $0.name, $0.phone] } == before)
            #expect(after.allSatisfy { $0.letters.count == 1 && $0.letters[0].text.hasPrefix("Jawab") })
            #expect(after.allSatisfy { $0.unread.map(\.sent) == ["1"] })
            #expect(try MendedFields.links(of: seed.id(0), &connection) == 1)
            let found = try ReporterContacts.cases(of: [.phone(phone)], &connection)
            #expect(Set(found) == Set(ids))
        }

        @Test("without the key nothing is read, and an exchanged row is found out")
        func exchanged() throws {
            try fill(2)
            _ = try sealAll(10)
            connection.keys = CaseKeys(words: KeyFile(new: .words).ring)
            #expect(throws: PostgresError.self) { try ReportWordsTable.read([seed.id(0)], &connection) }
            connection.keys = CaseKeys(words: TestKeys.all.words)
            #expect(try ReportWordsTable.read([seed.id(0)], &connection).count == 1)
            #expect(throws: PostgresError.self) { try ReporterContacts.known([seed.id(0)], &connection) }
            try connection.run(
                "UPDATE complaint SET sealed = (SELECT sealed FROM complaint WHERE id = '\(seed.id(1))') WHERE id = '\(seed.id(0))'"
            )
            #expect(throws: PostgresError.self) { try ReportWordsTable.read([seed.id(0)], &connection) }
        }

        @Test("master keys are replaced while rows stay as they are")
        func rotation() throws {
            try fill(3)
            _ = try sealAll(10)
            let file = KeyFile(new: .words)
            let key = try CaseKeyTable.keys(.words, of: [seed.id(0)], &connection)
            #expect(key.count == 1)
            let old = try #require(TestKeys.all.words)
            connection.keys.words = BothKeys(new: try #require(file.ring), old: old)
            let step = try MasterKeyUse.rewrap(.words, after: Self.first, limit: 10, &connection)
            #expect(step.sealed == 3 && step.next == nil)
            #expect(try MasterKeyUse.counts(.words, &connection) == [try #require(file.ids.first): 3])
            #expect(try MasterKeyUse.rewrap(.words, after: Self.first, limit: 10, &connection).sealed == 0)
            let parcel = try #require(try TestKeys.all.parcel([1, 2], in: "kept_letter.sealed"))
            let opened = try TestKeys.all.openParcel(try TestKeys.all.rewrapped(parcel), in: "kept_letter.sealed")
            #expect(opened == [1, 2])
            #expect(try ParcelRows.allCases.allSatisfy { try $0.rewrap(limit: 10, &connection) == 0 })
            connection.keys.words = file.ring
            #expect(try ReportWordsTable.read([seed.id(0)], &connection)[seed.id(0)]?.title == "Judul 0")
        }

        @Test("who is erased is gone, also when an old copy of the keys comes back; the books stay right")
        func erasing() throws {
            try fill(3)
            _ = try sealAll(10)
            try connection.run(
                "CREATE TABLE copy AS SELECT * FROM case_key; CREATE TABLE people AS SELECT * FROM reporter")
            let ids = (0..<3).map(seed.id)
            try archive(0)
            let over = try ErasureTable.erase(ids, by: .init(by: "admin"), at: CaseSeed.now, &connection)
            #expect(over == [seed.id(0)], "only what is over")
            let gone = seed.id(0)
            func said() throws -> String? { try PersonTables.read([gone], &connection).cases.first?.text }
            #expect(try said() == "")
            #expect(try ReporterContacts.of([gone], &connection).isEmpty)
            #expect(try ErasureTable.restored(&connection).isEmpty && ErasureTable.orphans(&connection) == 0)
            try connection.run(
                """
                INSERT INTO case_key SELECT * FROM copy ON CONFLICT DO NOTHING;
                UPDATE reporter r SET phone_hash = p.phone_hash FROM people p WHERE p.complaint_id = r.complaint_id
                """)
            #expect(try said() != "", "a copy opens what it opened")
            #expect(try ErasureTable.restored(&connection).contains(gone))
            #expect(try ErasureTable.eraseRestored(&connection) == over.count)
            #expect(try said() == "")
            #expect(!(try ReporterContacts.cases(of: [.phone(phone)], &connection).contains(gone)))
            // What is said later is kept under a new key, which stays.
            _ = try CaseKeyTable.keys(.words, of: [gone], &connection)
            #expect(try ErasureTable.restored(&connection).isEmpty)
        }
    }
}

/// A ring that knows an older key as well.
private struct BothKeys: MasterKeys {
    var new: KeyRing
    var old: any MasterKeys
    var kind: KeyKind { new.kind }
    var newest: MasterKeyID { new.newest }
    var ids: [MasterKeyID] { new.ids + old.ids }

    init(new: KeyRing, old: any MasterKeys) { (self.new, self.old) = (new, old) }

    func wrap(_ key: CaseKey, of complaint: ComplaintID) throws(SealingError) -> [UInt8] {
        try new.wrap(key, of: complaint)
    }

    func unwrap(_ wrapped: [UInt8], of complaint: ComplaintID) throws(SealingError) -> CaseKey {
        KeyRing.id(of: wrapped) == newest
            ? try new.unwrap(wrapped, of: complaint) : try old.unwrap(wrapped, of: complaint)
    }
}
