package import Complaints

/// An event of a case on the wire: a CloudEvent whose data is the journal's.
///
/// It carries codes and words of ours only: no name, phone, e-mail, NIK nor the citizen's text. An object, because it is
/// passed on often and has many fields.
package final class CaseEventMessage: Sendable, Equatable {
    package let complaint: ComplaintID
    package let version: Int
    package let event: CaseEvent
    package let time: Instant
    package let details: EventDetails

    package init(complaint: ComplaintID, version: Int, event: CaseEvent, time: Instant, details: EventDetails) {
        self.complaint = complaint
        self.version = version
        self.event = event
        self.time = time
        self.details = details
    }

    package static func == (left: CaseEventMessage, right: CaseEventMessage) -> Bool {
        (left.complaint, left.version, left.event) == (right.complaint, right.version, right.event)
            && (left.time, left.details) == (right.time, right.details)
    }

    /// The message for a journal row.
    ///
    /// - Parameters:
    ///   - data: the row's data, a JSON object.
    ///   - trace: what stands in it as well, for those who look at events from outside.
    ///   - externalID: the channel's own number of the report, for that channel alone: the extension attribute `externalid`.
    package static func outbound(
        complaint: ComplaintID, version: Int, event: CaseEvent, time: Instant, data: [UInt8],
        trace: TraceParent? = nil, externalID: String? = nil
    ) -> (routingKey: String, messageID: String, json: [UInt8]) {
        var json = JSONText(capacity: 320 + data.count)
        json.raw(#"{"specversion":"1.0","id":""#)
        let id = "\(complaint):\(version)"
        json.raw(Array(id.utf8))
        json.raw(#"","source":"lapor","type":"id.lapor."#)
        json.raw(Array(event.routingKey.utf8))
        json.raw(#".v1","subject":"#)
        json.quoted { complaint.append(to: &$0) }
        json.raw(#","time":"#)
        json.quoted { time.appendRFC3339(to: &$0) }
        if let trace { json.raw(#","traceparent":"\#(trace)""#) }
        if let externalID {
            json.raw(#","externalid":"#)
            json.string(externalID)
        }
        json.raw(#","datacontenttype":"application/json","data":"#)
        json.raw(data)
        json.raw("}")
        return (event.routingKey, id, json.bytes)
    }
}

package struct CaseEventDecoder: Sendable {
    /// How much somebody needs to know of what happened.
    package enum Depth: Sendable {
        /// What happened to which case: of its details only the trace, and whether a report was sent as words on a case.
        case event
        /// All but why a body was found.
        case effects
        case all
    }

    private let depth: Depth

    package init(reading depth: Depth = .all) { self.depth = depth }

    package func decode(_ body: [UInt8]) -> [Entry<CaseEventMessage>] {
        guard (try? UTF8Span(validating: body.span)) != nil else {
            return [Entry(.failure(Rejection("encoding_not_utf8", "the body must be valid UTF-8")))]
        }
        let index = JSONIndex(body)
        guard let elements = JSONSlices.elements(of: body, in: nil, index) else {
            return [Entry(read(body, in: body.indices, index))]
        }
        guard !elements.isEmpty else {
            return [Entry(.failure(Rejection("batch_empty", "a batch must hold at least one event")))]
        }
        return elements.enumerated().map { place, range in Entry(read(body, in: range, index), index: place) }
    }

    package static func slice(_ index: Int, of body: [UInt8]) -> [UInt8]? {
        guard let elements = JSONSlices.elements(of: body), elements.indices.contains(index) else { return nil }
        return Array(body[elements[index]])
    }

    private func read(
        _ json: [UInt8], in range: Range<Int>, _ index: JSONIndex?
    ) -> Result<CaseEventMessage, Rejection> {
        do throws(Rejection) {
            return .success(try event(json, in: range, index))
        } catch {
            return .failure(error)
        }
    }

    private func event(
        _ json: [UInt8], in range: Range<Int>, _ index: JSONIndex?
    ) throws(Rejection) -> CaseEventMessage {
        guard let fields = JSONFields(json, in: range, index) else {
            guard JSONGrammar.accepts(Array(json[range])) else { throw .invalidJSON }
            throw Rejection("not_an_object", "an event must be a JSON object")
        }
        guard let event = CaseEvent(eventType: try fields.string("type")) else {
            throw Rejection("cloudevent_type_unknown", field: "type", "no event of this type is known here")
        }
        guard let complaint = ComplaintID(try fields.string("subject")) else {
            throw Rejection("cloudevent_invalid", field: "subject", "subject must be a UUID")
        }
        guard let time = Instant(rfc3339: try fields.string("time")) else {
            throw Rejection("cloudevent_invalid", field: "time", "time must be RFC 3339")
        }
        guard let data = fields.range("data").flatMap({ JSONFields(json, in: $0, index) }) else {
            throw Rejection("field_missing", field: "data", "data is required, as a JSON object")
        }
        let version = try data.integer("version")
        guard data.range("code") != nil else {
            throw Rejection("field_missing", field: "code", "code is required")
        }
        return CaseEventMessage(
            complaint: complaint, version: version, event: event, time: time,
            details: depth == .event
                ? EventDetails(tracing: data) : try EventDetails(data, at: time, withReasoning: depth == .all))
    }
}

extension CaseEvent {
    /// The event that a CloudEvents type names, such as `id.lapor.complaint.assigned.v1`.
    init?(eventType: String) {
        guard let event = Self.byType[eventType] else { return nil }
        self = event
    }

    private static let byType = Dictionary(
        uniqueKeysWithValues: allCases.map { ("id.lapor.\($0.routingKey).v1", $0) })
}
