/// A submission as a channel sends it: the plain JSON object of the intake contract, decoded but not yet judged.
public struct Submission: Decodable, Sendable, Equatable {
    /// Who reports.
    public struct Reporter: Decodable, Sendable, Equatable {
        var name: String?
        var phone: String?
        var email: String?
        var anonymous: Bool?
        var confidential: Bool?
    }

    /// Where it happened.
    public struct Location: Decodable, Sendable, Equatable {
        var text: String?
        var regionCode: String?
        var lat: Double?
        var lon: Double?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case text, lat, lon
            case regionCode = "region_code"
        }
    }

    /// A file that belongs to the report, kept elsewhere.
    public struct Attachment: Decodable, Sendable, Equatable {
        var url: String
        var name: String?
        var mediaType: String?
        var size: Int64?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case url, name, size
            case mediaType = "media_type"
        }
    }

    var channel: String
    var externalID: String
    var text: String
    var title: String?
    var kind: String?
    var category: String?
    var reporter: Reporter?
    var location: Location?
    var incidentDate: String?
    var agency: String?
    var attachments: [Attachment]?
    var submittedAt: String?
    /// Whether the object has fields that the contract does not name.
    var hasUnknownFields: Bool

    enum CodingKeys: String, CodingKey, CaseIterable {
        case channel, text, title, kind, category, reporter, location, agency, attachments
        case externalID = "external_id"
        case incidentDate = "incident_date"
        case submittedAt = "submitted_at"
    }

    /// Decodes the known fields and notices whether there are others.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        channel = try fields.decode(String.self, forKey: .channel)
        externalID = try fields.decode(String.self, forKey: .externalID)
        text = try fields.decode(String.self, forKey: .text)
        title = try fields.decodeIfPresent(String.self, forKey: .title)
        kind = try fields.decodeIfPresent(String.self, forKey: .kind)
        category = try fields.decodeIfPresent(String.self, forKey: .category)
        reporter = try fields.decodeIfPresent(Reporter.self, forKey: .reporter)
        location = try fields.decodeIfPresent(Location.self, forKey: .location)
        incidentDate = try fields.decodeIfPresent(String.self, forKey: .incidentDate)
        agency = try fields.decodeIfPresent(String.self, forKey: .agency)
        attachments = try fields.decodeIfPresent([Attachment].self, forKey: .attachments)
        submittedAt = try fields.decodeIfPresent(String.self, forKey: .submittedAt)
        hasUnknownFields = try Self.hasUnknown(decoder, within: fields)
    }

    private static func hasUnknown(
        _ decoder: any Decoder, within fields: KeyedDecodingContainer<CodingKeys>
    ) throws -> Bool {
        func others(_ container: KeyedDecodingContainer<AnyKey>, _ known: Set<String>) -> Bool {
            container.allKeys.contains { !known.contains($0.stringValue) }
        }
        if others(try decoder.container(keyedBy: AnyKey.self), SubmissionExtras.knownFields) { return true }
        for (key, known) in [
            (CodingKeys.reporter, SubmissionExtras.knownReporterFields),
            (.location, SubmissionExtras.knownLocationFields),
        ] where fields.contains(key) {
            if try fields.decodeNil(forKey: key) { continue }
            if others(try fields.nestedContainer(keyedBy: AnyKey.self, forKey: key), known) { return true }
        }
        guard fields.contains(.attachments), !(try fields.decodeNil(forKey: .attachments)) else { return false }
        var list = try fields.nestedUnkeyedContainer(forKey: .attachments)
        while !list.isAtEnd {
            let attachment = try list.nestedContainer(keyedBy: AnyKey.self)
            if others(attachment, SubmissionExtras.knownAttachmentFields) { return true }
        }
        return false
    }
}

/// Any key of a JSON object.
struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
