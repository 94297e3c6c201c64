/// The fields of a submission that the contract does not name: ignored, and kept in their own bytes.
///
/// They may say who somebody is, whatever they are called, so they are kept with the reporter's identity. Beside the case
/// stands only what the official export has and the contract has no field for.
struct SubmissionExtras: Sendable, Equatable {
    private static let known = Set(Submission.CodingKeys.allCases.map(\.rawValue)).union(["sms"])
    private static let knownOfReporter: Set<String> = ["name", "phone", "email", "anonymous", "confidential"]
    private static let knownOfLocation = Set(Submission.Location.CodingKeys.allCases.map(\.rawValue))
    private static let knownOfAttachment = Set(Submission.Attachment.CodingKeys.allCases.map(\.rawValue))

    private typealias Field = (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)

    /// A JSON object with the member `sp4n`, official columns that are no person's; nil when there is none.
    var complaint: [UInt8]?
    /// A JSON object of the unknown fields of `reporter`, with those of all else in its member `submission`; nil when there
    /// are none.
    var reporter: [UInt8]?
    /// What they are called, with what they stand in: `reporter.nik`.
    private(set) var names: [String] = []

    init() {}

    /// Collects the unknown fields of a submission's JSON.
    init(of json: [UInt8]) {
        var ofReporter: [Field] = []
        var others: [Field] = []
        for member in JSONSlices.members(of: json) ?? [] {
            let (key, value) = (member.key, member.value)
            let name = JSONSlices.name(json[key])
            switch name {
            case "reporter": ofReporter += unknown(in: json, value, known: Self.knownOfReporter, "reporter.")
            case "location":
                let fields = Self.objects(json, value).first.map {
                    unknown(in: json, $0, known: Self.knownOfLocation, "location.")
                }
                if let object = fields.flatMap(Self.object) { others.append((Array(name.utf8)[...], object[...])) }
            case "attachments":
                if let list = attachments(json, value) { others.append((Array(name.utf8)[...], list[...])) }
            case OfficialColumns.member:
                let (official, unknown) = Self.official(json, value)
                if let object = Self.object(official) { complaint = Self.object([(json[key], object[...])]) }
                if let unknown {
                    names.append(name)
                    others.append((json[key], unknown[...]))
                }
            default:
                guard !Self.known.contains(name) else { continue }
                names.append(name)
                others.append((json[key], json[value]))
            }
        }
        if let object = Self.object(others) {
            let isTaken = ofReporter.contains { JSONSlices.name($0.key) == "submission" }
            ofReporter.append((Array((isTaken ? "submission 2" : "submission").utf8)[...], object[...]))
        }
        reporter = Self.object(ofReporter)
    }

    /// What the official export calls so, and what else stands among it.
    private static func official(_ json: [UInt8], _ range: Range<Int>) -> (known: [Field], unknown: [UInt8]?) {
        guard let members = JSONSlices.members(of: json, in: range) else { return ([], Array(json[range])) }
        var (known, unknown): ([Field], [Field]) = ([], [])
        for member in members {
            let field = (key: json[member.key], value: json[member.value])
            let isPlain = json[member.value.lowerBound] == UInt8(ascii: "\"")
            if isPlain, OfficialColumns.kept.contains(JSONSlices.name(field.key)) {
                known.append(field)
            } else {
                unknown.append(field)
            }
        }
        return (known, object(unknown))
    }

    /// One object per attachment, in order; nil when none has unknown fields.
    private mutating func attachments(_ json: [UInt8], _ range: Range<Int>) -> [UInt8]? {
        var objects: [[UInt8]?] = []
        for object in Self.objects(json, range) {
            objects.append(Self.object(unknown(in: json, object, known: Self.knownOfAttachment, "attachments[].")))
        }
        guard objects.contains(where: { $0 != nil }) else { return nil }
        return JSONText.array(objects.map { $0 ?? Array("{}".utf8) })
    }

    /// The elements of a list, or the value itself that is none.
    private static func objects(_ json: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        JSONSlices.elements(of: json, in: range) ?? [range]
    }

    /// - Parameter place: what their names begin with when they are told.
    private mutating func unknown(
        in json: [UInt8], _ range: Range<Int>, known: Set<String>, _ place: String
    ) -> [Field] {
        var fields: [Field] = []
        for member in JSONSlices.members(of: json, in: range) ?? [] {
            let name = JSONSlices.name(json[member.key])
            guard !known.contains(name) else { continue }
            names.append(place + name)
            fields.append((json[member.key], json[member.value]))
        }
        return fields
    }

    private static func object(_ members: [Field]) -> [UInt8]? {
        guard !members.isEmpty else { return nil }
        let quote = UInt8(ascii: "\"")
        let parts = members.map { [quote] + $0.key + [quote, UInt8(ascii: ":")] + $0.value }
        return [UInt8(ascii: "{")] + parts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "}")]
    }
}

/// Columns of the official export that the contract has no field for, no person's: kept with the case.
package enum OfficialColumns {
    /// The member of a submission that has them.
    package static let member = "sp4n"
    package static let kept = [
        "ID Kategori", "ID Instansi Terdisposisi", "Instansi Induk", "Klasifikasi Laporan", "Status Laporan",
        "Alasan Tunda/Arsip", "Sumber Laporan",
    ]
}

/// What a message calls fields that the contract does not name.
package enum UnknownFields {
    /// Each once, in the order in which they stand, of a submission, an event or a batch.
    package static func names(of body: [UInt8]) -> [String] {
        var names: [String] = []
        for range in JSONSlices.elements(of: body) ?? [body.indices] {
            for name in SubmissionExtras(of: submission(body, in: range)).names where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    /// That of an event, or the object itself.
    private static func submission(_ body: [UInt8], in range: Range<Int>) -> [UInt8] {
        let members = JSONSlices.members(of: body, in: range) ?? []
        let isEvent = members.contains { JSONSlices.name(body[$0.key]) == "specversion" }
        let data = members.first { JSONSlices.name(body[$0.key]) == "data" }
        return Array(body[isEvent ? data?.value ?? range : range])
    }
}
