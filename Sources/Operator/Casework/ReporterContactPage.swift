package import Complaints
import Contract
import Shared
import Store

/// How a reporter can be reached, with what of the report intake could not read: in clear, for who must mend it. Who looked
/// is written down.
package struct ReporterContactPage: CommandResult {
    struct Field: Encodable {
        var field: String
        var code: String
        var sent: String
        var mendedAt: Instant?
    }

    var code: String
    var name: String?
    var phone: String?
    var email: String?
    /// What proves that somebody is the reporter, to be told to them in person.
    var secret: String?
    var unread: [Field]

    /// - Parameters:
    ///   - text: the tracking code as it was typed.
    ///   - showsSecret: whether to show the reporter's secret as well.
    ///   - reader: who looks, which is written down before they see anything.
    /// - Throws: `Failure` when there is no such case.
    package init(of text: String, showsSecret: Bool, for reader: Reader) throws {
        var database = try Connections.database()
        let (code, id) = try TrackedCase.find(text, &database)
        let now = try StoreClock.now(&database)
        try ReadingTable.note(.identity, of: [id], by: reader, at: now, &database)
        let contact = try ContactTable.look(
            at: id, showsSecret ? ["reporter.secret"] : [], by: reader.actor, now: now, &database)
        self.code = code
        (name, phone, email) = (contact.name, contact.phone, contact.email)
        if showsSecret, let address = phone ?? email {
            secret =
                ReporterSecret(of: id, toldTo: address, key: try DeploymentTable.hashes(&database).codes.newest).grouped
        }
        unread = try UnreadFieldTable.fields(of: id, &database).map {
            Field(field: $0.field, code: $0.code, sent: $0.plain, mendedAt: $0.mendedAt)
        }
    }

    package var text: String {
        var rows: [(Phrase, String?)] = [(.caseNumber, code), (.name, name), (.phone, phone), (.email, email)]
        if let secret { rows.append((.secret, secret)) }
        let facts = rows.map { $0.padded(to: 18) + ($1 ?? "-") }.joined(separator: "\n")
        guard !unread.isEmpty else { return facts }
        let table = TextTable(
            [.field, .code, .content, .mendedAt], widest: 80,
            unread.map { [$0.field, $0.code, FieldMask.visible($0.sent), $0.mendedAt.map(IndonesianZone.wib.time)] })
        return "\(facts)\n\n\(CaseWords.unread)\n\(table.text)"
    }
}

/// What was given anew of a report: its reporter's contact, or fields that could not be read.
package struct ChangedContact: CommandResult {
    var code: String
    var changed: [String]

    /// - Parameters:
    ///   - text: the tracking code as it was typed.
    ///   - values: as they were typed.
    /// - Throws: `Failure` when there is no such case, or `badData` with what the contract says of a value.
    package init(of text: String, _ values: TypedValues, actor: String) throws {
        let mended = try values.fields()
        var database = try Connections.database()
        try Connections.requireKeys(&database)
        let (code, id) = try TrackedCase.find(text, &database)
        if let region = mended.regionCode, try !RegionTable.contains(region, &database) {
            throw Failure(.badData, CommonWords.noRegion(region))
        }
        let links = try MendedFields.links(of: id, &database) + mended.attachments.count
        guard mended.attachments.isEmpty || links <= SubmissionLimits.attachments else {
            throw Failure(.badData, CaseWords.tooManyLinks(SubmissionLimits.attachments))
        }
        changed = try ContactTable.change(id, to: mended, by: actor, now: try StoreClock.now(&database), &database)
        self.code = code
    }

    package var text: String {
        guard !changed.isEmpty else { return CaseWords.contactSame(code).text }
        return CaseWords.contactChanged(code, changed.joined(separator: ", ")).text
    }
}

/// Fields of a report as an operator gives them anew; what is nil stays.
package struct TypedValues: Sendable {
    private let words: ReporterWords
    package var region: String?
    package var latitude: Double?
    package var longitude: Double?
    package var incidentDate: String?

    /// - Parameter words: the citizen's own, which stand on no command line.
    package init(_ words: ReporterWords) { self.words = words }

    /// As intake would read them: who types them can mend them, so that none may be in doubt.
    ///
    /// - Throws: `Failure` `badData`.
    func fields() throws -> MendedFields {
        // Intake takes an empty field for one that was left out.
        if let blank = words.blank { throw Failure(.badData, CallWords.empty(blank)) }
        var submission = Submission(channel: "web", externalID: "1", text: "-")
        words.fill(&submission, anonymous: false, confidential: false)
        submission.location?.regionCode = region
        submission.location?.lat = latitude
        submission.location?.lon = longitude
        submission.incidentDate = incidentDate
        let read = try PublishedSubmission.check(try submission.json(), at: .now)
        var mended = MendedFields(phone: read.identity?.phone, email: read.identity?.email)
        mended.name = read.identity?.name
        (mended.title, mended.locationText, mended.regionCode) = (read.title, read.locationText, read.regionCode)
        if let latitude = read.latitude, let longitude = read.longitude { mended.point = (latitude, longitude) }
        mended.incidentDate = read.incidentDate
        mended.attachments = submission.attachments?.map { link in Self.json(of: link.url) } ?? []
        guard !mended.names.isEmpty else { throw Failure(.badData, IntakeWords.nothingNew) }
        return mended
    }

    private static func json(of link: String) -> [UInt8] {
        var json = JSONObject()
        json.add("url", link)
        return json.bytes
    }
}

enum TrackedCase {
    /// The case with the code, as it was typed.
    ///
    /// - Throws: `Failure` when there is none.
    static func find(_ text: String, _ database: inout Database) throws -> (code: String, id: ComplaintID) {
        let code = try TrackingCode(typed: text)
        guard let facts = try CaseTable.facts(ofCode: code, &database).first else {
            throw Failure(.notFound, CommonWords.noCase(code.grouped))
        }
        return (code.grouped, facts.id)
    }
}
