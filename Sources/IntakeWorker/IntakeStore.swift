import Complaints
import Contract
import Shared
import Store

/// What identifies a submission: its channel's name and the channel's own id.
struct SubmissionKey: Hashable, Comparable {
    var channel: String
    var externalID: String

    init(channel: String, externalID: String) {
        self.channel = channel
        self.externalID = externalID
    }

    init(_ submission: AcceptedSubmission) {
        channel = submission.channel
        externalID = submission.externalID
    }

    static func < (left: SubmissionKey, right: SubmissionKey) -> Bool {
        (left.channel, left.externalID) < (right.channel, right.externalID)
    }
}

/// A submission with the id and tracking code that its complaint will have.
struct Candidate {
    var item: IntakeItem
    var id: ComplaintID
    var code: TrackingCode
    var submittedAt: Instant
    /// The data of the event `registered`, as the journal keeps it.
    var eventData: [UInt8]

    init(_ item: IntakeItem, key: SipHashKey) {
        self.item = item
        submittedAt = item.submission.submittedAt ?? item.receivedAt
        id = ComplaintID.derived(
            channel: item.submission.channel, externalID: item.submission.externalID,
            milliseconds: submittedAt.milliseconds, key: key)
        code = TrackingCode(id: id, key: key)
        // A channel's clock that runs ahead must not lengthen a legal term.
        let startedAt = min(submittedAt, item.receivedAt)
        eventData = Self.eventData(code, item.submission, submittedAt: startedAt == item.receivedAt ? nil : startedAt)
    }

    private static func eventData(
        _ code: TrackingCode, _ submission: AcceptedSubmission, submittedAt: Instant?
    ) -> [UInt8] {
        var json = JSONText(capacity: 128)
        json.raw(#"{"version":1,"code":"#)
        json.quoted { code.append(to: &$0) }
        json.raw(#","channel":"#)
        json.string(submission.channel)
        json.raw(#","kind":"#)
        json.string(submission.kind.rawValue)
        if let submittedAt {
            json.raw(#","submitted_at":"#)
            json.quoted { submittedAt.appendRFC3339(to: &$0) }
        }
        json.raw("}")
        return json.bytes
    }
}

/// What the store found.
enum Registration {
    /// It answers a question on a case; it is kept there.
    case answer(to: ComplaintID)
    /// It was not known and is stored now.
    case new
    case duplicate(KnownComplaint)
}

/// A complaint that was stored before.
struct KnownComplaint {
    var id: ComplaintID
    /// Where the words are kept, when the submission was not the complaint itself but an answer to a question on it.
    var answer: ComplaintID?
    var version: Int
    var isPublished: Bool
    var registeredAt: Instant
    var eventData: [UInt8]
}

/// The operations that intake needs of the system of record.
protocol IntakeStore: ~Copyable {
    /// The installation's key for ids and tracking codes.
    var codeKey: SipHashKey { get }

    /// Stores the candidates that are not known, each with identity and journal event, and the marks, in one
    /// transaction. One registration per candidate, in order; keys must not repeat.
    ///
    /// - Throws: `StageFailure`.
    mutating func register(
        _ candidates: [Candidate], marking marks: OutboxMarks
    ) throws(StageFailure) -> [Registration]

    /// Stores the marks alone.
    ///
    /// - Throws: `StageFailure`.
    mutating func mark(_ marks: OutboxMarks) throws(StageFailure)

    /// Looks now and then whether the database is still there.
    ///
    /// - Throws: `StageFailure`.
    mutating func check(at now: Instant) throws(StageFailure)

    /// Opens a new session.
    ///
    /// - Throws: `StageFailure`.
    mutating func reopen() throws(StageFailure)
}
