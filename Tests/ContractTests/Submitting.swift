import TestKit

@testable import Complaints
@testable import Contract

extension ContractExample {
    /// What the decoder makes of it.
    func decoded() throws -> [Entry<AcceptedSubmission>] { decode(try body()) }

    /// What the decoder makes of other bytes that are published in the same way.
    func decode(_ body: [UInt8]) -> [Entry<AcceptedSubmission>] {
        let channel = routingKey.hasPrefix("intake.") ? String(routingKey.dropFirst("intake.".count)) : nil
        return SubmissionDecoder().decode(
            body, contentType: contentType, contentEncoding: contentEncoding,
            check: SubmissionCheck(now: Self.now, routedChannel: channel))
    }

    /// A month after the newest example.
    static let now = Instant(microseconds: 1_772_400_000_000_000)
}

/// Decodes plain JSON of channel `web` and hands out the only part.
func submit(_ json: String) -> Result<AcceptedSubmission, Rejection> {
    let parts = SubmissionDecoder().decode(
        Array(json.utf8), contentType: nil, contentEncoding: nil,
        check: SubmissionCheck(now: ContractExample.now, routedChannel: nil))
    return parts.count == 1 ? parts[0].content : .failure(Rejection("test", "\(parts.count) parts"))
}

extension Result where Success == AcceptedSubmission, Failure == Rejection {
    /// The accepted submission, or nil.
    var accepted: AcceptedSubmission? { try? get() }
    /// `code field`, or nil when accepted.
    var refusal: String? {
        guard case .failure(let rejection) = self else { return nil }
        return rejection.field.map { "\(rejection.code) \($0)" } ?? rejection.code
    }
}
