import Complaints
import Contract
import Store
import Testing

@testable import IntakeWorker

/// What parts of SMS come to, in whatever order they come.
@Suite struct SMSGatheringTests {
    private static let start = Instant(microseconds: 1_770_081_301_000_000)

    /// - Parameter id: the number of its own, or one that all parts share.
    private func part(
        _ number: Int, _ words: String, id: String? = nil, ref: String = "7", of count: Int = 2, sender: Int64 = 1,
        at seconds: Int64 = 0, joined: UInt64? = nil, isTaken: Bool = false
    ) -> StoredPart {
        let id = id ?? "\(words)-\(number)"
        let json =
            #"{"channel":"sms","external_id":"\#(id)","text":"\#(words)","sms":{"ref":"\#(ref)","part":\#(number),"of":\#(count)}}"#
        var part = StoredPart(
            key: SMSPartKey(channel: "sms", externalID: id, number: number),
            message: SMSMessageKey(channel: "sms", sender: sender, ref: ref, count: count),
            at: Self.start.advanced(bySeconds: seconds), words: Int64(words.hashValue),
            json: joined == nil ? Array(json.utf8) : nil, isTaken: isTaken)
        part.joined = joined.map {
            StoredPart.Joined(message: ComplaintID(high: 1, low: $0), complaint: ComplaintID(high: 2, low: $0))
        }
        return part
    }

    private func gathered(_ parts: [StoredPart], after seconds: Int64 = 10) -> SMSGathering {
        SMSGathering(parts, at: Self.start.advanced(bySeconds: seconds), wait: 300)
    }

    private func texts(_ parts: [StoredPart], after seconds: Int64 = 10) throws -> [String] {
        try gathered(parts, after: seconds).submissions().0.map(\.text)
    }

    @Test func `a message waits for all its parts, whatever their order`() throws {
        #expect(try texts([part(1, "a")]).isEmpty && texts([part(2, "b")]).isEmpty)
        #expect(try texts([part(1, "a"), part(2, "b")]) == ["ab"])
        #expect(try texts([part(2, "b"), part(1, "a")]) == ["ab"])
        #expect(try texts([part(3, "c", of: 3), part(1, "a", of: 3), part(2, "b", of: 3)]) == ["abc"])
    }

    @Test func `parts may share one number or have their own`() throws {
        let (shared, joined) = try gathered([part(1, "a", id: "x"), part(2, "b", id: "x")]).submissions()
        #expect(shared.map(\.text) == ["ab"] && shared.map(\.externalID) == ["x"])
        #expect(joined.parts[shared[0].key]?.count == 2)
        #expect(try gathered([part(2, "b"), part(1, "a")]).submissions().0.map(\.externalID) == ["a-1"])
    }

    @Test func `what is said again in two messages is noted with the newest, whoever looks`() {
        let twice = [9, 8, 7].flatMap { [part(1, "a", joined: $0), part(2, "b", joined: $0)] }
        for _ in 0..<20 {
            let repeated = gathered(twice.shuffled() + [part(1, "a", id: "again")], after: 900).repeated
            #expect(repeated.map(\.message) == [ComplaintID(high: 1, low: 9)])
        }
    }

    /// The key by which parts find each other, of a part with this reporter.
    private func message(_ reporter: String, id: String) throws -> SMSMessageKey {
        let json =
            #"{"channel":"sms","external_id":"\#(id)","text":"a","reporter":\#(reporter),"sms":{"ref":"7","part":1,"of":2}}"#
        let entry = SubmissionDecoder().decode(
            Array(json.utf8), contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: Self.start, routedChannel: nil))[0]
        let submission = try entry.content.get()
        return ArrivedPart(
            submission, try #require(submission.part), at: Self.start,
            PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2)))
        ).message
    }

    @Test(
        "a number that cannot be read still tells its sender from others",
        arguments: [
            #"{"phone":"0812-0000-0077 / 0813-0000-0078"}"#, #"{"phone":"99-0812000000770"}"#,
            #"{"phone":"0812 7777 1001"}"#,
            #"{"phone":"nomor 00812000000771234567 (WA)"}"#, #"{"email":"warga@contoh.example"}"#,
        ])
    func told(reporter: String) throws { #expect(try message(reporter, id: "a") == message(reporter, id: "b")) }

    @Test(
        "a sender whom nothing tells from others is joined with nobody but by the id of the message",
        arguments: [
            "{}", #"{"phone":"-"}"#, #"{"phone":"1708"}"#, #"{"phone":"0812-xxxx-xxxx"}"#, #"{"phone":"62812345****"}"#,
            #"{"phone":"tidak diketahui"}"#, #"{"name":"Warga"}"#, #"{"phone":"TELKOMSEL"}"#,
        ])
    func untold(reporter: String) throws {
        #expect(try message(reporter, id: "a") != message(reporter, id: "b"))
        #expect(try message(reporter, id: "a") == message(reporter, id: "a"))
    }

    @Test func `another sender, another number, another length is another message`() throws {
        #expect(try texts([part(1, "a"), part(2, "b", sender: 2)]).isEmpty)
        #expect(try texts([part(1, "a"), part(2, "b", ref: "8")]).isEmpty)
        #expect(try texts([part(1, "a"), part(2, "b", of: 3)]).isEmpty)
    }

    @Test func `a part that comes again under another number adds nothing`() throws {
        let parts = [part(1, "a", id: "1"), part(1, "a", id: "2"), part(2, "b")]
        #expect(try texts(parts) == ["ab"])
        #expect(gathered(parts).ready[0].repeated.map(\.externalID) == ["2"])
        let again = gathered([part(1, "a", joined: 9), part(2, "b", joined: 9), part(1, "a", id: "3")], after: 900)
        #expect(again.ready.isEmpty && again.late.isEmpty && again.repeated.map(\.key.externalID) == ["3"])
    }

    @Test func `a number that is used again is another message`() throws {
        #expect(try texts([part(1, "a"), part(1, "c"), part(2, "b"), part(2, "d")]) == ["ab", "cd"])
        let old = [part(1, "a", joined: 9), part(2, "b", joined: 9)]
        #expect(try texts(old + [part(1, "c", at: 60), part(2, "d", at: 61)]) == ["cd"])
    }

    @Test func `when the wait is over the message is joined without what never came`() throws {
        #expect(try texts([part(1, "a")], after: 299).isEmpty)
        #expect(try texts([part(1, "a")], after: 300) == ["a [bagian hilang]"])
        #expect(try texts([part(1, "a", of: 3), part(3, "c", of: 3, at: 100)], after: 350).isEmpty)
        #expect(try texts([part(1, "a", of: 3), part(3, "c", of: 3, at: 100)], after: 400) == ["a [bagian hilang] c"])
    }

    @Test func `what comes after that goes to the same case, at once`() throws {
        let parts = [part(1, "a", of: 3, joined: 9), part(3, "c", of: 3, joined: 9), part(2, "b", of: 3, at: 400)]
        let (submissions, joined) = try gathered(parts, after: 401).submissions()
        #expect(submissions.map(\.text) == ["[bagian 2] b"])
        #expect(joined.targets[submissions[0].key] == ComplaintID(high: 2, low: 9))
        let shared = [part(1, "a", id: "x", joined: 9), part(2, "b", id: "x", at: 400, isTaken: true)]
        #expect(try gathered(shared, after: 401).submissions().0.map(\.externalID) == ["x#2"])
    }

    @Test func `the report was submitted when its first part came, and is the same whoever joins it`() throws {
        let parts = [part(2, "b", at: 1), part(1, "a", at: 5)]
        let first = try gathered(parts, after: 6).submissions().0[0]
        #expect(first.submittedAt == Self.start.advanced(bySeconds: 5))
        #expect(try gathered(parts, after: 60).submissions().0[0] == first)
    }

    @Test func `parts are settled with the message that has them, and with no other`() throws {
        let (submissions, joined) = try gathered([part(1, "a"), part(2, "b")]).submissions()
        let decider = IntakeDecider(PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2))))
        let complaint = decider.complaint(
            IntakeItem(submission: submissions[0], receivedAt: Self.start, redelivered: false))
        func cases(_ answers: [ComplaintID: ComplaintID], _ known: KnownComplaint? = nil) -> Set<ComplaintID> {
            let known = known.map { [complaint.submission.key: $0] } ?? [:]
            return Set(joined.settled([complaint], answers, known, decider.hashes).map(\.complaint))
        }
        let asked = ComplaintID(high: 5, low: 5)
        #expect(cases([:]) == [complaint.id] && cases([complaint.id: asked]) == [asked])
        #expect(cases([:], KnownComplaint(entry: complaint.entry, version: 1, held: nil)) == [complaint.id])
        let other = JournalEntry.registered(
            asked, code: "X", channel: "sms", kind: .pengaduan, submittedAt: Self.start, receivedAt: Self.start)
        #expect(cases([:], KnownComplaint(entry: other, version: 1, held: nil)).isEmpty)
        #expect(cases([:], KnownComplaint(entry: other, answer: complaint.id, version: 1, held: nil)) == [asked])
    }

    @Test func `a part that came while another worker joined its message without it is not taken for stored`() throws {
        let decider = IntakeDecider(PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2))))
        func complaint(_ parts: [StoredPart]) throws -> (NewComplaint, JoinedMessages) {
            let (submissions, joined) = try gathered(parts, after: 400).submissions()
            let item = IntakeItem(
                submission: try #require(submissions.first), receivedAt: Self.start, redelivered: false)
            return (decider.complaint(item), joined)
        }
        let (first, third) = (part(1, "a", id: "x", of: 3), part(3, "c", id: "x", of: 3))
        let (without, _) = try complaint([first, third])
        let (whole, joined) = try complaint([first, part(2, "b", id: "x", of: 3), third])
        #expect(without.id == whole.id)
        func settled(_ stored: NewComplaint) -> Int {
            let known = KnownComplaint(entry: stored.entry, version: 1, held: nil, said: stored.said)
            return joined.settled([whole], [:], [whole.submission.key: known], decider.hashes).count
        }
        #expect(settled(whole) == 3)
        #expect(settled(without) == 0, "its words would be gone")
    }
}
