/// A submission as its channel knows it: channels number by themselves, so an id alone says little.
package struct SubmissionKey: Hashable, Comparable, Sendable {
    /// Empty when the message names none: such a message is parked.
    package var channel: String
    package var externalID: String

    package init(channel: String, externalID: String) {
        self.channel = channel
        self.externalID = externalID
    }

    package static func < (left: SubmissionKey, right: SubmissionKey) -> Bool {
        (left.channel, left.externalID) < (right.channel, right.externalID)
    }
}

extension Rejection {
    /// A submission under a number that its channel has given to another one: it is never taken for a repetition.
    package static let externalIDReused = Rejection(
        "external_id_reused", field: "external_id",
        "another submission of this channel has this external_id: give each report a number of its own")
}

extension AcceptedSubmission {
    package var key: SubmissionKey { SubmissionKey(channel: channel, externalID: externalID) }
}
