import Foundation

/// A submission as a channel sends it: the plain JSON object of the intake contract, before anybody has judged it.
package struct Submission: Codable, Sendable, Equatable {
    package struct Reporter: Codable, Sendable, Equatable {
        package var name: String?
        package var phone: String?
        package var email: String?
        package var anonymous: Bool?
        package var confidential: Bool?

        package init(
            name: String? = nil, phone: String? = nil, email: String? = nil, anonymous: Bool? = nil,
            confidential: Bool? = nil
        ) {
            self.name = name
            self.phone = phone
            self.email = email
            self.anonymous = anonymous
            self.confidential = confidential
        }
    }

    package struct Location: Codable, Sendable, Equatable {
        package var text: String?
        package var regionCode: String?
        package var lat: Double?
        package var lon: Double?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case text, lat, lon
            case regionCode = "region_code"
        }

        package init(text: String?, regionCode: String? = nil, lat: Double? = nil, lon: Double? = nil) {
            self.text = text
            self.regionCode = regionCode
            self.lat = lat
            self.lon = lon
        }
    }

    /// A file that belongs to the report, kept elsewhere.
    package struct Attachment: Codable, Sendable, Equatable {
        package var url: String
        package var name: String?
        package var mediaType: String?
        package var size: Int64?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case url, name, size
            case mediaType = "media_type"
        }

        package init(url: String) { self.url = url }
    }

    /// Which part of a long SMS this is.
    package struct SMS: Sendable, Equatable {
        /// The sender's number of the whole message, the same in each part.
        package var ref: String
        /// From 1.
        package var part: Int
        package var of: Int

        package init(ref: String, part: Int, of: Int) {
            self.ref = ref
            self.part = part
            self.of = of
        }
    }

    package var channel: String
    package var externalID: String
    package var text: String
    package var title: String?
    package var kind: String?
    package var category: String?
    package var reporter: Reporter?
    package var location: Location?
    package var incidentDate: String?
    package var agency: String?
    package var attachments: [Attachment]?
    package var submittedAt: String?
    /// Read from what channels send; lapor itself sends whole messages.
    package var sms: SMS?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case channel, text, title, kind, category, reporter, location, agency, attachments
        case externalID = "external_id"
        case incidentDate = "incident_date"
        case submittedAt = "submitted_at"
    }

    package init(channel: String, externalID: String, text: String) {
        self.channel = channel
        self.externalID = externalID
        self.text = text
    }

    /// The bytes to publish.
    ///
    /// - Parameter further: fields that the contract does not name; they are kept with the case as they come.
    package func json(with further: [String: [String: String]] = [:]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(Extended(submission: self, further: further)))
    }

    private struct Extended: Encodable {
        let submission: Submission
        let further: [String: [String: String]]

        func encode(to encoder: any Encoder) throws {
            try submission.encode(to: encoder)
            try further.encode(to: encoder)
        }
    }
}
