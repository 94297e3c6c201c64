import Complaints
import Contract
import Foundation
import Postgres
import Sealing
import Shared
import Synchronization
import TestKit
import Testing

@testable import Store

extension Live {
    /// What people are known by, stored before there was a search key and after.
    @Suite("hashes of persons", .stack) final class KeyedHashTests: SeedTest {
        private let phone = "+6281200042137"
        /// Of a store from before, which has none but its own key.
        private func former() throws -> PersonalHashes {
            PersonalHashes(codes: try DeploymentTable.hashes(&connection).codes)
        }

        private func submission(_ id: String, _ text: String, part: Int? = nil) throws -> AcceptedSubmission {
            let sms = part.map { #","sms":{"ref":"7","part":\#($0),"of":2}"# } ?? ""
            let json =
                #"{"channel":"sms","external_id":"\#(id)","text":"\#(text)","reporter":{"phone":"\#(phone)"}\#(sms)}"#
            let entries = SubmissionDecoder().decode(
                Array(json.utf8), contentType: nil, contentEncoding: nil,
                check: SubmissionCheck(now: CaseSeed.now, routedChannel: nil))
            return try #require(try entries.first?.content.get())
        }

        private func sealAll() throws -> Int {
            var sum = 0
            for table in [ClearRows.submission, .openQuestion, .smsPart] {
                var place: ComplaintID? = ComplaintID(high: 0, low: 0)
                while let last = place {
                    let step = try table.seal(after: last, limit: 1, &connection)
                    (sum, place) = (sum + step.sealed, step.next)
                }
                #expect(try table.count(&connection) == 0)
            }
            return sum
        }

        private func part(_ number: Int, _ id: String, _ hashes: PersonalHashes) throws -> ArrivedPart {
            let submission = try submission(id, "bagian \(number)", part: number)
            return ArrivedPart(submission, try #require(submission.part), at: CaseSeed.now, hashes)
        }

        @Test("a submission is known before it is hashed anew, and after, and other words under its id are others")
        func submissions() throws {
            let (same, other) = (try submission("A", "Lampu mati"), try submission("A", "Jalan rusak"))
            let former = try former()
            for (number, id) in ["A", "B"].enumerated() {
                try connection.run(
                    """
                    INSERT INTO submission (channel, external_id, complaint_id, content_hash)
                    VALUES ('sms', '\(id)', '\(seed.id(number))', \(former.said(same.contentHash)))
                    """)
            }
            connection.keys = TestKeys.all
            let hashes = try DeploymentTable.hashes(&connection)
            func found() throws -> [StoredSubmission] {
                try SubmissionTable.compare([same, other].map(LookedUpSubmission.init), hashes, &connection)
            }
            #expect(try found() == [.same, .other])
            #expect(try sealAll() == 2)
            #expect(try found() == [.same, .other])
            #expect(try connection.look("SELECT count(content_hash) FROM submission") == "0")
            #expect(try sealAll() == 0)
        }

        @Test("who was asked before is known when they answer, before and after")
        func questions() throws {
            try seed.store(0..<1, with: CaseSeed.clinic, &connection)
            let id = seed.id(0)
            let former = try former()
            let old = OpenQuestions.Sender(.sms, phone, former)
            try connection.run(
                """
                INSERT INTO open_question VALUES ('sms', \(old.hashes[0]), '\(id)', now()),
                    ('sms', 4711, '\(seed.id(1))', now());
                INSERT INTO reporter (complaint_id, phone) VALUES ('\(id)', '\(phone)')
                """)
            connection.keys = TestKeys.all
            let asked = OpenQuestions.Sender(.sms, phone, try DeploymentTable.hashes(&connection))
            func known() throws -> ComplaintID? {
                try OpenQuestions.questions(to: [asked], answeredSince: CaseSeed.now, &connection)[asked]?.complaint
            }
            #expect(try known() == id)
            #expect(try sealAll() == 2)
            #expect(try known() == id)
            // Nobody is left whom the other could be asked.
            #expect(try connection.look("SELECT array_agg(address)::text FROM open_question") == "{\(asked.hashes[0])}")
        }

        @Test("parts of a message find each other although one came before, and each is known when it comes again")
        func parts() throws {
            let former = try former()
            #expect(try SMSPartTable.add([try part(1, "P", former)], former, &connection).isEmpty)
            connection.keys = TestKeys.all
            let hashes = try DeploymentTable.hashes(&connection)
            func gathered() throws -> SMSGathering {
                let arrived = [try part(1, "P", hashes), try part(2, "P", hashes)]
                #expect(try SMSPartTable.add(arrived, hashes, &connection).isEmpty)
                let stored = try SMSPartTable.stored(of: arrived, hashes, at: CaseSeed.now, &connection)
                return SMSGathering(stored, at: CaseSeed.now, wait: 300)
            }
            #expect(try gathered().ready.map(\.parts.count) == [2])
            // The same words once more, under another id: a repetition, whichever form the first has.
            let again = try part(1, "Q", hashes)
            #expect(try SMSPartTable.add([again], hashes, &connection).isEmpty)
            #expect(try gathered().ready.map(\.repeated.count) == [1])
            #expect(try sealAll() == 1)
            #expect(try gathered().ready.map(\.parts.count) == [2])
            let foreign = try submission("P", "kata lain", part: 1)
            let other = ArrivedPart(foreign, try #require(foreign.part), at: CaseSeed.now, hashes)
            #expect(try SMSPartTable.add([other], hashes, &connection) == [0])
        }

        @Test("what is sealed under a key that came later is read once its file is there")
        func laterKey() throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "lapor-keys-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let place = folder.appending(path: "words.keys")
            func write(_ file: KeyFile) throws {
                try Data(file.text.utf8).write(to: place, options: .atomic)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
            }
            let first = KeyFile(new: .words)
            let grown = first.grown
            let rotated = try #require(grown.ids.last.flatMap(grown.using))
            try write(first)
            let environment = Environment(["LAPOR_WORDS_KEY_FILE": place.path])
            let keys = try CaseKeys(environment, [.wordsKeyFile])
            var session = try DatabaseSession(url: url, name: "test", keys: keys)
            try seed.store(0..<1, with: CaseSeed.clinic, &connection)
            connection.keys = CaseKeys(
                identity: TestKeys.all.identity, words: rotated.ring, search: TestKeys.all.search)
            _ = try ClearRows.complaint.seal(after: ComplaintID(high: 0, low: 0), limit: 10, &connection)
            let id = seed.id(0)
            func text() throws -> String? {
                try session.read { connection throws(PostgresError) in
                    try ReportWordsTable.read([id], &connection)[id]?.text
                }
            }
            let error = #expect(throws: StageFailure.self) { try text() }
            guard case .locked(let remedy) = try #require(error) else { throw try #require(error) }
            #expect("\(remedy)".contains("\(rotated.ids[0])"))
            try write(rotated)
            try session.reopen()
            #expect(try text() == "Uji")
            #expect(keys.watch?.loaded.map(\.id) == rotated.ids)
            // A file that is broken while it is replaced takes nothing away.
            try Data("x".utf8).write(to: place)
            #expect(throws: SettingError.self) { try keys.watch?.renew() }
            try session.reopen()
            #expect(try text() == "Uji")
        }
    }
}
