/// A submission as a channel sends it: the plain JSON object of the intake contract, decoded but not yet judged.
package struct Submission: Decodable, Sendable, Equatable {
    /// Who reports.
    package struct Reporter: Decodable, Sendable, Equatable {
        var name: String?
        var phone: String?
        var email: String?
        var anonymous: Bool?
        var confidential: Bool?
    }

    /// Where it happened.
    package struct Location: Decodable, Sendable, Equatable {
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
    package struct Attachment: Decodable, Sendable, Equatable {
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

    enum CodingKeys: String, CodingKey, CaseIterable {
        case channel, text, title, kind, category, reporter, location, agency, attachments
        case externalID = "external_id"
        case incidentDate = "incident_date"
        case submittedAt = "submitted_at"
    }
}

/// Any key of a JSON object.
struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
