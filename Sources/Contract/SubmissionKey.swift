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

extension AcceptedSubmission {
    package var key: SubmissionKey { SubmissionKey(channel: channel, externalID: externalID) }
}
