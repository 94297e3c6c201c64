import Complaints
import Rabbit
import Shared
import Store
import Testing

@testable import Contract
@testable import IntakeWorker

/// What intake tells senders who have asked.
@Suite struct IntakeAnswersTests {
    private static let received = Instant(microseconds: 1_770_081_301_120_000)
    private let decider = IntakeDecider(PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2))))
    private let event = Outbound(routingKey: "complaint.registered", messageID: "m", json: [])

    private func item(_ number: String, asking queue: String? = "mine", saying content: UInt64 = 7) -> IntakeItem {
        var submission = AcceptedSubmission(
            channel: "web", externalID: number, text: "Lampu jalan mati", kind: .pengaduan, anonymous: false,
            confidential: false, submittedAt: nil)
        submission.contentHash = content
        let properties = MessageProperties(replyTo: queue)
        let delivery = Delivery(
            tag: 1, redelivered: false, exchange: "lapor.intake", routingKey: "intake.web", properties: properties,
            body: [])
        return IntakeItem(
            submission: submission, receivedAt: Self.received, redelivered: false, sender: delivery.replyAddress)
    }

    private func types(_ items: [IntakeItem], _ registration: (NewComplaint) -> Registration) throws -> [[String]] {
        let (complaints, positions) = decider.complaints(items[...])
        let verdicts = decider.verdicts(
            on: items[...], positions: positions, complaints, complaints.map(registration), receipts: OutboxReceipts())
        return try verdicts.map { verdict in
            try verdict.outbound.filter { $0 != event }.map { answer in
                #expect(answer.destination == .sender(correlationID: nil) && answer.routingKey == "mine")
                return try JSONFields(answer.json, in: answer.json.indices)?.string("type") ?? "none"
            }
        }
    }

    private func type(_ word: String) -> [String] { ["id.lapor.submission.\(word).v1"] }

    @Test func `the first is registered, those after it are repetitions, another one is parked and told by the lane`()
        throws
    {
        let items = [item("1"), item("1"), item("1", saying: 8), item("2", asking: nil)]
        #expect(try types(items) { _ in .new(event) } == [type("registered"), type("duplicate"), [], []])
    }

    @Test func `what is known is told with the code that it has`() throws {
        let held = KnownComplaint(
            entry: decider.complaint(item("9")).entry, answer: nil, version: 2, held: nil, said: nil)
        let items = [item("1")]
        let (complaints, positions) = decider.complaints(items[...])
        let verdicts = decider.verdicts(
            on: items[...], positions: positions, complaints, [.duplicate(held)], receipts: OutboxReceipts())
        let answer = try #require(verdicts[0].outbound.first)
        let data = try #require(try JSONFields(answer.json, in: answer.json.indices)?.optionalObject("data"))
        #expect(try data.string("code") == held.entry.details.code)
        #expect(try data.string("id") == held.entry.complaint.description)
    }

    @Test func `words that are kept with a case are told as such`() throws {
        let asked = ComplaintID(high: 1, low: 1)
        let (complaints, positions) = decider.complaints([item("1")][...])
        let verdicts = decider.verdicts(
            on: [item("1")][...], positions: positions, complaints, [.answer(to: asked)], receipts: OutboxReceipts())
        #expect(verdicts[0].outbound.count == 2)
        let answer = try #require(verdicts[0].outbound.last)
        #expect(try JSONFields(answer.json, in: answer.json.indices)?.string("type") == type("kept")[0])
    }
}
