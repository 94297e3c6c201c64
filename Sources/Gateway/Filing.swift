import Complaints
import Contract
import Faces
import Hummingbird
import Rabbit
import Shared
import Store
import Tokens

/// Takes submissions: nothing that intake would park, and nothing without the broker's word that it is in its channel's queue. The
/// store is not asked.
struct Filing: Sendable {
    let authority: Authority
    let publisher: any Sending
    /// Of what codes are made at this moment, as intake makes them.
    let codeKey: @Sendable () -> SipHashKey
    let recent = RecentSubmissions()
    let deadline = BodyDeadline()
    private let decoder = SubmissionDecoder()

    init(_ authority: Authority, _ publisher: any Sending, codeKey: @escaping @Sendable () -> SipHashKey) {
        (self.authority, self.publisher, self.codeKey) = (authority, publisher, codeKey)
    }

    /// A submission that may be published.
    struct Fit: Sendable {
        var submission: AcceptedSubmission
        var message: Publication
    }

    /// `POST /v1/complaints`
    func submit(_ request: Request, _ context: FaceContext) async throws -> Response {
        let key = try authority.key(request, context, for: .submit)
        try authority.count(1, by: key)
        let body = try await deadline.body(of: request, context, upTo: SubmissionLimits.bodyBytes)
        let fit = try only(body, request, key)
        if let name = request.header("idempotency-key"), name != fit.submission.externalID { throw Problem.keyDiffers }
        return JSONAnswer.response(.accepted, try await send([fit])[0].get())
    }

    /// `POST /v1/complaints/batch`: a result for each item, in their order.
    func submitBatch(_ request: Request, _ context: FaceContext) async throws -> Response {
        let key = try authority.key(request, context, for: .batch)
        let body = try await deadline.body(of: request, context, upTo: Batch.bodyBytes)
        let items = try Batch.items(body, request).map { item in
            item.flatMap { bytes in decoded(bytes.body, request, key, contentType: bytes.contentType)[0] }
        }
        try authority.count(max(1, items.count), by: key)
        var results = items.map { $0.map { _ in nil as Receipt? } }
        let fits = items.enumerated().compactMap { place, item in (try? item.get()).map { (place, $0) } }
        let sent = await send(fits.map(\.1))
        // Where nothing could be taken the request was not: the sender keeps all of it, and waits.
        if sent.count == items.count, let refusal = Problem.common(to: sent) { throw refusal }
        for ((place, _), result) in zip(fits, sent) { results[place] = result.map(Optional.some) }
        return JSONAnswer.response(.ok, Batch.Answer(results))
    }

    /// The one submission of a request.
    private func only(_ body: [UInt8], _ request: Request, _ key: KeptKey) throws(Problem) -> Fit {
        let type = Batch.mediaType(request)
        guard type != Batch.events else { throw .batchElsewhere }
        // Without parameters: they may be longer than the broker takes.
        let found = decoded(body, request, key, contentType: type.isEmpty ? nil : type)
        guard found.count == 1 else { throw .fault }
        return try found[0].get()
    }

    /// What intake would make of a body.
    private func decoded(
        _ body: [UInt8], _ request: Request, _ key: KeptKey, contentType: String?
    ) -> [Result<Fit, Problem>] {
        let now = authority.now()
        let entries = decoder.decode(
            body, contentType: contentType, contentEncoding: request.header("content-encoding"),
            check: SubmissionCheck(now: now, routedChannel: key.channel))
        return entries.map { entry in
            entry.content.mapError { Problem($0) }.map { submission in
                var properties = MessageProperties(contentType: contentType ?? "application/json", publishedAt: now)
                properties.messageID = submission.externalID
                if let trace = request.header("traceparent"), TraceParent(trace) != nil {
                    properties.headers["traceparent"] = .text(trace)
                }
                let message = Publication(
                    exchange: Topology.intakeExchange, routingKey: "intake.\(key.channel)", properties: properties,
                    body: body)
                return Fit(submission: submission, message: message)
            }
        }
    }

    /// Publishes submissions; what became of each, in their order.
    private func send(_ fits: [Fit]) async -> [Result<Receipt, Problem>] {
        let codeKey = codeKey()
        var said: [SubmissionKey: UInt64] = [:]
        let fresh = fits.map { fit in
            let (submission, first) = (fit.submission, said[fit.submission.key])
            guard submission.part == nil else { return true }
            said[submission.key] = first ?? submission.contentHash
            return (first ?? submission.contentHash) == submission.contentHash
                && !recent.isReused(submission, codeKey)
        }
        let published = await publisher.publish(
            zip(fits, fresh).filter(\.1).map { fit, _ in
                var message = fit.message
                // Intake makes the code of the same key, whichever it uses by then.
                message.properties.headers[Delivery.codesHeader] = .text(codeKey.mark)
                return message
            })
        var outcomes = published[...]
        return zip(fits, fresh).map { fit, isFresh in
            guard isFresh, let outcome = outcomes.popFirst() else { return .failure(Problem(.externalIDReused)) }
            return outcome.map { _ in
                recent.note(fit.submission, codeKey)
                return Receipt(fit.submission, key: codeKey)
            }.mapError(Problem.init)
        }
    }
}

extension Problem {
    fileprivate static let keyDiffers = Problem(
        .unprocessableContent, "idempotency_key_mismatch",
        "Idempotency-Key must be the report's external_id, which is what makes it one report however often it is sent.",
        field: "external_id")
    fileprivate static let batchElsewhere = Problem(
        .unsupportedMediaType, "content_type_unsupported", "Send batches to /v1/complaints/batch.")

    /// The first of the answers, when none was taken and each may be repeated as it is.
    fileprivate static func common(to results: [Result<Receipt, Problem>]) -> Problem? {
        let refusals = results.compactMap { result in
            if case .failure(let problem) = result, problem.status == .serviceUnavailable { problem } else { nil }
        }
        return refusals.count == results.count ? refusals.first : nil
    }

    /// Why the broker has not confirmed.
    fileprivate init(_ refusal: Publisher.Refusal) {
        switch refusal {
        case .away:
            self.init(
                .serviceUnavailable, "broker_away",
                "The report was not taken, because it could not be kept safe. Send the same again.", retryAfter: 5)
        case .busy:
            self.init(
                .serviceUnavailable, "busy", "The report was not taken: too many come at once. Send the same again.",
                retryAfter: 1)
        case .full:
            self.init(
                .serviceUnavailable, "channel_full",
                "The report was not taken: too much of this channel is waiting. Send the same again later.",
                retryAfter: 30)
        case .unconfirmed:
            self.init(
                .serviceUnavailable, "unconfirmed",
                "Nobody knows whether the report was taken. Send the same again: it counts once.", retryAfter: 5)
        }
    }
}
