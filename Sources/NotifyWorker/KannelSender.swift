import Complaints
import Foundation
import Kannel
import Store

/// SMS by Kannel's bearerbox, which keeps each on its disk before it says that it has it. What became of it then the message centre
/// tells by a receipt, which bearerbox hands to SmsWorker: this box has a name, and gets nothing but answers.
struct KannelSender: Sendable {
    /// Messages that are handed over by one connection.
    static let atATime = 100
    /// Seconds for which bearerbox may say nothing.
    private static let patience = Duration.seconds(10)
    let address: BoxAddress
    /// The number that replies go to.
    let sender: String

    /// One outcome per message, in order.
    func send(_ messages: [(Notice, Wording.Message)]) -> [AttemptOutcome] {
        let numbered = messages.map { (UUID().uuidString.lowercased(), $0.0, $0.1) }
        var outcomes: [String: AttemptOutcome] = [:]
        var silence = AttemptOutcome.unknown("bearerbox has not said that it has it")
        do throws(BoxError) {
            var box = try BoxConnection(to: address, as: "lapor-notify")
            try box.send(numbered.map { .sms(sms($0, $1, $2)) })
            let end = ContinuousClock.now + Self.patience
            while outcomes.count < numbered.count, ContinuousClock.now < end {
                guard case .ack(let ack)? = try box.next(milliseconds: 500) else { continue }
                outcomes[ack.id] = Self.outcome(ack.answer)
            }
        } catch {
            // Only where nobody answered at all it is sure that nothing went.
            silence = error.code == .cannotConnect ? .retry(error.reason) : .unknown(error.reason)
        }
        return numbered.map { outcomes[$0.0] ?? silence }
    }

    /// Why bearerbox takes no messages; nil: it does.
    var fault: String? {
        do throws(BoxError) {
            _ = try BoxConnection(to: address, as: "lapor-check")
            return nil
        } catch {
            return error.reason
        }
    }

    private func sms(_ id: String, _ notice: Notice, _ message: Wording.Message) -> BoxSMS {
        var sms = BoxSMS(.outgoing, id: id, from: sender, to: notice.address)
        // One segment by construction: what is longer Kannel cuts without a word.
        sms.words = Array(message.text.utf8)
        (sms.coding, sms.charset) = (0, "UTF-8")
        (sms.reports, sms.reportKey) = ([.delivered, .undeliverable, .refused], notice.idempotencyKey)
        return sms
    }

    private static func outcome(_ answer: BoxAck.Answer) -> AttemptOutcome {
        switch answer {
        case .success, .buffered: .sent
        case .failed: .failed("bearerbox refuses it")
        case .failedNow: .retry("bearerbox does not take it now")
        }
    }
}
