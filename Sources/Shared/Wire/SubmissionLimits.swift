/// The limits of the intake contract, version 1 (`docs/integrators.md`). Lengths are in Unicode scalar values.
public enum SubmissionLimits {
    /// Bytes of a message.
    public static let bodyBytes = 262_144
    /// Submissions in one message.
    public static let batchItems = 256
    /// `external_id`
    public static let externalID = 200
    /// `title`
    public static let title = 300
    /// `text`
    public static let text = 16_000
    /// `category`
    public static let category = 200
    /// `agency`
    public static let agency = 200
    /// `reporter.name`
    public static let name = 200
    /// `reporter.email`
    public static let email = 254
    /// `location.text`
    public static let location = 1_000
    /// `attachments`
    public static let attachments = 20
    /// `attachments[].url`
    public static let attachmentURL = 2_000
    /// `attachments[].name`
    public static let attachmentName = 255
    /// `attachments[].media_type`
    public static let attachmentMediaType = 127
}
