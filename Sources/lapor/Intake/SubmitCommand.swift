import ArgumentParser
import Complaints
import Contract
import Foundation
import Operator
import Postgres
import Rabbit
import Routing
import Shared
import Store

/// `lapor submit`
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

    private struct Result: Encodable {
        var code: String
        var complaintId: String
        var channel: String
        var externalId: String
        var submittedAt: String
    }

    func validate() throws {
        if externalID != nil, submittedAt == nil {
            throw ValidationError("--external-id needs --submitted-at: the tracking code is made from both")
        }
    }

    func run() throws {
        let submission = try submission()
        let body = try submission.json()
        let accepted = try check(body)
        guard let moment = accepted.submittedAt else { throw Failure(.badData, "submitted_at is missing") }
        let key = try codeKey()
        let id = ComplaintID.derived(
            channel: accepted.channel, externalID: accepted.externalID, milliseconds: moment.milliseconds, key: key)
        try publish(body, channel: accepted.channel)
        let code = TrackingCode(id: id, key: key)
        try output.print(
            Result(
                code: code.grouped, complaintId: id.description, channel: accepted.channel,
                externalId: accepted.externalID, submittedAt: moment.rfc3339),
            code.grouped)
    }

    private func submission() throws -> NewSubmission {
        var submission = NewSubmission(
            channel: channel, externalId: externalID ?? UUID().uuidString.lowercased(), text: try text ?? Self.input())
        submission.title = title
        submission.kind = kind
        submission.category = category
        submission.agency = agency
        submission.incidentDate = incidentDate
        submission.submittedAt = submittedAt ?? Instant.now.rfc3339
        submission.reporter = NewSubmission.Reporter(
            name: name, phone: phone, email: email, anonymous: anonymous, confidential: confidential)
        submission.location = NewSubmission.Location(text: location, regionCode: region, lat: lat, lon: lon)
        submission.attachments = attachment.isEmpty ? nil : attachment.map { NewSubmission.Attachment(url: $0) }
        return submission
    }

    private static func input() throws -> String {
        if isatty(STDIN_FILENO) == 1 { Terminal.complain("the text, then an end of file (Ctrl-D):") }
        guard let text = String(data: FileHandle.standardInput.readDataToEndOfFile(), encoding: .utf8) else {
            throw Failure(.badData, "standard input is not UTF-8")
        }
        return text
    }

    /// What intake would say of it.
    private func check(_ body: [UInt8]) throws(Failure) -> AcceptedSubmission {
        let parts = SubmissionDecoder().decode(
            body, contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: .now, routedChannel: nil))
        switch parts.first?.content {
        case .success(let submission): return submission
        case .failure(let rejection): throw Failure(.badData, "\(rejection.reason) [\(rejection.code)]")
        case nil: throw Failure(.badData, "nothing was submitted")
        }
    }

    private func codeKey() throws -> SipHashKey {
        let url = try Connections.databaseURL()
        do throws(StageFailure) {
            var session = try DatabaseSession(url: url, name: "lapor submit")
            return try session.codeKey()
        } catch {
            switch error {
            case .fault(let reason): throw Failure(.configuration, reason)
            case .unavailable(let reason), .contention(let reason): throw Failure(.unavailable, reason)
            case .badData(let rejection): throw Failure(.inconsistent, rejection.reason)
            }
        }
    }

    private func publish(_ body: [UInt8], channel: String) throws {
        var connection = try RabbitConnection(to: try Connections.broker())
        try connection.selectConfirms()
        try connection.publish(
            Publication(
                exchange: Topology.intakeExchange, routingKey: "intake.\(channel)",
                properties: MessageProperties(contentType: "application/json"), body: body))
        try connection.waitForConfirms(milliseconds: 30_000)
    }
}
