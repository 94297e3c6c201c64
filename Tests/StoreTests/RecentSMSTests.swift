import Complaints
import Postgres
import Store
import TestKit
import Testing

@testable import Contract

extension Live {
    /// The same words from the same number within minutes.
    @Suite("Repeated SMS") final class RecentSMSTests: SeedTest {
        /// What somebody says, sent so many seconds after the first.
        private func report(
            _ number: Int, after seconds: Int64 = 0, saying said: Int64 = 1, on channel: String = "sms",
            from phone: String? = "+6281277771001"
        ) -> NewComplaint {
            let (id, at) = (seed.id(number), CaseSeed.now.advanced(bySeconds: seconds))
            var submission = AcceptedSubmission(
                channel: channel, externalID: "S-\(number)", text: "Lampu jalan mati", kind: .pengaduan,
                anonymous: false, confidential: false, submittedAt: at)
            submission.identity = phone.map { AcceptedSubmission.Identity(phone: $0) }
            let code = TrackingCode(channel: channel, externalID: "S-\(number)", key: SipHashKey(k0: 1, k1: 2))
            let entry = JournalEntry.registered(
                id, code: "\(code)", channel: channel, kind: .pengaduan, submittedAt: at, receivedAt: at)
            return NewComplaint(
                id: id, code: code, submission: submission, submittedAt: at, said: said, entry: entry)
        }

        /// What each of these repeats, by their numbers.
        private func fold(_ reports: NewComplaint...) throws -> [ComplaintID: ComplaintID] {
            try RecentSMS.fold(reports, &connection)
        }

        @Test("within ten minutes they are one report, later another, in one batch as in two", arguments: [1, -1])
        func apart(direction: Int64) throws {
            let folded = [seed.id(1): seed.id(0)]
            let (near, far) = (599 * direction, 601 * direction)
            #expect(try fold(report(0, saying: 1)) == [:])
            #expect(try fold(report(1, after: near, saying: 1)) == folded)
            #expect(try fold(report(0, saying: 2)) == [:])
            #expect(try fold(report(1, after: far, saying: 2)) == [:])
            // In one batch, in whatever order, the one that was sent first is the report.
            let one = direction > 0 ? folded : [seed.id(0): seed.id(1)]
            #expect(try fold(report(1, after: near, saying: 3), report(0, saying: 3)) == one)
            #expect(try fold(report(1, after: far, saying: 4), report(0, saying: 4)) == [:])
            #expect(try fold(report(0, saying: 5), report(1, after: near, saying: 6)) == [:], "other words")
        }

        @Test("who means it again later is heard, and what repeats that is folded into that")
        func chains() throws {
            let batch = try fold(report(2, after: 750), report(0), report(1, after: 700))
            #expect(batch == [seed.id(2): seed.id(1)])
            #expect(try fold(report(3, after: 1_340)) == [seed.id(3): seed.id(1)], "ten minutes after the last of them")
        }

        @Test("several at once are part of what came before when the first or the last of them is", arguments: [1, -1])
        func ends(direction: Int64) throws {
            #expect(try fold(report(0)) == [:])
            let both = try fold(report(1, after: 500 * direction), report(2, after: 1_000 * direction))
            #expect(both == [seed.id(1): seed.id(0), seed.id(2): seed.id(0)])
        }

        @Test("what was rolled back was never said; what was said again repeats nothing of its own")
        func rolledBack() throws {
            try connection.run("BEGIN")
            #expect(try fold(report(7), report(8, after: 1)) == [seed.id(8): seed.id(7)])
            try connection.run("ROLLBACK")
            #expect(try fold(report(0, after: 2), report(1, after: 3)) == [seed.id(1): seed.id(0)])
            #expect(try fold(report(0, after: 2)) == [:])
        }

        @Test("without a number, or from elsewhere, nobody can tell that it is the same person")
        func others() throws {
            #expect(try fold(report(0), report(1, from: nil), report(2, on: "web"), report(3, on: "whatsapp")) == [:])
            #expect(try fold(report(4, from: nil), report(5, on: "web"), report(6, on: "web")) == [:])
            #expect(try connection.look("SELECT count(*) FROM recent_sms") == "1")
        }

        @Test("what repeats a report and comes again is answered as that report")
        func known() throws {
            try seed.store(0..<1, with: nil, &connection)
            let (first, second) = (report(0, saying: 42), report(1, after: 10, saying: 42))
            let folded = try fold(first, second)
            try SubmissionTable.claim([first, second], answering: [:], repeating: folded, &connection)
            #expect(try SubmissionTable.unclaimed([first, second], &connection).isEmpty)
            let known = try SubmissionTable.known([second, first], &connection)
            #expect(known.count == 2 && known.values.allSatisfy { $0.entry.complaint == first.id && $0.said == 42 })
            #expect(known.values.allSatisfy { $0.entry.event == .registered && $0.answer == nil })
            #expect(try connection.look("SELECT string_agg(external_id, ',') FROM submission WHERE repeats") == "S-1")
        }
    }
}
