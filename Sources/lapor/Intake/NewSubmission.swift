import Foundation

/// A submission to publish: the plain JSON object of the intake contract, before anybody has judged it.
struct NewSubmission: Encodable {
    struct Reporter: Encodable {
        var name: String?
        var phone: String?
        var email: String?
        var anonymous: Bool?
        var confidential: Bool?
    }

    struct Location: Encodable {
        var text: String?
        var regionCode: String?
        var lat: Double?
        var lon: Double?
    }

    struct Attachment: Encodable {
        var url: String
    }

    var channel: String
    var externalId: String
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
    /// Columns of the official export that the contract has no field for; kept with the case as they came.
    var sp4n: [String: String]?

    /// The bytes to publish.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
