package import Complaints
package import Contract

/// By what a part is known.
package struct SMSPartKey: Hashable, Sendable, Comparable {
    package var channel: String
    /// Of the part, or one for all parts of a message.
    package var externalID: String
    /// From 1.
    package var number: Int

    package init(channel: String, externalID: String, number: Int) {
        self.channel = channel
        self.externalID = externalID
        self.number = number
    }

    package static func < (left: SMSPartKey, right: SMSPartKey) -> Bool {
        (left.channel, left.externalID, left.number) < (right.channel, right.externalID, right.number)
    }
}

/// By what the parts of a message find each other. Senders use their numbers again.
package struct SMSMessageKey: Hashable, Sendable {
    package var channel: String
    /// Hash of the sender's number, as `PersonalHashes` makes it.
    package var sender: Int64
    package var ref: String
    package var count: Int

    package init(channel: String, sender: Int64, ref: String, count: Int) {
        self.channel = channel
        self.sender = sender
        self.ref = ref
        self.count = count
    }
}

/// A part as it came.
package struct ArrivedPart: Sendable {
    package var key: SMSPartKey
    package var message: SMSMessageKey
    package var part: SMSPart
    package var at: Instant
    /// Under which senders parts of its message may stand: its own first, then those from before.
    package var senders: [Int64]
    /// Hash of what it says, as `PersonalHashes` makes it.
    package var words: Int64

    package init(_ submission: AcceptedSubmission, _ part: SMSPart, at: Instant, _ hashes: PersonalHashes) {
        self.key = SMSPartKey(
            channel: submission.channel, externalID: submission.externalID, number: part.number)
        // Of a sender whom nothing tells from others nobody knows what else they sent, but for what has the same id.
        let sender = submission.smsSender ?? "id \(submission.externalID)"
        senders = hashes.senders(ofPart: "\(submission.channel) \(sender)")
        message = SMSMessageKey(
            channel: submission.channel, sender: senders[0], ref: part.ref, count: part.count)
        self.part = part
        self.at = at
        words = hashes.words(part.words)
    }
}

extension AcceptedSubmission {
    /// What tells a sender from all others; nil: nothing does.
    fileprivate var smsSender: String? {
        if let phone = identity?.phone { return phone }
        let unread = unread.first { $0.field == "reporter.phone" }
        return unread.flatMap { Self.distinctNumber($0.sent) } ?? identity?.email
    }

    /// A number that is nobody's telephone, as it was sent, when it is nobody else's: no short code, none with hidden digits.
    private static func distinctNumber(_ sent: [UInt8]) -> String? {
        let digits = sent.count { 0x30...0x39 ~= $0 }
        guard digits >= leastDigits, !sent.contains(where: { "*xX#?".utf8.contains($0) }) else { return nil }
        return "as sent " + String(decoding: sent, as: UTF8.self)
    }

    private static let leastDigits = 8
}

/// A part as it is stored.
package struct StoredPart: Sendable, Equatable {
    package struct Joined: Hashable, Sendable {
        /// What the message became: a complaint, or words on one.
        package var message: ComplaintID
        package var complaint: ComplaintID

        package init(message: ComplaintID, complaint: ComplaintID) {
            self.message = message
            self.complaint = complaint
        }
    }

    package var key: SMSPartKey
    package var message: SMSMessageKey
    package var at: Instant
    package var words: Int64
    /// The submission as it came; nil: it is joined.
    package var json: [UInt8]?
    /// Nil: it waits.
    package var joined: Joined?
    /// Whether its external id is that of a submission which is stored.
    package var isTaken: Bool

    package init(
        key: SMSPartKey, message: SMSMessageKey, at: Instant, words: Int64, json: [UInt8]?, joined: Joined? = nil,
        isTaken: Bool = false
    ) {
        self.key = key
        self.message = message
        self.at = at
        self.words = words
        self.json = json
        self.joined = joined
        self.isTaken = isTaken
    }
}

/// A part that has become part of a message, or says again what is part of one.
package struct SettledPart: Sendable, Equatable {
    package var key: SMSPartKey
    package var message: ComplaintID
    package var complaint: ComplaintID

    package init(_ key: SMSPartKey, of message: ComplaintID, in complaint: ComplaintID) {
        self.key = key
        self.message = message
        self.complaint = complaint
    }
}

/// What the stored parts come to. Pure: the same parts and moment give the same messages, whichever worker looks.
package struct SMSGathering: Sendable {
    /// A message that is complete, or whose wait is over.
    package struct Message: Sendable, Equatable {
        /// By number.
        package var parts: [Int: StoredPart]
        package var count: Int
        /// Parts that say again what another says.
        package var repeated: [SMSPartKey] = []

        fileprivate var isComplete: Bool { parts.count == count }
        fileprivate var newest: Instant { parts.values.map(\.at).max() ?? Instant(microseconds: 0) }
    }

    /// A part that came after its message was joined without it.
    package struct Late: Sendable, Equatable {
        package var part: StoredPart
        package var joined: StoredPart.Joined
    }

    package private(set) var ready: [Message] = []
    package private(set) var late: [Late] = []
    package private(set) var repeated: [SettledPart] = []

    /// - Parameters:
    ///   - parts: oldest first.
    ///   - wait: seconds after the last part in which missing ones may come.
    package init(_ parts: [StoredPart], at now: Instant, wait: Int64) {
        var order: [SMSMessageKey] = []
        var messages: [SMSMessageKey: [StoredPart]] = [:]
        for part in parts {
            if messages[part.message] == nil { order.append(part.message) }
            messages[part.message, default: []].append(part)
        }
        for key in order { gather(messages[key] ?? [], of: key.count, at: now, wait: wait) }
    }

    private mutating func gather(_ parts: [StoredPart], of count: Int, at now: Instant, wait: Int64) {
        var joined: [StoredPart.Joined: [Int: Int64]] = [:]
        for part in parts {
            if let message = part.joined { joined[message, default: [:]][part.key.number] = part.words }
        }
        var open: [Message] = []
        for part in parts where part.joined == nil {
            let number = part.key.number
            if let message = Self.newest(joined.filter { $0.value[number] == part.words }) {
                repeated.append(SettledPart(part.key, of: message.message, in: message.complaint))
            } else if let index = open.firstIndex(where: { $0.parts[number]?.words == part.words }) {
                open[index].repeated.append(part.key)
            } else if let index = open.firstIndex(where: { $0.parts[number] == nil }) {
                open[index].parts[number] = part
            } else if let message = Self.gap(number, of: count, in: joined) {
                late.append(Late(part: part, joined: message))
                joined[message]?[number] = part.words
            } else {
                open.append(Message(parts: [number: part], count: count))
            }
        }
        ready += open.filter { $0.isComplete || $0.newest.advanced(bySeconds: wait) <= now }
    }

    /// The message that was joined without this part.
    private static func gap(
        _ number: Int, of count: Int, in joined: [StoredPart.Joined: [Int: Int64]]
    ) -> StoredPart.Joined? {
        newest(joined.filter { $0.value[number] == nil && $0.value.count < count })
    }

    private static func newest(_ messages: [StoredPart.Joined: [Int: Int64]]) -> StoredPart.Joined? {
        messages.keys.max { $0.message < $1.message }
    }
}
