import Complaints
import Shared
import Store
import Testing

@testable import Contract
@testable import IntakeWorker

/// What intake makes of submissions, without a server.
@Suite struct IntakeDeciderTests {
    private static let received = Instant(microseconds: 1_770_081_301_120_000)
    private let decider = IntakeDecider(PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2))))

    private func item(
        _ externalID: String, on channel: String = "web", submitted seconds: Int64? = nil, redelivered: Bool = false,
        saying content: UInt64 = 7, told mark: String? = nil
    ) -> IntakeItem {
        var submission = AcceptedSubmission(
            channel: channel, externalID: externalID, text: "Lampu jalan mati", kind: .pengaduan, anonymous: false,
            confidential: false, submittedAt: seconds.map { Self.received.advanced(bySeconds: $0) })
        submission.contentHash = content
        return IntakeItem(submission: submission, receivedAt: Self.received, redelivered: redelivered, codesMark: mark)
    }

    private func verdicts(
        _ items: [IntakeItem], _ registration: (NewComplaint) -> Registration,
        receipts: OutboxReceipts = OutboxReceipts()
    ) -> [Verdict] {
        let (complaints, positions) = decider.complaints(items[...])
        return decider.verdicts(
            on: items[...], positions: positions, complaints, complaints.map(registration), receipts: receipts)
    }

    private func known(
        _ complaint: NewComplaint, answer: ComplaintID? = nil, version: Int = 1, held: Int64? = 7,
        saying content: UInt64? = nil
    ) -> Registration {
        .duplicate(
            KnownComplaint(
                entry: complaint.entry, answer: answer, version: version, held: held,
                said: content.map { AcceptedSubmission.keyed($0, decider.hashes.codes.newest) }))
    }

    private let reused = Verdict.reject(.externalIDReused)

    @Test func `another one under a number of the same batch is parked, wherever it stands`() {
        let message = Outbound(routingKey: "k", messageID: "m", json: [])
        let items = [item("1"), item("1", saying: 8), item("1"), item("2", saying: 8), item("1", saying: 9)]
        #expect(verdicts(items) { _ in .new(message) } == [.pass(message), reused, .finish, .pass(message), reused])
        let asked = ComplaintID(high: 1, low: 1)
        let answers = verdicts([item("1", on: "sms"), item("1", on: "sms", saying: 8)]) { _ in .answer(to: asked) }
        #expect(answers.count == 2 && answers[0] != reused && answers[1] == reused)
    }

    @Test func `of what is stored the same is a repetition, anything else is parked`() {
        let again = [Verdict.pass(decider.complaint(item("1")).entry.outbound)]
        #expect(verdicts([item("1")]) { known($0, saying: 7) } == again)
        #expect(verdicts([item("1", saying: 8)]) { known($0, saying: 7) } == [reused])
        #expect(verdicts([item("1", redelivered: true, saying: 8)]) { known($0, saying: 7) } == [reused])
        // The other one stands first in the batch.
        #expect(
            verdicts([item("1", saying: 8), item("1"), item("1")]) { known($0, saying: 7) } == [reused] + again + [
                .finish
            ])
        #expect(
            verdicts([item("1", saying: 8)]) { known($0, held: nil) } == [.finish],
            "stored when nobody kept what it says")
        let words = ComplaintID(high: 2, low: 2)
        #expect(verdicts([item("1", on: "sms", saying: 8)]) { known($0, answer: words, saying: 7) } == [reused])
    }

    @Test func `a submission becomes the same complaint whenever it comes`() {
        let first = decider.complaint(item("1", submitted: -60))
        let again = decider.complaint(item("1", submitted: -60, redelivered: true))
        #expect(first.id == again.id && first.code == again.code)
        let code = TrackingCode(channel: "web", externalID: "1", key: decider.hashes.codes.newest)
        #expect(first.code == code, "as who took it has told it")
        #expect(decider.complaint(item("1", submitted: -59)).code == code, "though it names another moment")
        #expect(first.id != decider.complaint(item("2", submitted: -60)).id)
        #expect(first.entry.complaint == first.id && first.entry.version == 1 && first.entry.event == .registered)
        #expect(first.entry.details.code == first.code.description && first.entry.details.channel == "web")
    }

    @Test func `a code that was told is the one that is stored, though another key is used by then`() {
        let (old, new) = (SipHashKey(k0: 1, k1: 2), SipHashKey(k0: 3, k1: 4))
        let decider = IntakeDecider(PersonalHashes(codes: CodeKeys(new).knowing(old)))
        func code(_ key: SipHashKey) -> TrackingCode { TrackingCode(channel: "web", externalID: "1", key: key) }
        let told = decider.complaint(item("1", told: old.mark))
        let secret = FilingSecret(channel: "web", externalID: "1", content: 7, key: old)
        #expect(told.code == code(old) && told.filingProof == secret.proof(old))
        #expect(decider.complaint(item("1")).filingProof == nil, "where nobody was told a secret")
        for mark in [nil, "", new.mark, SipHashKey(k0: 5, k1: 6).mark] {
            #expect(decider.complaint(item("1", told: mark)).code == code(new))
        }
    }

    @Test func `a channel's clock that runs ahead lengthens no term`() {
        let late = decider.complaint(item("1", submitted: -60))
        #expect(late.entry.details.submittedAt == late.submittedAt)
        let ahead = decider.complaint(item("1", submitted: 60))
        #expect(ahead.entry.details.submittedAt == nil && ahead.submittedAt > Self.received)
        #expect(decider.complaint(item("1")).entry.details.submittedAt == nil)
    }

    @Test func `what is new is announced, once in a batch`() {
        let message = Outbound(routingKey: "k", messageID: "m", json: [])
        let items = [item("1"), item("2"), item("1")]
        #expect(verdicts(items) { _ in .new(message) } == [.pass(message), .pass(message), .finish])
    }

    @Test func `what is known is announced again only when its event may be missing`() {
        let complaint = decider.complaint(item("1"))
        let again = [Verdict.pass(complaint.entry.outbound)]
        #expect(verdicts([item("1")]) { known($0) } == again)
        #expect(verdicts([item("1")]) { known($0, held: nil) } == [.finish])
        #expect(verdicts([item("1")]) { known($0, version: 2) } == [.finish])
        #expect(verdicts([item("1", redelivered: true)]) { known($0, held: nil) } == again)
        var receipts = OutboxReceipts()
        receipts.add(OutboxRow(id: 7, events: 1), at: Self.received)
        #expect(verdicts([item("1")], { known($0) }, receipts: receipts) == [.finish])
    }

    @Test func `an answer goes to its case, and again only when it was delivered before`() {
        let (asked, words) = (ComplaintID(high: 1, low: 1), ComplaintID(high: 2, low: 2))
        let complaint = decider.complaint(item("1", on: "sms"))
        #expect(
            verdicts([item("1", on: "sms")]) { _ in .answer(to: asked) } == [
                .pass(.answer(correspondence: complaint.id, complaint: asked, at: Self.received))
            ])
        #expect(verdicts([item("1", on: "sms")]) { known($0, answer: words) } == [.finish])
        #expect(
            verdicts([item("1", on: "sms", redelivered: true)]) { known($0, answer: words) } == [
                .pass(.answer(correspondence: words, complaint: complaint.id, at: Self.received))
            ])
    }

    /// The same SMS once more, from a number.
    private func again(_ text: String) -> IntakeItem {
        var submission = item("1", on: "sms").submission
        submission.text = text
        submission.identity = AcceptedSubmission.Identity(phone: "+6281234567890")
        return IntakeItem(submission: submission, receivedAt: Self.received, redelivered: true)
    }

    @Test func `who only wants to read is answered by no command, however often it is delivered`() {
        let words = ComplaintID(high: 2, low: 2)
        let reading = again("BACA KVNTRWQHSMPH")
        #expect(verdicts([reading]) { known($0, answer: words) } == [.finish])
        #expect(verdicts([reading]) { .reading(of: $0.id) } == [.finish])
        let complaint = decider.complaint(reading)
        #expect(
            verdicts([again("TAMBAH KVNTRWQHSMPH x")]) { known($0, answer: words) } == [
                .pass(.answer(correspondence: words, complaint: complaint.id, at: Self.received))
            ])
    }

    @Test func `what repeats another report announces that one when it is delivered again, once in a batch`() {
        let first = decider.complaint(item("1", on: "sms"))
        let repetition = item("2", on: "sms", redelivered: true)
        let verdicts = verdicts([repetition, repetition]) { _ in known(first, held: nil, saying: 7) }
        #expect(verdicts == [.pass(first.entry.outbound), .finish])
        #expect(self.verdicts([item("2", on: "sms")]) { _ in known(first, held: nil, saying: 7) } == [.finish])
    }

    @Test(arguments: [
        ("sms", false, true), ("sms", true, false), ("whatsapp", false, true), ("email", true, true),
        ("web", false, false),
    ]) func `who may have answered`(_ channel: String, hasTitle: Bool, isKnown: Bool) {
        var submission = item("1", on: channel).submission
        if hasTitle { submission.title = "Jawaban" }
        #expect(decider.sender(of: submission) == nil, "nobody is known without number or address")
        submission.identity = AcceptedSubmission.Identity(phone: "+6281234567890", email: "Warga@contoh.example")
        let sender = decider.sender(of: submission)
        #expect((sender != nil) == isKnown)
        #expect(sender.map(\.channel.rawValue) == (isKnown ? channel : nil))
        submission.identity?.email = "warga@contoh.example"
        #expect(decider.sender(of: submission) == sender, "capitals are no other address")
        submission.unread = [UnreadField(Rejection("field_too_long", field: "title", ""), sent: [])]
        #expect((decider.sender(of: submission) != nil) == (channel == "email"), "it has a title that cannot be read")
    }
}
