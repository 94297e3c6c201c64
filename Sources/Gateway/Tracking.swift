import Complaints
import Faces
import Foundation
import Hummingbird
import Store

/// Says where a case stands to whoever has its tracking code, and of any case to whoever has the secret as well.
struct Tracking: Sendable {
    let authority: Authority
    /// Of what secrets are made, and were.
    let codes: @Sendable () -> CodeKeys
    /// The case with a code; nil when there is none that may be seen. With proofs of a secret it must be that of the case.
    let find: @Sendable (TrackingCode, _ proofs: [Int64]?) async throws(ReadPool.Refusal) -> PublicCase?
    private let deadline = BodyDeadline()
    private static let bodyBytes = 1 << 10

    init(
        authority: Authority, codes: @escaping @Sendable () -> CodeKeys,
        find: @escaping @Sendable (TrackingCode, _ proofs: [Int64]?) async throws(ReadPool.Refusal) -> PublicCase?
    ) {
        (self.authority, self.codes, self.find) = (authority, codes, find)
    }

    /// `GET /v1/complaints/{code}`
    func show(_ request: Request, _ context: FaceContext) async throws -> Response {
        try authority.limit(request, context)
        return try await answer(try Self.code(context), nil, or: .caseUnknown)
    }

    /// `POST /v1/complaints/{code}/open`: the secret stands in the body, where no log has it.
    func open(_ request: Request, _ context: FaceContext) async throws -> Response {
        try authority.limit(request, context)
        let code = try Self.code(context)
        _ = try MediaType.of(request, among: ["application/json"])
        let body = try await deadline.body(of: request, context, upTo: Self.bodyBytes)
        guard let shown = try? JSONDecoder().decode(Shown.self, from: Data(body)) else { throw Problem.secretMissing }
        guard let secret = FilingSecret(typed: shown.secret) else { throw Problem.secretMistyped }
        return try await answer(code, codes().all.map(secret.proof), or: .secretWrong)
    }

    private struct Shown: Decodable { var secret: String }

    /// The code that a request names in its address.
    static func code(_ context: FaceContext) throws(Problem) -> TrackingCode {
        guard let code = TrackingCode(context.parameters.get("code") ?? "") else { throw .codeMistyped }
        return code
    }

    private func answer(_ code: TrackingCode, _ proofs: [Int64]?, or unknown: Problem) async throws(Problem) -> Response
    {
        let found: PublicCase?
        do throws(ReadPool.Refusal) {
            found = try await find(code, proofs)
        } catch {
            throw Problem(error)
        }
        guard let found else { throw unknown }
        return JSONAnswer.response(.ok, Answer(code, found))
    }

    /// As the contract has it.
    struct Answer: Encodable {
        var code: String
        var status: String
        var kind: String
        var submittedAt: Instant
        var receivedAt: Instant
        var body: PublicCase.Named?
        var category: PublicCase.Named?
        var steps: [PublicCase.Step]
        var erased: PublicCase.Erased?

        init(_ code: TrackingCode, _ found: PublicCase) {
            self.code = code.grouped
            (status, kind, submittedAt, receivedAt) = (found.status, found.kind, found.submittedAt, found.receivedAt)
            (body, category, steps, erased) = (found.body, found.category, found.steps, found.erased)
        }
    }
}

extension Problem {
    fileprivate static let codeMistyped = Problem(
        .notFound, "code_mistyped",
        "This is no tracking code: it has twelve consonants, and the last guards against mistakes.", field: "code")
    fileprivate static let caseUnknown = Problem(
        .notFound, "case_unknown",
        "No case with this code is shown without its secret. One that was just sent is there when it is stored.")
    fileprivate static let secretWrong = Problem(
        .notFound, "case_unknown", "There is no case with this code and this secret. Compare both with what was told.")
    fileprivate static let secretMissing = Problem(
        .badRequest, "json_invalid", #"The body must be a JSON object such as {"secret": "BCDFG-HJKLM"}."#)
    fileprivate static let secretMistyped = Problem(
        .unprocessableContent, "secret_mistyped", "This is no secret: it has ten consonants.", field: "secret")

    /// Why nothing could be read.
    init(_ refusal: ReadPool.Refusal) {
        switch refusal {
        case .away:
            self.init(
                .serviceUnavailable, "store_away",
                "Cases cannot be read at this moment; nothing is lost. Ask again later.", retryAfter: 30)
        case .busy: self.init(.serviceUnavailable, "busy", "Too many ask at once. Ask again.", retryAfter: 1)
        case .fault: self = .fault
        }
    }
}
