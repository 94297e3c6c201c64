import Foundation

/// An event of a case on the wire: a CloudEvent whose data is the journal's.
///
/// It carries codes and words of ours only: no name, phone, e-mail, NIK nor the citizen's text.
public struct CaseEventMessage: Sendable, Equatable {
    /// What of the data the workers read; everything beyond is for others.
    public struct Details: Decodable, Sendable, Equatable {
        /// Version of the complaint after the event.
        public var version: Int
        /// Tracking code.
        public var code: String
        /// Channel it came from (registered).
        public var channel: String?
        /// Body that must answer (assigned).
        public var body: String?
        /// Desk that must verify (unrouted).
        public var coordinator: String?
        /// Why, in words (assigned, unrouted).
        public var reason: String?
        /// Zone of the region, such as `Asia/Makassar` (assigned, unrouted).
        public var zone: String?
        /// RFC 3339.
        public var verifyDue: String?
        /// RFC 3339.
        public var firstReplyDue: String?

        enum CodingKeys: String, CodingKey {
            case version, code, channel, body, coordinator, reason, zone
            case verifyDue = "verify_due"
            case firstReplyDue = "first_reply_due"
        }
    }

    /// The complaint.
    public var complaint: ComplaintID
    /// What happened.
    public var event: CaseEvent
    /// When.
    public var time: Instant
    /// The facts that the next worker needs.
    public var details: Details

    /// An event with its facts.
    public init(complaint: ComplaintID, event: CaseEvent, time: Instant, details: Details) {
        self.complaint = complaint
        self.event = event
        self.time = time
        self.details = details
    }

    /// The message for a journal row.
    ///
    /// - Parameter data: the row's data, a JSON object.
    public static func outbound(
        complaint: ComplaintID, version: Int, event: CaseEvent, time: Instant, data: [UInt8]
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
        json.raw(#","datacontenttype":"application/json","data":"#)
        json.raw(data)
        json.raw("}")
        return (event.routingKey, id, json.bytes)
    }
}

/// Reads events, single or in batches.
public struct CaseEventDecoder: Sendable {
    /// One event of a message: what it is, or what is wrong with it.
    public struct Part: Sendable {
        /// The event, or the violation.
        public var content: Result<CaseEventMessage, Rejection>
        /// Position in a batch.
        public var index: Int?
        /// Its own bytes in a batch, kept only for bad ones of a batch that has others.
        public var bytes: [UInt8]?
    }

    private let json = JSONDecoder()

    /// A decoder; reuse it.
    public init() {}

    /// The events of one message.
    public func decode(_ body: [UInt8]) -> [Part] {
        let isBatch = body.first { !Set([0x20, 0x09, 0x0A, 0x0D]).contains($0) } == UInt8(ascii: "[")
        do {
            if !isBatch { return [Part(content: try json.decode(Wire.self, from: Data(body)).content)] }
            let events = try json.decode([Wire].self, from: Data(body))
            guard !events.isEmpty else {
                return [Part(content: .failure(Rejection("batch_empty", "a batch must hold at least one event")))]
            }
            let isSound = events.allSatisfy { if case .success = $0.content { true } else { false } }
            let slices = isSound ? nil : JSONSlices.elements(of: body)
            return events.enumerated().map { index, event in
                // Sound neighbours keep their bytes too: one of them may still be refused by the database.
                Part(content: event.content, index: index, bytes: slices.map { Array(body[$0[index]]) })
            }
        } catch {
            let rejection = Rejection("json_invalid", "the body is not a CloudEvent nor a batch of them")
            return [Part(content: .failure(rejection))]
        }
    }

    /// The bytes of one event of a batch.
    public static func slice(_ index: Int, of body: [UInt8]) -> [UInt8]? {
        guard let elements = JSONSlices.elements(of: body), elements.indices.contains(index) else { return nil }
        return Array(body[elements[index]])
    }

    /// An event that decodes always, to itself or to what is wrong with it: a batch survives a bad one.
    private struct Wire: Decodable {
        enum CodingKeys: String, CodingKey { case type, subject, time, data }
        var content: Result<CaseEventMessage, Rejection>

        init(from decoder: any Decoder) {
            do {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                let type = try fields.decode(String.self, forKey: .type)
                let subject = try fields.decode(String.self, forKey: .subject)
                let time = try fields.decode(String.self, forKey: .time)
                guard let event = CaseEvent(eventType: type) else {
                    throw Rejection("cloudevent_type_unknown", field: "type", "no event of this type is known here")
                }
                guard let complaint = ComplaintID(subject), let instant = Instant(rfc3339: time) else {
                    throw Rejection("cloudevent_invalid", field: "subject", "subject must be a UUID and time RFC 3339")
                }
                let details = try fields.decode(CaseEventMessage.Details.self, forKey: .data)
                content = .success(
                    CaseEventMessage(complaint: complaint, event: event, time: instant, details: details))
            } catch let rejection as Rejection {
                content = .failure(rejection)
            } catch let error as DecodingError {
                content = .failure(Rejection(error))
            } catch {
                content = .failure(Rejection("json_invalid", "the event cannot be read"))
            }
        }
    }
}

extension CaseEvent {
    /// The event that a CloudEvents type names, such as `id.lapor.complaint.assigned.v1`.
    init?(eventType: String) {
        switch eventType {
        case "id.lapor.complaint.registered.v1": self = .registered
        case "id.lapor.complaint.assigned.v1": self = .assigned
        case "id.lapor.complaint.unrouted.v1": self = .unrouted
        default: return nil
        }
    }
}
