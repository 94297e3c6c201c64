import Complaints
import Contract

/// A message to one person about one event, on its way. An object, because it is passed on often and has many fields.
final class Notification: Sendable {
    /// Derived from complaint, event, recipient and channel: the same four give the same id, for ever.
    let id: ComplaintID
    let complaint: ComplaintID
    let version: Int
    let event: CaseEvent
    /// `reporter`, `officer:<id>`, or `follower:<id of the case that follows>`.
    let recipient: String
    let channel: NotificationChannel
    /// Phone number or address. Personal data: it goes to the provider and nowhere else.
    let address: String
    /// What the person is called.
    let name: String
    let details: CaseEventMessage.Details

    /// The key under which a provider knows it: safe to repeat.
    var idempotencyKey: String { id.description }

    /// Whom to tell in which words.
    var role: String { String(recipient.prefix { $0 != ":" }) }

    init(
        about message: CaseEventMessage, to recipient: String, by channel: NotificationChannel, address: String,
        name: String
    ) {
        complaint = message.complaint
        version = message.details.version
        event = message.event
        self.recipient = recipient
        self.channel = channel
        self.address = address
        self.name = name
        details = message.details
        id = Self.id(
            complaint: complaint, event: event, version: details.version, recipient: recipient, channel: channel)
    }

    /// The complaint's own first half keeps notifications of one time together in the index; the second half is a hash
    /// of the four. The key only spreads, it hides nothing.
    ///
    /// What can happen more than once has its version in the hash; the first round is without it, as it always was.
    static func id(
        complaint: ComplaintID, event: CaseEvent, version: Int, recipient: String, channel: NotificationChannel
    ) -> ComplaintID {
        var hash = SipHash(key: SipHashKey(k0: complaint.high, k1: complaint.low))
        for byte in "\(event.rawValue) \(recipient) \(channel.rawValue)\(version > 2 ? " \(version)" : "")".utf8 {
            hash.append(byte)
        }
        return ComplaintID(high: complaint.high, low: hash.finalized())
    }
}

/// How an attempt ended.
enum AttemptOutcome: Sendable, Equatable {
    /// The provider has it.
    case sent
    /// Not now; the provider cannot have acted.
    case retry(String)
    /// It was not offered to the provider: this was no attempt.
    case postponed(String)
    /// Never.
    case failed(String)
    /// Nobody knows whether the provider acted.
    case unknown(String)
}
