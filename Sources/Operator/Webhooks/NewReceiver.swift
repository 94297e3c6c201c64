import Complaints
import Contract
import Store

/// Who is to be called, as an operator names them.
package struct NewReceiver: Sendable {
    package static let eventNames = CaseEvent.allCases.map(\.rawValue)
    package static let allowances = Webhook.Allowance.allCases.map(\.rawValue)

    private let new: NewWebhook

    /// - Parameters:
    ///   - channel: whose cases; nil: all that are not confidential.
    ///   - events: empty: all of them.
    ///   - allowed: what is refused otherwise.
    package init(name: String, address: String, channel: String?, events: [String], allowed: [String]) {
        new = NewWebhook(
            name: name, url: address, channel: channel,
            events: Set(events.compactMap { CaseEvent(rawValue: $0) }),
            allowed: Set(allowed.compactMap { Webhook.Allowance(rawValue: $0) }))
    }

    /// - Throws: `Failure` `badData` naming what cannot be used.
    func checked() throws(Failure) -> NewWebhook {
        guard ChannelName.isValid(new.name) else { throw Failure(.badData, WebhookWords.badName) }
        if let channel = new.channel, !ChannelName.isValid(channel) {
            throw Failure(.badData, AccountWords.badChannel)
        }
        if let fault = WebhookAddress.fault(of: new.url, allowing: new.allowed) { throw Failure(.badData, fault) }
        return new
    }
}
