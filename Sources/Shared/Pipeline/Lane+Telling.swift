import Complaints
import Contract
import Logging

/// Lines about single messages: what was parked, and, where somebody wants to know, what was announced. They name codes, ids
/// and traces, never what people wrote.
extension Lane where B: ~Copyable, S: ~Copyable {
    /// Lines about one turn's parked messages: a broken channel must not fill the log.
    static var parkedLines: Int { 20 }

    func tell(parked: [(Batch<S.Item>.Origin, Rejection)], of batch: Batch<S.Item>) {
        for (origin, rejection) in parked.prefix(Self.parkedLines) {
            var facts = ["code": rejection.code]
            facts["field"] = rejection.field
            facts["item"] = origin.index.map(String.init)
            facts["trace"] = batch.deliveries[origin.delivery].trace?.trace
            world.log(.warning, "parked a message that can never succeed", facts)
        }
        guard parked.count > Self.parkedLines else { return }
        world.log(
            .warning, "parked further messages that can never succeed",
            ["messages": "\(parked.count - Self.parkedLines)"])
    }

    func tell(announced: [Outbound]) {
        guard world.isVerbose else { return }
        for message in announced {
            var facts = ["event": message.routingKey, "id": message.messageID]
            if case .sender = message.destination { facts["event"] = "outcome" }
            let complaint = ComplaintID(String(message.messageID.prefix { $0 != ":" }))
            facts["trace"] = (message.trace ?? complaint.map(TraceParent.init(of:)))?.trace
            world.log(.debug, "announced", facts)
        }
    }
}
