/// A submission that keeps the intake contract, normalised: what IntakeWorker stores.
public struct AcceptedSubmission: Sendable, Equatable {
    /// Who reports; kept apart from the case.
    public struct Identity: Sendable, Equatable {
        /// Name as given.
        public var name: String?
        /// E.164.
        public var phone: String?
        /// Address as given.
        public var email: String?
        /// Unknown fields of `reporter`, a JSON object.
        public var extras: [UInt8]?
    }

    /// Channel name.
    public var channel: String
    /// The channel's own identity of the submission.
    public var externalID: String
    /// Body, cleaned.
    public var text: String
    /// Title, cleaned.
    public var title: String?
    /// What the citizen picked.
    public var kind: ReportKind
    /// Identity hidden from agency and public (anonim).
    public var anonymous: Bool
    /// Whole report hidden from the public (rahasia).
    public var confidential: Bool
    /// Nil when nothing of it was given.
    public var identity: Identity?
    /// Place in words.
    public var locationText: String?
    /// Kemendagri code as given.
    public var regionCode: String?
    /// Degrees north.
    public var latitude: Double?
    /// Degrees east.
    public var longitude: Double?
    /// Day of the incident.
    public var incidentDate: CivilDate?
    /// Category as given.
    public var category: String?
    /// Agency as given.
    public var agency: String?
    /// A JSON array of the attachments.
    public var attachments: [UInt8]?
    /// Unknown fields, a JSON object.
    public var extras: [UInt8]?
    /// When the citizen submitted it, if the channel says so.
    public var submittedAt: Instant?
}
