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
            var facts: [String: LogFact] = ["code": .text(rejection.code)]
            facts["field"] = rejection.field.map(LogFact.text)
            facts["item"] = origin.index.map(LogFact.integer)
            facts["trace"] = (batch.deliveries[origin.delivery].trace?.trace).map(LogFact.text)
            world.log(.warning, "parked a message that can never succeed", facts)
        }
        guard parked.count > Self.parkedLines else { return }
        world.log(
            .warning, "parked further messages that can never succeed",
            ["messages": .integer(parked.count - Self.parkedLines)])
    }

    func tell(announced: [Outbound]) {
        guard world.isVerbose else { return }
        for message in announced {
            var facts: [String: LogFact] = ["event": .text(message.routingKey), "id": .text(message.messageID)]
            if case .sender = message.destination { facts["event"] = "outcome" }
            let complaint = ComplaintID(String(message.messageID.prefix { $0 != ":" }))
            facts["trace"] = ((message.trace ?? complaint.map(TraceParent.init(of:)))?.trace).map(LogFact.text)
            world.log(.debug, "announced", facts)
        }
    }
}
