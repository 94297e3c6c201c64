package import Complaints

/// Somebody who is called when something happens to a case.
package struct Webhook: Sendable, Equatable {
    /// What is refused unless the operator names it.
    package enum Allowance: String, Sendable, CaseIterable, Codable {
        /// An address without TLS.
        case http
        /// This machine, and networks inside.
        case `private`
        /// Other ports than 443 and 8443.
        case port
    }

    package enum State: String, Sendable, Codable {
        case enabled
        /// Events wait until it is enabled again.
        case disabled
        case removed
    }

    package var id: Int32
    package var name: String
    package var url: String
    /// Whose cases; nil: all that are not confidential.
    package var channel: String?
    /// Empty: all of them.
    package var events: Set<CaseEvent>
    package var allowed: Set<Allowance>
    /// Events from then on.
    package var since: Instant
    package var state: State
    /// Of a disabled one.
    package var why: String?
    /// Nothing is sent before that moment.
    package var pausedUntil: Instant?
    /// When it first failed after it last took something; nil: it does not fail.
    package var failingSince: Instant?
    /// When it last took something.
    package var deliveredAt: Instant?
    /// Until when the secret before signs too; nil: there is none.
    package var formerUntil: Instant?
    /// Somebody wants to see how it answers.
    package var isTestWanted: Bool

    package init(
        id: Int32, name: String, url: String, channel: String?, events: Set<CaseEvent>, allowed: Set<Allowance>,
        since: Instant, state: State, why: String?, pausedUntil: Instant?, failingSince: Instant?,
        deliveredAt: Instant?,
        formerUntil: Instant?, isTestWanted: Bool
    ) {
        (self.id, self.name, self.url, self.channel) = (id, name, url, channel)
        (self.events, self.allowed, self.since, self.state, self.why) = (events, allowed, since, state, why)
        (self.pausedUntil, self.failingSince, self.deliveredAt) = (pausedUntil, failingSince, deliveredAt)
        (self.formerUntil, self.isTestWanted) = (formerUntil, isTestWanted)
    }
}

/// What a new one is made of.
package struct NewWebhook: Sendable {
    package var name: String
    package var url: String
    package var channel: String?
    package var events: Set<CaseEvent>
    package var allowed: Set<Webhook.Allowance>

    package init(
        name: String, url: String, channel: String?, events: Set<CaseEvent>, allowed: Set<Webhook.Allowance>
    ) {
        (self.name, self.url, self.channel, self.events, self.allowed) = (name, url, channel, events, allowed)
    }
}
