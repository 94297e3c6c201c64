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
    package var type: String { "id.lapor.submission.\(word).v1" }

    /// Of the event that tells it: that it is registered, and that it was known, are two.
    package func id(of key: SubmissionKey) -> String { "\(word):\(key.channel):\(key.externalID)" }

    private var word: String {
        switch self {
        case .registered: "registered"
        case .duplicate: "duplicate"
        case .kept: "kept"
        case .part: "part"
        }
    }

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
        return JSONObject.event(id: id(of: key), type: type, at: at, data: data.bytes)
    }
}
