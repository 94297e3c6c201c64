import Complaints
import Contract
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// Submissions, and parts of SMS under one id, beside what is stored.
    @Suite("Looking up submissions")
    final class SubmissionLookupTests: SeedTest {
        private func submission(_ id: String, _ text: String, part: Int? = nil) throws -> AcceptedSubmission {
            let sms = part.map { #","sms":{"ref":"7","part":\#($0),"of":3}"# } ?? ""
            let json =
                #"{"channel":"sms","external_id":"\#(id)","text":"\#(text)","reporter":{"phone":"081200000042"}\#(sms)}"#
            let entries = SubmissionDecoder().decode(
                Array(json.utf8), contentType: nil, contentEncoding: nil,
                check: SubmissionCheck(now: CaseSeed.now, routedChannel: nil))
            return try #require(try entries.first?.content.get())
        }

        private func store(_ submissions: [AcceptedSubmission], _ hashes: PersonalHashes) throws {
            for submission in submissions {
                if let part = submission.part {
                    let arrived = ArrivedPart(submission, part, at: CaseSeed.now, hashes)
                    #expect(try SMSPartTable.add([arrived], hashes, &connection).isEmpty)
                } else {
                    try connection.run(
                        """
                        INSERT INTO submission (channel, external_id, complaint_id, content_hash) VALUES ('sms',
                        '\(submission.externalID)', '\(seed.id(0))', \(hashes.said(submission.contentHash)))
                        """)
                }
            }
        }

        @Test("each part is known by its number and its words, a whole message by its own")
        func compared() throws {
            let hashes = try DeploymentTable.hashes(&connection)
            let stored = [
                try submission("P", "satu", part: 1), try submission("P", "dua", part: 2), try submission("P", "utuh"),
                try submission("W", "utuh"),
            ]
            // The whole message took the number of parts that wait.
            try store(stored, hashes)
            try connection.run(
                "INSERT INTO submission (channel, external_id, complaint_id) VALUES ('sms', 'lama', '\(seed.id(1))')")
            let asked = [
                stored[0], stored[1], try submission("P", "tiga", part: 3), try submission("P", "lain", part: 2),
                stored[2],
                try submission("P", "satu"), stored[3], try submission("W", "satu", part: 1),
                try submission("N", "satu", part: 1),
                try submission("N", "utuh"), try submission("lama", "apa saja"),
            ]
            let found = try SubmissionTable.compare(asked.map(LookedUpSubmission.init), hashes, &connection)
            #expect(
                found == [
                    .waiting, .waiting, .nothing, .other, .same, .other, .same, .other, .nothing, .nothing, .same,
                ])
            #expect(try SubmissionTable.compare([], hashes, &connection).isEmpty)
        }

        @Test("parts are found by their id, by id and number, and by what their message is stored under")
        func found() throws {
            let hashes = try DeploymentTable.hashes(&connection)
            try store(
                [
                    try submission("P", "satu", part: 1), try submission("P", "dua", part: 2),
                    try submission("P", "tiga", part: 3),
                ], hashes)
            func cases(_ id: String) throws -> [ComplaintID] {
                try SubmissionTable.complaints(of: SubmissionKey(channel: "sms", externalID: id), &connection)
            }
            func waits(_ id: String) throws -> Bool {
                try SubmissionTable.isWaiting(SubmissionKey(channel: "sms", externalID: id), &connection)
            }
            #expect(try cases("P").isEmpty && waits("P") && waits("P#2") && !waits("P#4") && !waits("Q"))
            let parts = (1...2).map {
                SettledPart(SMSPartKey(channel: "sms", externalID: "P", number: $0), of: seed.id(2), in: seed.id(2))
            }
            try SMSPartTable.settle(parts, &connection)
            try connection.run(
                """
                INSERT INTO submission (channel, external_id, complaint_id) VALUES ('sms', 'P', '\(seed.id(3))'),
                    ('sms', 'P#1', '\(seed.id(2))'), ('sms', 'Q#2', '\(seed.id(4))')
                """)
            #expect(try Set(cases("P")) == [seed.id(2), seed.id(3)] && waits("P#3"))
            #expect(try cases("P#1") == [seed.id(2)] && cases("P#2") == [seed.id(2)] && cases("P#3").isEmpty)
            #expect(
                try cases("Q#2") == [seed.id(4)] && cases("Q").isEmpty && cases("#1").isEmpty && cases("P#").isEmpty)
        }

        @Test("what was sent over HTTP is known by its number: its code, and what intake parked besides")
        func filed() throws {
            let key = SubmissionKey(channel: "web", externalID: "F-1")
            let other = SubmissionKey(channel: "web", externalID: "F-2")
            let code = TrackingCode(channel: "web", externalID: "F-1", key: SipHashKey(k0: 1, k1: 2))
            try seed.store(0..<3, with: nil, &connection)
            #expect(try SubmissionState.read(key, &connection) == nil)
            #expect(try FiledSubmission.stored([key, other], &connection).isEmpty)
            try connection.run(
                """
                INSERT INTO submission (channel, external_id, complaint_id) VALUES ('web', 'F-1', '\(seed.id(0))'),
                    ('web', 'F-2', '\(seed.id(1))');
                UPDATE submission SET correspondence_id = '\(seed.id(2))' WHERE external_id = 'F-2';
                UPDATE complaint SET filing_proof = -7, code = '\(code)' WHERE id = '\(seed.id(0))'
                """)
            #expect(
                try FiledSubmission.stored([other, key], &connection) == [key: FiledSubmission(code: code, proof: -7)])
            for count in 1...2 {
                let at = CaseSeed.now.advanced(bySeconds: Int64(count))
                try SubmissionState.note([key, other], refusedAs: .externalIDReused, at: at, &connection)
                let state = try #require(try SubmissionState.read(key, &connection))
                guard case .registered(code, _)? = state.place else {
                    Issue.record("\(state)")
                    return
                }
                let refusal = SubmissionState.Refusal(
                    code: "external_id_reused", field: "external_id", at: at, count: count)
                #expect(state.refusals == [refusal])
            }
            #expect(try SubmissionState.read(other, &connection)?.place == .kept)
        }
    }
}
