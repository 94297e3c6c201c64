/// Why a message can never succeed. Stable code, sentence for people; never the value itself.
package struct Rejection: Error, Sendable, Equatable {
    /// Stable, for programs: `field_missing`.
    package var code: String
    /// The field at fault, such as `reporter.phone`.
    package var field: String?
    /// A sentence: what is wrong and what to do.
    package var reason: String

    package init(_ code: String, field: String? = nil, _ reason: String) {
        self.code = code
        self.field = field
        self.reason = reason
    }

    /// Only its beginning is parked.
    package static let bodyTooLarge = Rejection(
        "body_too_large", "the body must be at most \(SubmissionLimits.bodyBytes) bytes")
    /// It came past the exchange on which everybody publishes by their own account.
    package static let foreignRoute = Rejection(
        "foreign_route", "publish to lapor's own exchange: this came by an exchange or a queue that is not lapor's")
    /// It came with a key that names neither a channel nor a command.
    package static let unknownRoutingKey = Rejection(
        "routing_key_unknown",
        "the routing key names neither a channel (intake.web) nor a command: see the integrators' guide")
    package static let senderNotAllowed = Rejection(
        "sender_not_allowed", field: "channel",
        "only the channel's own account may send for it, with its name as user_id")
    /// Bytes that are no JSON of ours.
    static let invalidJSON = Rejection(
        "json_invalid", "the body is not valid JSON, has an unpaired surrogate, or is nested deeper than 512 levels")
}
