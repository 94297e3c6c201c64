package import Complaints

/// A submission that keeps the intake contract, normalised: what IntakeWorker stores.
package struct AcceptedSubmission: Sendable, Equatable {
    /// Who reports; kept apart from the case.
    package struct Identity: Sendable, Equatable {
        package var name: String?
        /// E.164.
        package var phone: String?
        package var email: String?
        /// Fields that the contract does not name, a JSON object: those of `reporter`, all others in its member `submission`.
        package var extras: [UInt8]?
    }

    package var channel: String
    /// The channel's own identity of the submission.
    package var externalID: String
    /// Body, cleaned.
    package var text: String
    /// Title, cleaned.
    package var title: String?
    /// What the citizen picked.
    package var kind: ReportKind
    /// Identity hidden from agency and public (anonim).
    package var anonymous: Bool
    /// Whole report hidden from the public (rahasia).
    package var confidential: Bool
    package var identity: Identity?
    package var locationText: String?
    /// Kemendagri code as given.
    package var regionCode: String?
    /// Degrees north.
    package var latitude: Double?
    /// Degrees east.
    package var longitude: Double?
    package var incidentDate: CivilDate?
    package var category: String?
    package var agency: String?
    /// A JSON array of the attachments.
    package var attachments: [UInt8]?
    /// Official columns that the contract has no field for, a JSON object.
    package var extras: [UInt8]?
    /// When the citizen submitted it, if the channel says so.
    package var submittedAt: Instant?
    /// Optional fields that could not be read.
    package var unread: [UnreadField] = []
    /// What the citizen said, as one number: another one under the same external id is another submission.
    package var contentHash: UInt64 = 0
    /// What it is a part of; nil: it is whole.
    package var part: SMSPart?
    /// What its sender traces it by.
    package var trace: TraceParent?
}
