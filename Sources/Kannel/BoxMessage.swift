/// What bearerbox and a box say to each other, as Kannel 1.4.5 has it (`gw/msg-decl.h`).
package enum BoxMessage: Sendable, Equatable {
    /// That the sender lives, and how much it has in hand.
    case heartbeat(load: Int32)
    case admin(Admin, box: String?)
    case sms(BoxSMS)
    case ack(BoxAck)
    /// What only other boxes are told.
    case other(kind: Int32)

    /// What one tells the other to do.
    package enum Admin: Int32, Sendable {
        case shutdown = 0, suspend, resume
        /// Who connects.
        case identify
        case restart
    }
}

/// That a message is safe with whom it was sent to, or is not.
package struct BoxAck: Sendable, Equatable {
    package enum Answer: Int32, Sendable {
        /// Taken: who has sent it may forget it.
        case success = 0
        /// Never to be taken.
        case failed
        /// Not now.
        case failedNow
        /// Kept, and passed on when that is possible.
        case buffered
    }

    package var answer: Answer
    /// Of the message.
    package var id: String

    package init(_ answer: Answer, of id: String) {
        self.answer = answer
        self.id = id
    }
}

/// An SMS to us or from us, or what became of one of ours.
package struct BoxSMS: Sendable, Equatable {
    package enum Kind: Int32, Sendable {
        case incoming = 0, reply, outgoing, report, push
    }

    package var kind: Kind
    /// A UUID, by which it is acknowledged.
    package var id: String
    package var sender: String
    package var receiver: String
    /// What stands before the words, such as which part of a long message they are (3GPP TS 23.040, 9.2.3.24).
    package var header: [UInt8] = []
    package var words: [UInt8] = []
    /// Seconds since 1970; nil: it does not say.
    package var time: Int64?
    /// How `words` are written: 0 text, 1 binary, 2 UCS-2; nil: as text.
    package var coding: Int32?
    /// The character set of text, where it is not UTF-8.
    package var charset: String?
    package var isCompressed = false
    /// Of an outgoing one: which reports are wanted; of a report: which it is.
    package var reports: Reports = []
    /// Of an outgoing one: by what its reports are known; of a report: the same.
    package var reportKey: String?
    /// Of an outgoing one: minutes for which it is worth delivering.
    package var validity: Int32?

    package init(_ kind: Kind, id: String, from sender: String, to receiver: String) {
        self.kind = kind
        self.id = id
        self.sender = sender
        self.receiver = receiver
    }

    /// `dlr-mask` of Kannel's user guide.
    package struct Reports: OptionSet, Sendable {
        package let rawValue: Int32
        package init(rawValue: Int32) { self.rawValue = rawValue }

        /// The phone has it.
        package static let delivered = Reports(rawValue: 1)
        /// The phone will never have it.
        package static let undeliverable = Reports(rawValue: 2)
        /// The message centre waits for the phone.
        package static let buffered = Reports(rawValue: 4)
        /// The message centre has it.
        package static let accepted = Reports(rawValue: 8)
        /// The message centre does not take it.
        package static let refused = Reports(rawValue: 16)
    }
}
