import Complaints
import Rabbit
import Routing
import Shared
import Store
import Testing
import Transfer

@testable import CaseWorker
@testable import Contract
@testable import IntakeWorker
@testable import NotifyWorker
@testable import RoutingWorker

/// From hop to hop: what the submission was traced by, its events and notices are.
@Suite struct StageTracingTests {
    private static let given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    private let trace = TraceParent(given)

    private func delivery(_ header: FieldValue?) -> Delivery {
        var properties = MessageProperties(contentType: "application/json")
        if let header { properties.headers["traceparent"] = header }
        return Delivery(tag: 1, properties: properties)
    }

    @Test func `a header is read; what is none counts as not given`() {
        #expect(delivery(.text(Self.given)).trace == trace)
        let others: [FieldValue?] = [
            nil, .text(""), .text("00-zz"), .integer(7), .boolean(true), .bytes([0xFF, 0xFE]), .table([:]), .void,
        ]
        for header in others { #expect(delivery(header).trace == nil) }
    }

    @Test func `intake: what a submission says itself goes before the message's header`() {
        let decider = IntakeDecider(PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2))))
        let now = Instant(microseconds: 1_770_081_301_120_000)
        func registered(_ own: TraceParent?, _ header: TraceParent?) -> TraceParent? {
            var submission = AcceptedSubmission(
                channel: "web", externalID: "1", text: "Lampu jalan mati", kind: .pengaduan, anonymous: false,
                confidential: false)
            submission.trace = own
            let item = IntakeItem(submission: submission, receivedAt: now, redelivered: false, trace: header)
            return decider.complaint(item).entry.details.trace
        }
        let other = TraceParent(of: ComplaintID(high: 1, low: 2))
        #expect(registered(nil, nil) == nil && registered(nil, trace) == trace && registered(trace, other) == trace)
    }

    @Test func `intake: an answer's command is traced by the answer`() {
        let message = Outbound.answer(
            correspondence: ComplaintID(high: 1, low: 2), complaint: ComplaintID(high: 3, low: 4),
            at: Instant(microseconds: 0), trace: trace)
        let read = CaseCommandDecoder().decode(message.json, routingKey: message.routingKey)
        #expect(message.trace == trace && (try? read[0].content.get())?.trace == trace)
    }

    @Test func `routing: a decision is traced by the event that asked for it`() throws {
        let decider = SampleRouting.decider()
        let complaint = SampleRouting.complaint()
        var details = EventDetails()
        (details.code, details.channel, details.trace) = ("KODE1", "web", trace)
        let entry = JournalEntry(
            complaint: complaint.id, version: 1, event: .registered, at: SampleRouting.now, actor: "IntakeWorker",
            details: details)
        let json = Outbound.event(entry, data: details.json(version: 1, at: SampleRouting.now)).json
        let message = try CaseEventDecoder(reading: .event).decode(json)[0].content.get()
        let traces = RoutingVerdicts.traces([RoutingItem(message: message, redelivered: false)][...])
        #expect(traces == [complaint.id: trace])
        let decided = decider.decide(complaint, at: SampleRouting.now, trace: traces[complaint.id])
        #expect(decided.step.entry.details.trace == trace && decided.step.entry.outbound.trace == trace)
        #expect(decider.decide(complaint, at: SampleRouting.now).step.entry.outbound.trace == nil)
    }

    @Test func `notices: a gateway is told, and a complaint that nobody traces has its own id`() throws {
        func header(_ details: EventDetails) throws -> String? {
            let notice = Notice(
                about: SampleNotice.complaint(1), version: 1, .registered, details, to: "reporter", by: .sms,
                address: "+62812", name: nil)
            let settings = try ProviderSettings(Environment([:]))
            let request = SMSGateway(url: "http://gateway.example", settings)
                .request(notice, Wording.Message(subject: "", text: "x"))
            guard case .http(let http) = request else { return nil }
            return http.headers.first { $0.name == "traceparent" }?.value
        }
        var details = EventDetails()
        let id = "\(SampleNotice.complaint(1))".replacing("-", with: "")
        #expect(try header(details) == "00-\(id)-\(id.suffix(16))-00")
        details.trace = trace
        #expect(try header(details) == Self.given)
    }
}
