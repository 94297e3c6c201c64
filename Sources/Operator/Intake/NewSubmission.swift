import Foundation

/// A submission to publish: the plain JSON object of the intake contract, before anybody has judged it.
package struct NewSubmission: Encodable {
    package struct Reporter: Encodable {
        var name: String?
        var phone: String?
        var email: String?
        var anonymous: Bool?
        var confidential: Bool?

        package init(
            name: String? = nil, phone: String? = nil, email: String? = nil, anonymous: Bool, confidential: Bool
        ) {
            (self.name, self.phone, self.email) = (name, phone, email)
            (self.anonymous, self.confidential) = (anonymous, confidential)
        }
    }

    package struct Location: Encodable {
        var text: String?
        var regionCode: String?
        var lat: Double?
        var lon: Double?

        package init(text: String?, regionCode: String? = nil, lat: Double? = nil, lon: Double? = nil) {
            (self.text, self.regionCode, self.lat, self.lon) = (text, regionCode, lat, lon)
        }
    }

    package struct Attachment: Encodable {
        var url: String

        package init(url: String) { self.url = url }
    }

    package var channel: String
    package var externalId: String
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
    /// Columns of the official export that the contract has no field for; kept with the case as they came.
    package var sp4n: [String: String]?

    package init(channel: String, externalId: String, text: String) {
        (self.channel, self.externalId, self.text) = (channel, externalId, text)
    }

    /// The bytes to publish.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
