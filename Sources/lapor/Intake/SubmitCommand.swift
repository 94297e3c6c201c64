import ArgumentParser
import Complaints
import Contract
import Foundation
import Operator
import Shared

struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Publishes one complaint and prints its tracking code.",
        discussion: """
            The text comes from --text or from standard input. It is checked before it is sent; the code is printed when \
            the broker has confirmed the complaint, and holds from then on. Files of many: lapor import.
            """)

    @Option(help: "What is reported; from standard input when not given.")
    var text: String?
    @Option(help: "Title.")
    var title: String?
    @Option(help: "The channel it came through: a-z, 0-9, dot, underscore, hyphen.")
    var channel = "loket"
    @Option(help: "The channel's own id. Give --submitted-at too, so that a repetition has the same tracking code.")
    var externalID: String?
    @Option(help: "When it was submitted, RFC 3339: 2026-01-31T09:00:00+07:00. Now, when not given.")
    var submittedAt: String?
    @Option(help: "pengaduan, aspirasi or permintaan_informasi.")
    var kind: String?
    @Option(help: "Category by name.")
    var category: String?
    @Option(help: "The body that should answer, by name.")
    var agency: String?
    @Option(help: "Where it happened, in words.")
    var location: String?
    @Option(help: "Where it happened, as a Kemendagri code: 32, 32.04, 32.04.05.")
    var region: String?
    @Option(help: "Degrees north.")
    var lat: Double?
    @Option(help: "Degrees east.")
    var lon: Double?
    @Option(help: "Day of the incident, YYYY-MM-DD.")
    var incidentDate: String?
    @Option(help: "Address of an attachment; may be repeated.")
    var attachment: [String] = []
    @Option(help: "Reporter's name.")
    var name: String?
    @Option(help: "Reporter's telephone number.")
    var phone: String?
    @Option(help: "Reporter's e-mail address.")
    var email: String?
    @Flag(help: "Anonim: hide the reporter's identity from agency and public.")
    var anonymous = false
    @Flag(help: "Rahasia: hide the whole report from the public.")
    var confidential = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(externalID == nil || submittedAt != nil, CallWords.externalID)
    }

    func run() throws { try output.print(try PublishedSubmission(try submission())) }

    private func submission() throws -> Submission {
        var submission = Submission(
            channel: channel, externalID: externalID ?? UUID().uuidString.lowercased(),
            text: try text ?? PublishedSubmission.typedText())
        submission.title = title
        submission.kind = kind
        submission.category = category
        submission.agency = agency
        submission.incidentDate = incidentDate
        submission.submittedAt = submittedAt ?? Instant.now.rfc3339
        submission.reporter = Submission.Reporter(
            name: name, phone: phone, email: email, anonymous: anonymous, confidential: confidential)
        submission.location = Submission.Location(text: location, regionCode: region, lat: lat, lon: lon)
        submission.attachments = attachment.isEmpty ? nil : attachment.map { Submission.Attachment(url: $0) }
        return submission
    }
}
