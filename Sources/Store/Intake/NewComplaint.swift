package import Complaints
package import Contract

/// A submission with the id, the tracking code and the first row of the journal that its complaint will have. An object,
/// because it is passed on often and has many fields.
package final class NewComplaint: Sendable {
    package let id: ComplaintID
    package let code: TrackingCode
    package let submission: AcceptedSubmission
    package let submittedAt: Instant
    /// What the citizen said, as `PersonalHashes` makes it; stored, so that it is known when it comes again.
    package let said: Int64
    /// The row `registered`; it tells when the complaint was received.
    package let entry: JournalEntry
    /// Another case on which its reporter is being asked something.
    package let asked: ComplaintID?
    /// Of the secret that its reporter was told when it was taken; nil: they were told none.
    package let filingProof: Int64?

    package init(
        id: ComplaintID, code: TrackingCode, submission: AcceptedSubmission, submittedAt: Instant, said: Int64,
        entry: JournalEntry, asked: ComplaintID? = nil, filingProof: Int64? = nil
    ) {
        self.id = id
        self.code = code
        self.submission = submission
        self.submittedAt = submittedAt
        self.said = said
        self.entry = entry
        self.asked = asked
        self.filingProof = filingProof
    }

    /// The same, saying that its reporter is being asked something on the case `asked`, which has the code `code`.
    package func beside(questionOn code: String, of asked: ComplaintID) -> NewComplaint {
        telling(beside: asked) { $0.questionOn = code }
    }

    /// The same, saying which case it names, and why it is no words on one though it was sent as such.
    package func apart(naming code: String?, _ unmatched: UnmatchedWords?) -> NewComplaint {
        telling(beside: asked) { ($0.names, $0.unmatched) = (code, unmatched) }
    }

    private func telling(beside asked: ComplaintID?, _ tell: (inout EventDetails) -> Void) -> NewComplaint {
        var details = entry.details
        tell(&details)
        let entry = JournalEntry(
            complaint: id, version: entry.version, event: entry.event, at: entry.at, actor: entry.actor,
            details: details)
        return NewComplaint(
            id: id, code: code, submission: submission, submittedAt: submittedAt, said: said, entry: entry,
            asked: asked,
            filingProof: filingProof)
    }
}

extension JournalEntry {
    /// The row `registered` of a complaint.
    package static func registered(
        _ id: ComplaintID, code: String, channel: String, kind: ReportKind, submittedAt: Instant, receivedAt: Instant,
        isConfidential: Bool = false, isAnonymous: Bool = false, account: String? = nil, trace: TraceParent? = nil
    ) -> JournalEntry {
        var details = EventDetails()
        details.code = code
        details.channel = channel
        details.kind = kind
        if isConfidential { details.isConfidential = true }
        if isAnonymous { details.isAnonymous = true }
        details.account = account
        details.trace = trace
        // A channel's clock that runs ahead must not lengthen a legal term.
        if submittedAt < receivedAt { details.submittedAt = submittedAt }
        return JournalEntry(
            complaint: id, version: 1, event: .registered, at: receivedAt, actor: "IntakeWorker", details: details)
    }
}

/// A complaint that was stored before.
package struct KnownComplaint: Sendable {
    /// The row `registered`.
    package var entry: JournalEntry
    /// Where the words are kept, when the submission was not the complaint itself but an answer to a question on it.
    package var answer: ComplaintID?
    package var version: Int
    /// The row of the outbox that holds `registered`; nil: the broker has it.
    package var held: Int64?
    /// Of its submission; nil: stored when it was not kept yet.
    package var said: Int64?

    package init(
        entry: JournalEntry, answer: ComplaintID? = nil, version: Int, held: Int64?, said: Int64? = nil
    ) {
        self.entry = entry
        self.answer = answer
        self.version = version
        self.held = held
        self.said = said
    }
}
