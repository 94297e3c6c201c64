import Rabbit
import Store

extension Delivery {
    /// Whether its channel has sealed it for intake.
    var isEnvelope: Bool { CaseKeys.isEnvelope(properties.contentEncoding) }

    /// The same as its channel wrote it; as it is when it was not sealed, or no key of the operator's opens it.
    var opened: Delivery {
        guard isEnvelope else { return self }
        let key = DeadLetter(self, stage: "intake").routingKey
        guard let body = try? Connections.envelopeKeys.opened(body, routingKey: key) else { return self }
        var opened = self
        opened.body = body
        opened.properties.contentEncoding = nil
        return opened
    }
}
