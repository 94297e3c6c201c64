import Contract
import Rabbit
import Store

extension Delivery {
    /// Whether its channel has sealed it for intake.
    var isEnvelope: Bool { CaseKeys.isEnvelope(properties.contentEncoding) }

    /// The same as its channel wrote it; as it is when it was not sealed, or no key of the operator's opens it.
    var opened: Delivery { (try? unsealed(Connections.envelopeKeys)) ?? self }

    /// Whether it was sealed for a key that is not among these: nobody here knows whose it is.
    func isLocked(for keys: CaseKeys) -> Bool {
        do throws(Rejection) {
            _ = try unsealed(keys)
            return false
        } catch {
            return error.isOfUnknownKey
        }
    }

    private func unsealed(_ keys: CaseKeys) throws(Rejection) -> Delivery {
        guard isEnvelope else { return self }
        var opened = self
        opened.body = try keys.opened(body, routingKey: DeadLetter(self, stage: "intake").routingKey)
        opened.properties.contentEncoding = nil
        return opened
    }
}
