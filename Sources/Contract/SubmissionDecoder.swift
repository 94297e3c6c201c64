import Foundation

/// Reads intake messages of all three forms: plain JSON, CloudEvents structured JSON, CloudEvents batch JSON.
package struct SubmissionDecoder: Sendable {
    package static let eventType = "id.lapor.submission.v1"

    private let json = JSONDecoder()

    package init() {}

    package func decode(
        _ body: [UInt8], contentType: String?, contentEncoding: String?, check: SubmissionCheck
    ) -> [Entry<AcceptedSubmission>] {
        do throws(Rejection) {
            let form = try form(of: contentType)
            try inspect(body, contentEncoding)
            switch form {
            case .plain: return [Entry(accept(body, check))]
            case .event: return [Entry(acceptEvent(body, check))]
            case .batch: return try decodeBatch(body, check)
            }
        } catch {
            return [Entry(.failure(error))]
        }
    }

    private enum Form { case plain, event, batch }

    private func form(of contentType: String?) throws(Rejection) -> Form {
        guard let contentType, contentType != "application/json" else { return .plain }
        let type = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        switch type {
        case "application/json", "": return .plain
        case "application/cloudevents+json": return .event
        case "application/cloudevents-batch+json": return .batch
        default:
            throw Rejection(
                "content_type_unsupported",
                "content type must be application/json, application/cloudevents+json or application/cloudevents-batch+json"
            )
        }
    }

    private func inspect(_ body: [UInt8], _ encoding: String?) throws(Rejection) {
        guard !body.isEmpty else { throw Rejection("body_empty", "the message has no body") }
        guard body.count <= SubmissionLimits.bodyBytes else {
            throw Rejection("body_too_large", "the body must be at most \(SubmissionLimits.bodyBytes) bytes")
        }
        guard ["", "identity", "utf-8"].contains(encoding?.lowercased() ?? "") else {
            throw Rejection("content_encoding_unsupported", "content encoding must be absent, identity or utf-8")
        }
        guard (try? UTF8Span(validating: body.span)) != nil else {
            throw Rejection("encoding_not_utf8", "the body must be valid UTF-8")
        }
    }

    private func decodeBatch(_ body: [UInt8], _ check: SubmissionCheck) throws(Rejection) -> [Entry<AcceptedSubmission>]
    {
        guard let elements = JSONSlices.elements(of: body) else {
            guard JSONGrammar.accepts(body) else { throw Rejection.invalidJSON }
            throw Rejection("batch_not_an_array", "a CloudEvents batch must be a JSON array")
        }
        guard !elements.isEmpty else { throw Rejection("batch_empty", "a batch must hold at least one event") }
        guard elements.count <= SubmissionLimits.batchItems else {
            throw Rejection("batch_too_large", "a batch must hold at most \(SubmissionLimits.batchItems) events")
        }
        return elements.enumerated().map { index, range in
            let bytes = Array(body[range])
            return Entry(acceptEvent(bytes, check), index: index, bytes: bytes)
        }
    }

    private func accept(_ body: [UInt8], _ check: SubmissionCheck) -> Result<AcceptedSubmission, Rejection> {
        decodeObject(Submission.self, body).flatMap { submission in
            Result { () throws(Rejection) in try check.accept(submission, json: body) }
        }
    }

    private func acceptEvent(_ body: [UInt8], _ check: SubmissionCheck) -> Result<AcceptedSubmission, Rejection> {
        decodeObject(SubmissionEvent.self, body).flatMap { event in
            Result { () throws(Rejection) in
                guard let data = event.data else {
                    throw Rejection("cloudevent_invalid", field: "data", "the event must have data, as a JSON object")
                }
                return try check.accept(data, json: Self.data(of: body))
            }
        }
    }

    private static func data(of event: [UInt8]) -> [UInt8] {
        let members = JSONSlices.members(of: event) ?? []
        return members.first { JSONSlices.name(event[$0.key]) == "data" }.map { Array(event[$0.value]) } ?? []
    }

    private func decodeObject<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) -> Result<Value, Rejection> {
        guard JSONGrammar.accepts(body) else { return .failure(.invalidJSON) }
        do {
            return .success(try json.decode(type, from: Data(body)))
        } catch let rejection as Rejection {
            return .failure(rejection)
        } catch let error as DecodingError {
            return .failure(Rejection(error))
        } catch {
            return .failure(.invalidJSON)
        }
    }
}

/// The CloudEvents 1.0 envelope of a submission.
struct SubmissionEvent: Decodable {
    var specversion: String?
    var id: String?
    var source: String?
    var type: String?
    var data: Submission?

    enum CodingKeys: String, CodingKey { case specversion, id, source, type, datacontenttype, data }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func attribute(_ key: CodingKeys) throws -> String? {
            do {
                return try fields.decodeIfPresent(String.self, forKey: key)
            } catch DecodingError.typeMismatch {
                throw Rejection(
                    "cloudevent_invalid", field: key.rawValue,
                    "the CloudEvents attribute \(key.rawValue) must be a string")
            }
        }
        specversion = try attribute(.specversion)
        id = try attribute(.id)
        source = try attribute(.source)
        type = try attribute(.type)
        try verify()
        try verify(contentType: try attribute(.datacontenttype))
        data = try fields.decodeIfPresent(Submission.self, forKey: .data)
    }

    private func verify(contentType: String?) throws(Rejection) {
        let type = contentType?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == nil || type == "application/json" else {
            throw Rejection(
                "cloudevent_invalid", field: "datacontenttype", "datacontenttype must be absent or application/json")
        }
    }

    /// - Throws: `Rejection` `cloudevent_invalid` or `cloudevent_type_unknown`.
    private func verify() throws(Rejection) {
        guard specversion == "1.0" else {
            throw Rejection("cloudevent_invalid", field: "specversion", "specversion must be \"1.0\"")
        }
        for (name, value) in [("id", id), ("source", source), ("type", type)] where value?.isEmpty ?? true {
            throw Rejection("cloudevent_invalid", field: name, "the CloudEvents attribute \(name) is required")
        }
        guard type == SubmissionDecoder.eventType else {
            throw Rejection("cloudevent_type_unknown", field: "type", "type must be \(SubmissionDecoder.eventType)")
        }
    }
}
