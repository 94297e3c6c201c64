/// The fields of a submission that the contract does not name: ignored, and kept in their own bytes.
///
/// Those of `reporter` are kept with the reporter's identity, because they may be personal data.
struct SubmissionExtras: Sendable, Equatable {
    static let knownFields = Set(Submission.CodingKeys.allCases.map(\.rawValue))
    static let knownReporterFields: Set<String> = ["name", "phone", "email", "anonymous", "confidential"]
    static let knownLocationFields = Set(Submission.Location.CodingKeys.allCases.map(\.rawValue))

    static let knownAttachmentFields = Set(Submission.Attachment.CodingKeys.allCases.map(\.rawValue))

    /// A JSON object of the unknown fields, those of `location` and `attachments` nested; nil when there are none.
    var complaint: [UInt8]?
    /// A JSON object of the unknown fields of `reporter`; nil when there are none.
    var reporter: [UInt8]?

    /// Collects the unknown fields of a submission's JSON.
    init(of json: [UInt8]) {
        var kept: [(key: [UInt8], value: [UInt8])] = []
        for (key, value) in JSONSlices.members(of: json) ?? [] {
            let bytes = Array(json[value])
            switch JSONSlices.name(json[key]) {
            case "reporter": reporter = Self.object(Self.unknown(in: bytes, known: Self.knownReporterFields))
            case "location":
                let location = Self.object(Self.unknown(in: bytes, known: Self.knownLocationFields))
                if let location { kept.append((Array("location".utf8), location)) }
            case "attachments":
                if let list = Self.attachments(bytes) { kept.append((Array("attachments".utf8), list)) }
            case let name where !Self.knownFields.contains(name): kept.append((Array(json[key]), bytes))
            default: break
            }
        }
        complaint = Self.object(kept)
    }

    /// One object per attachment, in order; nil when none has unknown fields.
    private static func attachments(_ json: [UInt8]) -> [UInt8]? {
        let objects = (JSONSlices.elements(of: json) ?? []).map {
            object(unknown(in: Array(json[$0]), known: knownAttachmentFields))
        }
        guard objects.contains(where: { $0 != nil }) else { return nil }
        let parts = objects.map { $0 ?? Array("{}".utf8) }
        return [UInt8(ascii: "[")] + parts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }

    private static func unknown(in json: [UInt8], known: Set<String>) -> [(key: [UInt8], value: [UInt8])] {
        (JSONSlices.members(of: json) ?? [])
            .filter { !known.contains(JSONSlices.name(json[$0.key])) }
            .map { (Array(json[$0.key]), Array(json[$0.value])) }
    }

    private static func object(_ members: [(key: [UInt8], value: [UInt8])]) -> [UInt8]? {
        guard !members.isEmpty else { return nil }
        let quote = UInt8(ascii: "\"")
        let parts = members.map { [quote] + $0.key + [quote, UInt8(ascii: ":")] + $0.value }
        return [UInt8(ascii: "{")] + parts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "}")]
    }
}
