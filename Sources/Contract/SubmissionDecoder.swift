import Complaints
import Foundation

/// Reads intake messages of all three forms: plain JSON, CloudEvents structured JSON, CloudEvents batch JSON.
package struct SubmissionDecoder: Sendable {
    package static let eventType = "id.lapor.submission.v1"

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
            throw .bodyTooLarge
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

    /// What is no JSON only because half a sign stands in it, with U+FFFD in its place.
    ///
    /// - Throws: `Rejection` `json_invalid`.
    private func mended(_ body: [UInt8]) throws(Rejection) -> [UInt8] {
        guard let mended = JSONText.mended(body) else { throw .invalidJSON }
        return mended
    }

    private func accept(
        _ body: [UInt8], _ check: SubmissionCheck, isMended: Bool = false
    ) -> Result<AcceptedSubmission, Rejection> {
        Result { () throws(Rejection) in
            guard let part = JSONPart.read(body, SubmissionReader.shape) else {
                return try accept(mended(body), check, isMended: true).get()
            }
            let raw = try SubmissionReader(json: body, isMended: isMended).submission(part)
            let accepted = try check.accept(
                raw, extras: part.hasMore ? SubmissionExtras(of: body) : SubmissionExtras())
            return raw.submission.sms.map { accepted.being($0, body) } ?? accepted
        }
    }

    private func acceptEvent(
        _ body: [UInt8], _ check: SubmissionCheck, isMended: Bool = false
    ) -> Result<AcceptedSubmission, Rejection> {
        Result { () throws(Rejection) in
            guard let part = JSONPart.read(body, SubmissionEvent.shape) else {
                return try acceptEvent(mended(body), check, isMended: true).get()
            }
            let event = try SubmissionEvent(part, SubmissionReader(json: body))
            let data = event.data
            let extras = data.hasMore ? SubmissionExtras(of: Array(body[data.range])) : SubmissionExtras()
            let raw = try SubmissionReader(json: body, isMended: isMended).submission(data, field: "data")
            var accepted = try check.accept(raw, extras: extras)
            accepted.trace = event.trace
            return raw.submission.sms.map { accepted.being($0, Array(body[data.range])) } ?? accepted
        }
    }
}

/// The CloudEvents 1.0 envelope of a submission.
private struct SubmissionEvent {
    static let shape = JSONShape([
        ("specversion", nil), ("id", nil), ("source", nil), ("type", nil), ("datacontenttype", nil),
        ("data", SubmissionReader.shape), ("traceparent", nil),
    ])

    /// The submission.
    let data: JSONPart
    /// By the extension for distributed tracing; one that cannot be read counts as not given.
    let trace: TraceParent?

    /// - Throws: `Rejection` `not_an_object`, `cloudevent_invalid` or `cloudevent_type_unknown`.
    init(_ part: JSONPart, _ reader: SubmissionReader) throws(Rejection) {
        guard part.kind == .object else { throw .notAnObject() }
        func attribute(_ place: Int, _ name: String) throws(Rejection) -> String? {
            do {
                return try reader.string(part[place], name)
            } catch {
                throw Rejection(
                    "cloudevent_invalid", field: name, "the CloudEvents attribute \(name) must be a string")
            }
        }
        try Self.verify(
            specversion: try attribute(0, "specversion"), id: try attribute(1, "id"),
            source: try attribute(2, "source"), type: try attribute(3, "type"))
        try Self.verify(contentType: try attribute(4, "datacontenttype"))
        guard let data = part[5], data.kind != .null else {
            throw Rejection("cloudevent_invalid", field: "data", "the event must have data, as a JSON object")
        }
        self.data = data
        trace = (try? reader.string(part[6], "traceparent")).flatMap(\.self).flatMap { TraceParent($0) }
    }

    private static func verify(contentType: String?) throws(Rejection) {
        let type = contentType?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == nil || type == "application/json" else {
            throw Rejection(
                "cloudevent_invalid", field: "datacontenttype", "datacontenttype must be absent or application/json")
        }
    }

    private static func verify(
        specversion: String?, id: String?, source: String?, type: String?
    ) throws(Rejection) {
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
