import Complaints
import Foundation

/// Takes the values that the contract names out of a submission's parts. The first that has the wrong type, or is missing,
/// is the one reported, in the order of the shapes.
struct SubmissionReader {
    let json: [UInt8]

    static let shape = JSONShape([
        ("channel", nil), ("text", nil), ("title", nil), ("kind", nil), ("category", nil), ("reporter", reporter),
        ("location", location), ("agency", nil), ("attachments", attachment), ("external_id", nil),
        ("incident_date", nil), ("submitted_at", nil),
    ])
    private static let reporter = JSONShape([
        ("name", nil), ("phone", nil), ("email", nil), ("anonymous", nil), ("confidential", nil),
    ])
    private static let location = JSONShape([("text", nil), ("lat", nil), ("lon", nil), ("region_code", nil)])
    private static let attachment = JSONShape([("url", nil), ("name", nil), ("size", nil), ("media_type", nil)])

    /// - Parameter field: the name of the submission itself, when it has one.
    func submission(_ part: JSONPart, field: String? = nil) throws(Rejection) -> Submission {
        guard part.kind == .object else { throw .notAnObject(field) }
        var submission = Submission(
            channel: try required(part[0], "channel"), externalID: "", text: try required(part[1], "text"))
        submission.title = try string(part[2], "title")
        submission.kind = try string(part[3], "kind")
        submission.category = try string(part[4], "category")
        submission.reporter = try reporter(part[5])
        submission.location = try location(part[6])
        submission.agency = try string(part[7], "agency")
        submission.attachments = try attachments(part[8])
        submission.externalID = try required(part[9], "external_id")
        submission.incidentDate = try string(part[10], "incident_date")
        submission.submittedAt = try string(part[11], "submitted_at")
        return submission
    }

    private func reporter(_ part: JSONPart?) throws(Rejection) -> Submission.Reporter? {
        guard let part = try object(part, "reporter") else { return nil }
        var reporter = Submission.Reporter()
        reporter.name = try string(part[0], "reporter.name")
        reporter.phone = try string(part[1], "reporter.phone")
        reporter.email = try string(part[2], "reporter.email")
        reporter.anonymous = try boolean(part[3], "reporter.anonymous")
        reporter.confidential = try boolean(part[4], "reporter.confidential")
        return reporter
    }

    private func location(_ part: JSONPart?) throws(Rejection) -> Submission.Location? {
        guard let part = try object(part, "location") else { return nil }
        var location = Submission.Location(text: try string(part[0], "location.text"))
        location.lat = try number(part[1], "location.lat")
        location.lon = try number(part[2], "location.lon")
        location.regionCode = try string(part[3], "location.region_code")
        return location
    }

    private func attachments(_ part: JSONPart?) throws(Rejection) -> [Submission.Attachment]? {
        guard let part, part.kind != .null else { return nil }
        guard part.kind == .array else { throw .wrongType("attachments", "array") }
        return try part.elements.enumerated().map { index, element throws(Rejection) in
            let place = "attachments[\(index)]"
            guard let element = try object(element, place) else { throw .isNull(place) }
            var attachment = Submission.Attachment(url: try required(element[0], "\(place).url"))
            attachment.name = try string(element[1], "\(place).name")
            attachment.size = try number(element[2], "\(place).size")
            attachment.mediaType = try string(element[3], "\(place).media_type")
            return attachment
        }
    }

    private func object(_ part: JSONPart?, _ field: String) throws(Rejection) -> JSONPart? {
        guard let part, part.kind != .null else { return nil }
        guard part.kind == .object else { throw .wrongType(field, "object") }
        return part
    }

    private func required(_ part: JSONPart?, _ field: String) throws(Rejection) -> String {
        guard part != nil else { throw Rejection("field_missing", field: field, "\(field) is required") }
        guard let text = try string(part, field) else { throw .isNull(field) }
        return text
    }

    /// - Throws: `Rejection` `field_type`.
    func string(_ part: JSONPart?, _ field: String) throws(Rejection) -> String? {
        guard let part, part.kind != .null else { return nil }
        switch part.kind {
        case .string: return String(decoding: json[part.range], as: UTF8.self)
        case .escapedString: return String(decoding: JSONText.unescaped(json[part.range]), as: UTF8.self)
        default: throw .wrongType(field, "string")
        }
    }

    private func boolean(_ part: JSONPart?, _ field: String) throws(Rejection) -> Bool? {
        guard let part, part.kind != .null else { return nil }
        guard part.kind == .true || part.kind == .false else { throw .wrongType(field, "boolean") }
        return part.kind == .true
    }

    /// Numbers are rare, and each type has its own idea of what it holds: the library's business.
    private func number<Number: Decodable>(_ part: JSONPart?, _ field: String) throws(Rejection) -> Number? {
        guard let part, part.kind != .null else { return nil }
        guard part.kind == .number else { throw .wrongType(field, "number") }
        do {
            return try JSONDecoder().decode(Number.self, from: Data(json[part.range]))
        } catch {
            throw Rejection("field_value", "a number is out of range")
        }
    }
}

extension Rejection {
    /// - Parameter field: nil for the whole message.
    static func notAnObject(_ field: String? = nil) -> Rejection {
        Rejection("not_an_object", field: field, "the submission, and an event, must be a JSON object")
    }

    fileprivate static func wrongType(_ field: String, _ type: String) -> Rejection {
        Rejection("field_type", field: field, "\(field) must be a JSON \(type)")
    }

    fileprivate static func isNull(_ field: String) -> Rejection {
        Rejection("field_missing", field: field, "\(field) is required and must not be null")
    }
}
