package import Complaints

extension FilingSecret {
    /// What the reporter of a submission is told.
    package init(_ submission: AcceptedSubmission, key: SipHashKey) {
        self.init(
            channel: submission.channel, externalID: submission.externalID, content: submission.contentHash, key: key)
    }
}
