import Complaints
import Foundation

/// A submission as it was read, before anybody has judged what it says.
struct ReadSubmission {
    var submission: Submission
    /// Optional fields of a wrong type.
    var unread: [UnreadField] = []
    /// Where in its list each attachment stood.
    var attachmentPlaces: [Int] = []
}

/// Takes the values that the contract names out of a submission's parts. Of required ones the first that has the wrong type,
/// or is missing, is reported, in the order of the shapes; optional ones are noted, and left out.
struct SubmissionReader {
    let json: [UInt8]
    /// Whether U+FFFD stands in it for half a sign that was sent.
    private let isMended: Bool
    private var unread: [UnreadField] = []
    private var attachmentPlaces: [Int] = []

    init(json: [UInt8], isMended: Bool = false) { (self.json, self.isMended) = (json, isMended) }

    static let shape = JSONShape([
        ("channel", nil), ("text", nil), ("title", nil), ("kind", nil), ("category", nil), ("reporter", reporter),
        ("location", location), ("agency", nil), ("attachments", attachment), ("external_id", nil),
        ("incident_date", nil), ("submitted_at", nil), ("sms", sms),
    ])
    private static let sms = JSONShape([("ref", nil), ("part", nil), ("of", nil)])
    private static let reporter = JSONShape([
        ("name", nil), ("phone", nil), ("email", nil), ("anonymous", nil), ("confidential", nil),
    ])
    private static let location = JSONShape([("text", nil), ("lat", nil), ("lon", nil), ("region_code", nil)])
    private static let attachment = JSONShape([("url", nil), ("name", nil), ("size", nil), ("media_type", nil)])

    /// - Parameter field: the name of the submission itself, when it has one.
    consuming func submission(_ part: JSONPart, field: String? = nil) throws(Rejection) -> ReadSubmission {
        if part.kind == .repeated, let field { throw .repeated(field) }
        guard part.kind == .object else { throw .notAnObject(field) }
        var submission = Submission(
            channel: try required(part[0], "channel"), externalID: "", text: try required(part[1], "text"))
        submission.externalID = try required(part[9], "external_id")
        if isMended { try refuseHalves(in: submission.externalID, "external_id") }
        submission.title = optional(part[2], "title")
        submission.kind = optional(part[3], "kind")
        submission.category = optional(part[4], "category")
        submission.reporter = reporter(part[5])
        submission.location = location(part[6])
        submission.agency = optional(part[7], "agency")
        submission.attachments = attachments(part[8])
        submission.incidentDate = optional(part[10], "incident_date")
        submission.submittedAt = optional(part[11], "submitted_at")
        submission.sms = sms(part[12], of: submission.text)
        return ReadSubmission(submission: submission, unread: unread, attachmentPlaces: attachmentPlaces)
    }

    /// What makes no sense as a part is read as a message of its own: nobody's words wait for a gateway's mistake.
    private mutating func sms(_ part: JSONPart?, of words: String) -> Submission.SMS? {
        guard let part, !isNothing(part) else { return nil }
        guard part.kind == .object, let number = wholeNumber(part[1]), let count = wholeNumber(part[2]),
            let ref = word(part[0]), !ref.isEmpty, ref.unicodeScalars.count <= SubmissionLimits.smsReference,
            !ref.utf8.contains(0), 2...SubmissionLimits.smsParts ~= count, 1...count ~= number,
            words.unicodeScalars.count <= SubmissionLimits.text / count
        else {
            note(.noPart, part)
            return nil
        }
        return Submission.SMS(ref: ref, part: number, of: count)
    }

    /// A string, or a number as it is written.
    private func word(_ part: JSONPart?) -> String? {
        guard let part, [.number, .string, .escapedString].contains(part.kind) else { return nil }
        return text(part)
    }

    private func wholeNumber(_ part: JSONPart?) -> Int? { word(part).flatMap { Int($0) } }

    private mutating func reporter(_ part: JSONPart?) -> Submission.Reporter? {
        guard let part, !isNothing(part) else { return nil }
        guard part.kind == .object else {
            note(.wrongType("reporter", "object"), part)
            // Whoever cannot be read may have asked to be hidden.
            return Submission.Reporter(anonymous: true, confidential: true)
        }
        var reporter = Submission.Reporter()
        reporter.name = optional(part[0], "reporter.name")
        if let phone = part[1], phone.kind == .number {
            reporter.phone = wholeDigits(phone.range)
            if reporter.phone == nil { note(.noPhone, phone) }
        } else {
            reporter.phone = optional(part[1], "reporter.phone", ofSeveral: true)
        }
        reporter.email = optional(part[2], "reporter.email", ofSeveral: true)
        reporter.anonymous = flag(part[3], "reporter.anonymous")
        reporter.confidential = flag(part[4], "reporter.confidential")
        return reporter
    }

    private mutating func location(_ part: JSONPart?) -> Submission.Location? {
        guard let part, !isNothing(part) else { return nil }
        guard part.kind == .object else { return barePlace(part) }
        var location = Submission.Location(text: optional(part[0], "location.text"))
        location.lat = degrees(part[1], "location.lat")
        location.lon = degrees(part[2], "location.lon")
        if let code = part[3], code.kind == .number {
            location.regionCode = text(code)
        } else {
            location.regionCode = optional(part[3], "location.region_code")
        }
        return location
    }

    /// A place in words without the object around them, or one in a list of its own.
    private mutating func barePlace(_ part: JSONPart) -> Submission.Location? {
        if part.elements.count == 1, part.elements[0].kind == .object { return location(part.elements[0]) }
        if let words = text(ofOne: part) { return Submission.Location(text: words) }
        note(.wrongType("location", "object"), part)
        return nil
    }

    private mutating func attachments(_ part: JSONPart?) -> [Submission.Attachment]? {
        guard let part, !isNothing(part) else { return nil }
        var elements = part.elements
        switch part.kind {
        case .array: break
        // One, without the list around it.
        case .object: elements = [part]
        case .string, .escapedString:
            attachmentPlaces = Array(links(in: part).indices)
            return links(in: part).map { Submission.Attachment(url: $0) }
        default:
            note(.wrongType("attachments", "array"), part)
            return nil
        }
        var attachments: [Submission.Attachment] = []
        for (index, element) in elements.enumerated() {
            guard let attachment = attachment(element, "attachments[\(index)]") else { continue }
            attachments.append(attachment)
            attachmentPlaces.append(index)
        }
        return attachments
    }

    /// The links that stand in a string, with blanks between them; all of it when they are none.
    private func links(in part: JSONPart) -> [String] {
        let text = text(part)
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        return words.allSatisfy(SubmissionCheck.isWebAddress) ? words : [text]
    }

    /// Nil when it names no link: then all of it is noted.
    private mutating func attachment(_ element: JSONPart, _ place: String) -> Submission.Attachment? {
        do throws(Rejection) {
            guard element.kind != .null else { throw .isNull(place) }
            if element.kind == .string || element.kind == .escapedString {
                return Submission.Attachment(url: text(element))
            }
            guard element.kind == .object else { throw .wrongType(place, "object") }
            var attachment = Submission.Attachment(url: try required(element[0], "\(place).url"))
            attachment.name = optional(element[1], "\(place).name")
            attachment.size = size(element[2], "\(place).size")
            attachment.mediaType = optional(element[3], "\(place).media_type")
            return attachment
        } catch {
            note(error, element)
            return nil
        }
    }

    private func required(_ part: JSONPart?, _ field: String) throws(Rejection) -> String {
        guard part != nil else { throw Rejection("field_missing", field: field, "\(field) is required") }
        guard let text = try string(part, field) else { throw .isNull(field) }
        return text
    }

    /// - Parameter several: whether one of several may be taken, as of telephone numbers; the check says which.
    private mutating func optional(_ part: JSONPart?, _ field: String, ofSeveral several: Bool = false) -> String? {
        do throws(Rejection) {
            let text = try string(part, field)
            if isMended, let text { try refuseHalves(in: text, field) }
            return text
        } catch {
            guard let part, !isNothing(part) else { return nil }
            let isString = part.kind == .string || part.kind == .escapedString
            if !isString,
                let text = several ? texts(of: part, wholeOnly: true)?.joined(separator: ";") : text(ofOne: part)
            {
                return text
            }
            note(error, part)
            return nil
        }
    }

    /// - Throws: `Rejection` `field_format` where half a sign was sent.
    private func refuseHalves(in text: String, _ field: String) throws(Rejection) {
        guard text.unicodeScalars.contains("\u{FFFD}") else { return }
        throw Rejection("field_format", field: field, "\(field) must not hold half of a surrogate pair")
    }

    /// - Throws: `Rejection` `field_type` or `field_repeated`.
    func string(_ part: JSONPart?, _ field: String) throws(Rejection) -> String? {
        guard let part, part.kind != .null else { return nil }
        switch part.kind {
        case .string, .escapedString: return text(part)
        case .repeated: throw .repeated(field)
        default: throw .wrongType(field, "string")
        }
    }

    mutating func note(_ rejection: Rejection, _ part: JSONPart) {
        let reason = part.kind == .repeated ? rejection.field.map(Rejection.repeated) ?? rejection : rejection
        unread.append(
            UnreadField(reason, sent: part.kind == .repeated ? values(part, reason) : Array(json[part.whole])))
    }

    /// All values of a member that is there more than once, as a list.
    private func values(_ part: JSONPart, _ rejection: Rejection) -> [UInt8] {
        let name = rejection.field.flatMap { $0.split(separator: ".").last.map(String.init) } ?? ""
        let object = Array("{\"\(name)\":".utf8) + json[part.range] + [UInt8(ascii: "}")]
        let members = JSONSlices.members(of: object) ?? []
        return JSONText.array(
            members.filter { JSONSlices.name(object[$0.key]) == name }.map { Array(object[$0.value]) })
    }
}

extension Rejection {
    /// - Parameter field: nil for the whole message.
    static func notAnObject(_ field: String? = nil) -> Rejection {
        Rejection("not_an_object", field: field, "the submission, and an event, must be a JSON object")
    }

    static func repeated(_ field: String) -> Rejection {
        Rejection("field_repeated", field: field, "\(field) must be there once, not with different values")
    }

    static func wrongType(_ field: String, _ type: String) -> Rejection {
        Rejection("field_type", field: field, "\(field) must be a JSON \(type)")
    }

    fileprivate static let noPart = Rejection(
        "field_format", field: "sms", "sms must say ref, part and of, and part must be one of 1 to of")

    fileprivate static func isNull(_ field: String) -> Rejection {
        Rejection("field_missing", field: field, "\(field) is required and must not be null")
    }
}
