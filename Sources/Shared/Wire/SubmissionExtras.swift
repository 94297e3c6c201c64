/// The fields of a submission that the contract does not name: ignored, and kept in their own bytes.
///
/// Those of `reporter` are kept with the reporter's identity, because they may be personal data.
struct SubmissionExtras: Sendable, Equatable {
    private static let known = Submission.CodingKeys.allCases.map { Array($0.rawValue.utf8) }
    private static let knownOfReporter = ["name", "phone", "email", "anonymous", "confidential"].map { Array($0.utf8) }
    private static let knownOfLocation = Submission.Location.CodingKeys.allCases.map { Array($0.rawValue.utf8) }
    private static let reporterKey = Array("reporter".utf8)
    private static let locationKey = Array("location".utf8)

    /// A JSON object of the unknown fields, those of `location` nested; nil when there are none.
    var complaint: [UInt8]?
    /// A JSON object of the unknown fields of `reporter`; nil when there are none.
    var reporter: [UInt8]?

    /// Collects the unknown fields of a submission's JSON; mostly there are none.
    init(of json: [UInt8]) {
        var kept: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
        for (key, value) in JSONSlices.members(of: json) ?? [] {
            let name = json[key]
            if name.elementsEqual(Self.reporterKey) {
                reporter = Self.unknown(in: json, value, known: Self.knownOfReporter)
            } else if name.elementsEqual(Self.locationKey) {
                if let location = Self.unknown(in: json, value, known: Self.knownOfLocation) {
                    kept.append((name, location[...]))
                }
            } else if !Self.known.contains(where: { name.elementsEqual($0) }) {
                kept.append((name, json[value]))
            }
        }
        complaint = Self.object(kept)
    }

    private static func unknown(in json: [UInt8], _ range: Range<Int>, known: [[UInt8]]) -> [UInt8]? {
        object(
            (JSONSlices.members(of: json, in: range) ?? [])
                .filter { member in !known.contains { json[member.key].elementsEqual($0) } }
                .map { (json[$0.key], json[$0.value]) })
    }

    private static func object(_ members: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]) -> [UInt8]? {
        guard !members.isEmpty else { return nil }
        var json = [UInt8(ascii: "{")]
        for (key, value) in members {
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json.append(UInt8(ascii: "\""))
            json += key
            json += [UInt8(ascii: "\""), UInt8(ascii: ":")]
            json += value
        }
        return json + [UInt8(ascii: "}")]
    }
}
