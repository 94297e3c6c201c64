package import Complaints

/// A message to one person about one event, on its way. An object, because it is passed on often and has many fields.
package final class Notice: Sendable {
    /// Derived from complaint, event, recipient and channel: the same four give the same id, for ever.
    package let id: ComplaintID
    package let complaint: ComplaintID
    package let version: Int
    package let event: CaseEvent
    /// What `NoticeRole` has, with the id of whom it is told to.
    package let recipient: String
    /// Whom to tell in which words: what stands before the colon.
    package let role: String
    package let channel: NotificationChannel
    /// Phone number or address. Personal data: it goes to the provider and nowhere else.
    package let address: String
    package let name: String
    package let details: EventDetails

    /// The case that follows the one that it is about, where its reporter is told; nil for others.
    package var follower: ComplaintID? {
        role == NoticeRole.follower.rawValue ? ComplaintID(recipient.dropFirst(role.count + 1)) : nil
    }

    /// Which part of the reply is asked for; nil: none is.
    package var page: Int? {
        guard role == NoticeRole.reader.rawValue else { return nil }
        return recipient.split(separator: ":").dropFirst().first.flatMap { Int($0) }
    }

    /// The key under which a provider knows it: safe to repeat.
    package var idempotencyKey: String { id.description }

    /// What its event is part of: as its cause's sender traces it, or else as the complaint.
    package var trace: TraceParent { details.trace ?? TraceParent(of: complaint) }

    /// - Parameter name: nil: a reporter who gave none.
    package init(
        about complaint: ComplaintID, version: Int, _ event: CaseEvent, _ details: EventDetails, to recipient: String,
        by channel: NotificationChannel, address: String, name: String?
    ) {
        self.complaint = complaint
        self.version = version
        self.event = event
        self.recipient = recipient
        role = String(decoding: recipient.utf8.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        self.channel = channel
        self.address = address
        self.name = GreetedName.of(name)
        self.details = details
        id = Self.id(complaint: complaint, event: event, version: version, recipient: recipient, channel: channel)
    }

    /// The complaint's own first half keeps notifications of one time together in the index; the second half is a hash
    /// of the four. The key only spreads, it hides nothing.
    ///
    /// What can happen more than once has its version in the hash; the first round is without it, as it always was.
    private static func id(
        complaint: ComplaintID, event: CaseEvent, version: Int, recipient: String, channel: NotificationChannel
    ) -> ComplaintID {
        var hash = SipHash(key: SipHashKey(k0: complaint.high, k1: complaint.low))
        hash.append(event.rawValue.utf8.span)
        hash.append(UInt8(ascii: " "))
        hash.append(recipient.utf8.span)
        hash.append(UInt8(ascii: " "))
        hash.append(channel.rawValue.utf8.span)
        if version > 2 { hash.append(" \(version)".utf8.span) }
        return ComplaintID(high: complaint.high, low: hash.finalized())
    }
}

/// In which role somebody is told of an event; raw values begin the recipient's name, and stand in the table of texts.
package enum NoticeRole: String, CaseIterable, Sendable {
    case reporter
    /// Who has the case, or whom it is handed up to: `officer:<id>`.
    case officer
    /// Who had it until then: `former:<id of the officer>`.
    case former
    /// Whose case follows it: `follower:<id of the case that follows>`.
    case follower
    /// The reporter who asked for a part of the last reply: `reader:<part>:<hour>`, hours since 1970.
    case reader

    /// SQL: the id of the officer to whom a notice of this table goes; NULL: it goes to nobody in office.
    static func officer(of notices: String) -> String {
        "CASE WHEN \(notices).recipient ~ '^(officer|former):' THEN split_part(\(notices).recipient, ':', 2)::integer END"
    }
}

/// Where a notification stands after an attempt; raw values are the words of `notification_state`.
package enum NotificationState: String, Sendable {
    case queued, claimed, sent, failed, unknown
}

/// What becomes of a notification after an attempt.
package struct Settlement: Sendable, Equatable {
    package var notification: ComplaintID
    package var state: NotificationState
    package var reason: String?
    /// Attempts so far.
    package var attempts: Int
    /// When it is tried again; nil: never.
    package var dueAt: Instant?
    /// By which it was sent; of the others nobody need know.
    package var channel: NotificationChannel?

    package init(
        _ notification: ComplaintID, _ state: NotificationState, reason: String? = nil, attempts: Int,
        dueAt: Instant? = nil, channel: NotificationChannel? = nil
    ) {
        self.notification = notification
        self.state = state
        self.reason = reason
        self.attempts = attempts
        self.dueAt = dueAt
        self.channel = channel
    }
}

/// A notification that was interrupted or put off, as the database has it.
package struct DueNotice: Sendable {
    /// Nil when the recipient has no address any more.
    package var notification: Notice?
    package var id: ComplaintID
    /// Attempts so far.
    package var attempts: Int
}
