package import Complaints

/// What became of a submission, as its sender is told.
package enum SubmissionOutcome: Sendable, Equatable {
    /// It is a complaint of its own now.
    case registered(ComplaintID, code: String)
    /// It was known before, or the broker has delivered it twice.
    case duplicate(ComplaintID, code: String)
    /// Its words are kept with a case: its reporter's answer, or what they add.
    case kept(ComplaintID)
    /// It waits for the other parts of its message.
    case part

    /// The CloudEvents type.
    package var type: String {
        switch self {
        case .registered: "id.lapor.submission.registered.v1"
        case .duplicate: "id.lapor.submission.duplicate.v1"
        case .kept: "id.lapor.submission.kept.v1"
        case .part: "id.lapor.submission.part.v1"
        }
    }

    /// Of the event that tells it.
    package static func id(of key: SubmissionKey) -> String { "submission:\(key.channel):\(key.externalID)" }

    /// - Parameter key: the submission's.
    package func json(of key: SubmissionKey, at: Instant) -> [UInt8] {
        var data = JSONObject(capacity: 192)
        data.add("channel", key.channel)
        data.add("external_id", key.externalID)
        switch self {
        case .registered(let id, let code), .duplicate(let id, let code):
            data.add("id", id.description)
            data.add("code", code)
        case .kept(let id): data.add("id", id.description)
        case .part: break
        }
        return JSONObject.event(id: Self.id(of: key), type: type, at: at, data: data.bytes)
    }
}
