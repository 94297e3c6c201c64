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
            The text comes from --text-file or from standard input; who reports, with title, place and attachments, from \
            --reporter-file or by --ask: what people say does not stand on the command line, which everybody on the machine can \
            read. It is checked before it is sent; the code is printed when the broker has confirmed the complaint, and holds \
            from then on. Files of many: lapor import.
            """)

    @Option(help: "File with what is reported; -: standard input, as when not given.")
    var textFile: String?
    @Option(
        help:
            "File with a JSON object of what the reporter tells of themselves: name, phone, email, title, location, attachments; -: standard input."
    )
    var reporterFile: String?
    @Flag(help: "Ask for the same at the terminal.")
    var ask = false
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
    @Option(help: "Where it happened, as a Kemendagri code: 32, 32.04, 32.04.05.")
    var region: String?
    @Option(help: "Degrees north.")
    var lat: Double?
    @Option(help: "Degrees east.")
    var lon: Double?
    @OptionGroup var incident: IncidentDayOptions
    @Flag(help: "Anonim: hide the reporter's identity from agency and public.")
    var anonymous = false
    @Flag(help: "Rahasia: hide the whole report from the public.")
    var confidential = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(externalID == nil || submittedAt != nil, CallWords.externalID)
        try require(!ask || reporterFile == nil, CallWords.askOrFile)
        try require(reporterFile != "-" || (textFile ?? "-") != "-", CallWords.oneInput)
    }

    func run() throws { try output.print(try PublishedSubmission(try submission())) }

    private func submission() throws -> Submission {
        // Before the text, whose end may be that of the input.
        let words = try ReporterWords(file: reporterFile, asking: ask)
        var submission = Submission(
            channel: channel, externalID: externalID ?? UUID().uuidString.lowercased(),
            text: try TypedText.read(textFile))
        words.fill(&submission, anonymous: anonymous, confidential: confidential)
        submission.kind = kind
        submission.category = category
        submission.agency = agency
        submission.incidentDate = incident.day
        submission.submittedAt = submittedAt ?? Instant.now.rfc3339
        submission.location?.regionCode = region
        submission.location?.lat = lat
        submission.location?.lon = lon
        return submission
    }
}
