import Complaints
import Contract
import Faces
import Foundation
import Hummingbird
import Store
import Tokens

/// Says to a channel what became of what it sent under a number: whether it is stored, and what intake has parked though it was taken.
struct Sent: Sendable {
    let authority: Authority
    /// Nil: nothing is known of the number.
    let find: @Sendable (SubmissionKey) async throws(ReadPool.Refusal) -> SubmissionState?

    /// `GET /v1/submissions/{external_id}`
    func show(_ request: Request, _ context: FaceContext) async throws -> Response {
        let key = try authority.key(request, context, for: .submit)
        try authority.count(1, by: key)
        guard let number = (context.parameters.get("external_id") ?? "").removingPercentEncoding, !number.isEmpty,
            number.unicodeScalars.count <= SubmissionLimits.externalID
        else { throw Problem.numberMistyped }
        let name = SubmissionKey(channel: key.channel, externalID: number)
        return JSONAnswer.response(.ok, Answer(name, try await state(name)))
    }

    private func state(_ name: SubmissionKey) async throws(Problem) -> SubmissionState {
        let found: SubmissionState?
        do throws(ReadPool.Refusal) {
            found = try await find(name)
        } catch {
            throw Problem(error)
        }
        guard let found else { throw .submissionUnknown }
        return found
    }

    /// As the contract has it.
    struct Answer: Encodable {
        var channel: String
        var externalId: String
        /// `registered`, `kept` with a case, or `parked`.
        var state: String
        var code: String?
        var receivedAt: Instant?
        /// Others that were sent under the number.
        var parked: [SubmissionState.Refusal]

        init(_ name: SubmissionKey, _ found: SubmissionState) {
            (channel, externalId, parked) = (name.channel, name.externalID, found.refusals)
            switch found.place {
            case .registered(let code, let at): (state, self.code, receivedAt) = ("registered", code.grouped, at)
            case .kept: state = "kept"
            case nil: state = "parked"
            }
        }
    }
}

extension Problem {
    fileprivate static let numberMistyped = Problem(
        .notFound, "submission_unknown", "This is no external_id: it has 1 to 200 characters, percent-encoded.",
        field: "external_id")
    fileprivate static let submissionUnknown = Problem(
        .notFound, "submission_unknown",
        "Nothing of your channel is stored by this external_id. What was just taken is there when it is stored; what was not taken, send again."
    )
}
