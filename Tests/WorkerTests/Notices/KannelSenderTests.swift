import Complaints
import Kannel
import Store
import Synchronization
import TestKit
import Testing

@testable import NotifyWorker
@testable import SmsWorker

/// What becomes of a message that goes to bearerbox, by what that answers, and of its receipt.
@Suite struct KannelSenderTests {
    private static func frame(_ peer: Peer) -> BoxMessage? {
        guard let head = peer.bytes(4) else { return nil }
        return peer.bytes(head.reduce(0) { $0 << 8 | Int($1) }).flatMap { try? BoxMessage($0[...]) }
    }

    /// Sends two messages to a bearerbox that answers so, the second before the first.
    private static func send(_ answers: [BoxAck.Answer?]) throws -> (outcomes: [AttemptOutcome], sent: [BoxSMS]) {
        let seen = Mutex<[BoxSMS]>([])
        let outcomes = try LoopbackServer.run { peer in
            guard case .admin(.identify, .some)? = frame(peer) else { return }
            var taken: [BoxSMS] = []
            while taken.count < answers.count, case .sms(let sms)? = frame(peer) { taken.append(sms) }
            seen.withLock { $0 = taken }
            for (sms, answer) in zip(taken, answers).reversed() {
                if let answer { peer.say(BoxMessage.ack(BoxAck(answer, of: sms.id)).frame) }
            }
        } _: { server in
            let address = try #require(BoxAddress("127.0.0.1:\(server.port)"))
            let sender = KannelSender(address: address, sender: "1708")
            return sender.send(
                answers.map { _ in (SampleNotice.notification(0), Wording.Message(subject: "", text: "LAPOR!: {é}")) })
        }
        return (outcomes, seen.withLock(\.self))
    }

    @Test(
        "outcomes",
        arguments: [
            (.success, .sent), (.buffered, .sent), (.failed, .failed("bearerbox refuses it")),
            (.failedNow, .retry("bearerbox does not take it now")),
        ] as [(BoxAck.Answer, AttemptOutcome)])
    func outcome(answer: BoxAck.Answer, outcome: AttemptOutcome) throws {
        let (outcomes, sent) = try Self.send([answer, .success])
        #expect(outcomes == [outcome, .sent])
        let sms = try #require(sent.first)
        #expect(sms.kind == .outgoing && sms.sender == "1708")
        #expect(String(decoding: sms.words, as: UTF8.self) == "LAPOR!: {é}")
        #expect(sms.reports == [.delivered, .undeliverable, .refused])
        #expect(sms.reportKey.flatMap(ComplaintID.init) != nil && Set(sent.map(\.id)).count == 2)
    }

    @Test func `nobody knows of what bearerbox has not answered, and surely nothing went where nobody was`() throws {
        let (outcomes, _) = try Self.send([nil, .success])
        guard case .unknown = outcomes[0] else {
            Issue.record("\(outcomes[0])")
            return
        }
        #expect(outcomes[1] == .sent)
        let address = try #require(BoxAddress("127.0.0.1:\(LoopbackServer.deadPort())"))
        let gone = KannelSender(address: address, sender: "1708").send([
            (SampleNotice.notification(0), Wording.Message(subject: "", text: "LAPOR!"))
        ])
        guard case .retry? = gone.first else {
            Issue.record("\(gone)")
            return
        }
    }

    @Test func `a receipt is about a notice and says something final, or is none`() {
        func report(_ key: String?, _ reports: BoxSMS.Reports) -> NoticeReceipt? {
            var sms = BoxSMS(.report, id: "x", from: "1708", to: "62812")
            (sms.reportKey, sms.reports) = (key, reports)
            return NoticeReceipt(sms)
        }
        let id = ComplaintID(high: 1, low: 2)
        #expect(report("\(id)", .delivered) == NoticeReceipt(id, isDelivered: true))
        #expect(report("\(id)", .undeliverable) == NoticeReceipt(id, isDelivered: false))
        #expect(report("\(id)", .refused) == NoticeReceipt(id, isDelivered: false))
        for reports in [[], .accepted, .buffered] as [BoxSMS.Reports] { #expect(report("\(id)", reports) == nil) }
        #expect(report(nil, .delivered) == nil && report("notice-7", .delivered) == nil)
    }
}
