/// The fields of a submission that the contract does not name: ignored, and kept in their own bytes.
///
/// Those of `reporter` are kept with the reporter's identity, because they may be personal data.
struct SubmissionExtras: Sendable, Equatable {
    static let knownFields = Set(Submission.CodingKeys.allCases.map(\.rawValue))
    static let knownReporterFields: Set<String> = ["name", "phone", "email", "anonymous", "confidential"]
    static let knownLocationFields = Set(Submission.Location.CodingKeys.allCases.map(\.rawValue))

    /// A JSON object of the unknown fields, those of `location` nested; nil when there are none.
    var complaint: [UInt8]?
    /// A JSON object of the unknown fields of `reporter`; nil when there are none.
    var reporter: [UInt8]?

    /// Collects the unknown fields of a submission's JSON.
    init(of json: [UInt8]) {
        var kept: [(key: [UInt8], value: [UInt8])] = []
        for (key, value) in JSONSlices.members(of: json) ?? [] {
            let name = Array(json[key])
            let bytes = Array(json[value])
            if name == Array("reporter".utf8) {
                reporter = Self.object(Self.unknown(in: bytes, known: Self.knownReporterFields))
            } else if name == Array("location".utf8) {
                if let location = Self.object(Self.unknown(in: bytes, known: Self.knownLocationFields)) {
                    kept.append((name, location))
                }
            } else if !Self.knownFields.contains(String(decoding: name, as: UTF8.self)) {
                kept.append((name, bytes))
            }
        }
        complaint = Self.object(kept)
    }

    private static func unknown(in json: [UInt8], known: Set<String>) -> [(key: [UInt8], value: [UInt8])] {
        (JSONSlices.members(of: json) ?? [])
            .filter { !known.contains(String(decoding: json[$0.key], as: UTF8.self)) }
            .map { (Array(json[$0.key]), Array(json[$0.value])) }
    }

    private static func object(_ members: [(key: [UInt8], value: [UInt8])]) -> [UInt8]? {
        guard !members.isEmpty else { return nil }
        let quote = UInt8(ascii: "\"")
        let parts = members.map { [quote] + $0.key + [quote, UInt8(ascii: ":")] + $0.value }
        return [UInt8(ascii: "{")] + parts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "}")]
    }
}
