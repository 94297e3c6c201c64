/// The fields of a submission that the contract does not name: ignored, and kept in their own bytes.
///
/// Those of `reporter` are kept with the reporter's identity, because they may be personal data.
struct SubmissionExtras: Sendable, Equatable {
    private static let known = Set(Submission.CodingKeys.allCases.map(\.rawValue)).union(["sms"])
    private static let knownOfReporter: Set<String> = ["name", "phone", "email", "anonymous", "confidential"]
    private static let knownOfLocation = Set(Submission.Location.CodingKeys.allCases.map(\.rawValue))
    private static let knownOfAttachment = Set(Submission.Attachment.CodingKeys.allCases.map(\.rawValue))

    /// A JSON object of the unknown fields, those of `location` and `attachments` nested; nil when there are none.
    var complaint: [UInt8]?
    /// A JSON object of the unknown fields of `reporter`; nil when there are none.
    var reporter: [UInt8]?

    init() {}

    /// Collects the unknown fields of a submission's JSON.
    init(of json: [UInt8]) {
        var kept: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
        for member in JSONSlices.members(of: json) ?? [] {
            let (key, value) = (member.key, member.value)
            let name = JSONSlices.name(json[key])
            switch name {
            case "reporter": reporter = Self.unknown(in: json, value, known: Self.knownOfReporter)
            case "location":
                let location = Self.objects(json, value).first.flatMap {
                    Self.unknown(in: json, $0, known: Self.knownOfLocation)
                }
                if let location { kept.append((Array(name.utf8)[...], location[...])) }
            case "attachments":
                if let list = Self.attachments(json, value) { kept.append((Array(name.utf8)[...], list[...])) }
            default: if !Self.known.contains(name) { kept.append((json[key], json[value])) }
            }
        }
        complaint = Self.object(kept)
    }

    /// One object per attachment, in order; nil when none has unknown fields.
    private static func attachments(_ json: [UInt8], _ range: Range<Int>) -> [UInt8]? {
        let objects = objects(json, range).map {
            unknown(in: json, $0, known: knownOfAttachment)
        }
        guard objects.contains(where: { $0 != nil }) else { return nil }
        return JSONText.array(objects.map { $0 ?? Array("{}".utf8) })
    }

    /// The elements of a list, or the value itself that is none.
    private static func objects(_ json: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        JSONSlices.elements(of: json, in: range) ?? [range]
    }

    private static func unknown(in json: [UInt8], _ range: Range<Int>, known: Set<String>) -> [UInt8]? {
        object(
            (JSONSlices.members(of: json, in: range) ?? [])
                .filter { !known.contains(JSONSlices.name(json[$0.key])) }
                .map { (json[$0.key], json[$0.value]) })
    }

    private static func object(_ members: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]) -> [UInt8]? {
        guard !members.isEmpty else { return nil }
        let quote = UInt8(ascii: "\"")
        let parts = members.map { [quote] + $0.key + [quote, UInt8(ascii: ":")] + $0.value }
        return [UInt8(ascii: "{")] + parts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "}")]
    }
}
