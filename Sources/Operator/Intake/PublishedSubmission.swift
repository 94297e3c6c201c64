import Complaints
package import Contract
import Foundation
import Rabbit
import Sealing
import Shared
import Store

package struct PublishedSubmission: CommandResult {
    var code: String
    var complaintId: String
    var channel: String
    var externalId: String
    var submittedAt: String

    /// Checks and publishes it.
    ///
    /// - Throws: `Failure` `badData` with what intake would say, or when no region has the code that was typed.
    package init(_ submission: Submission) throws {
        let body = try submission.json()
        var database = try Connections.database()
        let accepted = try Self.check(body, at: try StoreClock.now(&database))
        if let region = accepted.regionCode, try !RegionTable.contains(typed: region, &database) {
            throw Failure(.badData, CommonWords.noRegion(region))
        }
        guard let moment = accepted.submittedAt else { throw Failure(.badData, IntakeWords.noMoment) }
        let key = try DeploymentTable.hashes(&database).codes.newest
        try WorkersKeys(&database).requireCodes(by: database.keys.watch?.loaded.first { $0.kind == .codes })
        let id = ComplaintID.derived(
            channel: accepted.channel, externalID: accepted.externalID, milliseconds: moment.milliseconds, key: key)
        var connection = try Connections.publisher()
        do throws(RabbitError) {
            try connection.publish(
                Publication(
                    exchange: Topology.intakeExchange, routingKey: "intake.\(accepted.channel)",
                    properties: MessageProperties(contentType: "application/json", publishedAt: .now), body: body))
            try ConfirmPatience.wait(&connection, seconds: 30)
        } catch {
            throw Self.unconfirmed(error, accepted.externalID, moment.rfc3339)
        }
        code = TrackingCode(channel: accepted.channel, externalID: accepted.externalID, key: key).grouped
        complaintId = id.description
        (channel, externalId, submittedAt) = (accepted.channel, accepted.externalID, moment.rfc3339)
    }

    package var text: String { code }

    /// What was sent may have arrived all the same, or arrive when an alarm ends: the same again, by its id, is no second report.
    static func unconfirmed(_ error: RabbitError, _ externalID: String, _ moment: String) -> any Error {
        guard [.blocked, .timeout, .connectionLost].contains(error.code) else { return error }
        let cause =
            error.code == .blocked
            ? Phrase(said: "\(error.remedy.map { "\($0.cause)" } ?? "") [\(error.code.rawValue)]")
            : Phrase(error: error)
        return Failure(.unavailable, IntakeWords.unconfirmed(cause, externalID, moment))
    }

    static func check(_ body: [UInt8], at now: Instant) throws(Failure) -> AcceptedSubmission {
        let parts = SubmissionDecoder().decode(
            body, contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: now, routedChannel: nil))
        switch parts.first?.content {
        case .success(let submission):
            // Who types it can mend it.
            guard let fault = submission.unread.first?.rejection else { return submission }
            throw Failure(.badData, CommonWords.coded(Phrase(said: fault.reason), fault.code))
        case .failure(let rejection):
            throw Failure(.badData, CommonWords.coded(Phrase(said: rejection.reason), rejection.code))
        case nil: throw Failure(.badData, IntakeWords.noSubmission)
        }
    }
}
