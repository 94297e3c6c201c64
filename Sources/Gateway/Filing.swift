import Complaints
import Contract
import Faces
import Hummingbird
import Rabbit
import Shared
import Store
import Tokens

/// Takes submissions: nothing that intake would park, and nothing without the broker's word that it is in its channel's queue. The
/// store need not be there.
struct Filing: Sendable {
    let authority: Authority
    let publisher: any Sending
    let codes: ToldCodes
    let recent = RecentSubmissions()
    let deadline = BodyDeadline()
    private let decoder = SubmissionDecoder()

    init(_ authority: Authority, _ publisher: any Sending, _ codes: ToldCodes) {
        (self.authority, self.publisher, self.codes) = (authority, publisher, codes)
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
        let (type, name) = (try Self.contentType(request), try IdempotencyKey.of(request))
        let body = try await deadline.body(of: request, context, upTo: SubmissionLimits.bodyBytes)
        // Without parameters: they may be longer than the broker takes.
        let found = decoded(body, request, key, contentType: type)
        guard found.count == 1 else { throw Problem.fault }
        let fit = try found[0].get()
        if let name, name != fit.submission.externalID { throw Problem.keyDiffers }
        return JSONAnswer.response(.accepted, try await send([fit])[0].get())
    }

    /// `POST /v1/complaints/batch`: a result for each item, in their order.
    func submitBatch(_ request: Request, _ context: FaceContext) async throws -> Response {
        let key = try authority.key(request, context, for: .batch)
        let type = try MediaType.of(request, among: Batch.types)
        let body = try await deadline.body(of: request, context, upTo: Batch.bodyBytes)
        let items = try Batch.items(body, type).map { item in
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

    /// What the body of one submission is.
    private static func contentType(_ request: Request) throws(Problem) -> String {
        do throws(Problem) {
            let accepted = ["application/json", "application/cloudevents+json"]
            return try MediaType.of(request, among: accepted, missing: accepted[0])
        } catch {
            guard (try? MediaType.of(request, among: Batch.types)) != nil else { throw error }
            throw .batchElsewhere
        }
    }

    /// What intake would make of a body.
    private func decoded(
        _ body: [UInt8], _ request: Request, _ key: KeptKey, contentType: String
    ) -> [Result<Fit, Problem>] {
        let now = authority.now()
        let entries = decoder.decode(
            body, contentType: contentType, contentEncoding: request.header("content-encoding"),
            check: SubmissionCheck(now: now, routedChannel: key.channel))
        return entries.map { entry in
            entry.content.mapError { Problem($0) }.map { submission in
                var properties = MessageProperties(contentType: contentType, publishedAt: now)
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

    /// What became of submissions, in their order. Another one under the same number waits for the one before; nothing of this request
    /// is under way meanwhile, so two of them never wait for each other.
    private func send(_ fits: [Fit]) async -> [Result<Receipt, Problem>] {
        var results: [Int: Result<Receipt, Problem>] = [:]
        var open = Array(fits.indices)
        while !open.isEmpty {
            var (free, held): ([Int], [Int]) = ([], [])
            for place in open {
                switch recent.claim(fits[place].submission) {
                case .free: free.append(place)
                case .held: held.append(place)
                case .reused: results[place] = .failure(Problem(.externalIDReused))
                }
            }
            for (place, result) in zip(free, await publish(free.map { fits[$0] })) { results[place] = result }
            if free.isEmpty, let first = held.first { await recent.wait(for: fits[first].submission) }
            open = held
        }
        return fits.indices.compactMap { results[$0] }
    }

    /// Publishes submissions that are free, and settles each.
    private func publish(_ fits: [Fit]) async -> [Result<Receipt, Problem>] {
        guard !fits.isEmpty else { return [] }
        let (told, newest) = (await codes.told(fits.map(\.submission), recent), codes.newest)
        let messages = zip(fits, told).filter { $1 != .reused }.map { fit, told in
            var message = fit.message
            // Intake makes the code of the same key, whichever it uses by then.
            message.properties.headers[Delivery.codesHeader] = .text((told.key ?? newest).mark)
            return message
        }
        var outcomes = await publisher.publish(messages)[...]
        return zip(fits, told).map { fit, told in
            let outcome = told == .reused ? nil : outcomes.popFirst()
            recent.settle(fit.submission, isTaken: outcome.map(Self.mayBeTaken) ?? false, codeKey: told.key)
            guard let outcome else { return .failure(Problem(.externalIDReused)) }
            return outcome.map { Receipt(fit.submission, told) }.mapError(Problem.init)
        }
    }

    /// Of what is unconfirmed nobody knows whether the broker has it: other words need a number of their own.
    private static func mayBeTaken(_ outcome: Publisher.Outcome) -> Bool {
        switch outcome {
        case .success, .failure(.unconfirmed): true
        case .failure: false
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
