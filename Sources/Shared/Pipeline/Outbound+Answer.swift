package import Complaints
import Contract

extension Outbound {
    /// The command that brings words of a reporter, which came by their channel and are kept, to their case.
    ///
    /// - Parameter trace: what their message is traced by.
    package static func answer(
        correspondence: ComplaintID, complaint: ComplaintID, at: Instant, trace: TraceParent? = nil
    ) -> Outbound {
        var command = CaseCommand(
            .answer, key: "intake:\(correspondence)", target: .id(complaint),
            actor: CaseActor(.reporter, id: CaseRole.reporter.rawValue))
        command.correspondence = correspondence
        command.trace = trace
        var message = Outbound(
            routingKey: command.routingKey, messageID: command.key, json: command.json(at: at),
            to: .exchange(Topology.caseworkExchange))
        message.trace = trace
        return message
    }
}
