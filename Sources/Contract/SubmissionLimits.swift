package import Complaints

/// The limits of the intake contract, version 1 (`docs/integrators.md`). Lengths are in Unicode scalar values.
package enum SubmissionLimits {
    package static let bodyBytes = 262_144
    package static let batchItems = 256
    package static let externalID = 200
    package static let title = 300
    package static let text = 16_000
    package static let category = 200
    package static let agency = 200
    /// `reporter.name`
    package static let name = 200
    /// `reporter.email`
    package static let email = 254
    /// `location.text`
    package static let location = 1_000
    package static let attachments = 20
    package static let attachmentURL = 2_000
    package static let attachmentName = 255
    package static let attachmentMediaType = 127
    /// `sms.ref`
    package static let smsReference = 64
    /// `sms.of`
    package static let smsParts = 100
    /// The submission of one part.
    package static let smsPartBytes = 65_536
    /// The last day that an incident may have: the end of the next year.
    package static func latestIncident(_ today: CivilDate) -> CivilDate {
        CivilDate(year: today.year + 1, month: 12, day: 31) ?? today
    }
}
