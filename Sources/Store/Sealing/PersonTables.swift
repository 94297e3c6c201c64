package import Complaints
package import Postgres
import Sealing

/// Who a person is in the store, and all that is known of them. Personal data: read for the person alone, and written down.
package enum PersonTables {
    /// A case of theirs, with everything.
    package struct Case: Sendable {
        package var id: ComplaintID
        package var code: String
        package var channel: String
        package var kind: String
        package var status: String
        package var isAnonymous: Bool
        package var isConfidential: Bool
        package var submittedAt: Instant
        package var receivedAt: Instant
        package var region: String?
        package var latitude: String?
        package var longitude: String?
        package var incidentDate: String?
        package var title: String?
        package var text: String
        package var location: String?
        package var category: String?
        package var agency: String?
        /// A JSON array.
        package var attachments: [UInt8]?
        /// A JSON object.
        package var extras: [UInt8]?
        package var name: String?
        package var phone: String?
        package var email: String?
        /// A JSON object.
        package var reporterExtras: [UInt8]?
        package var letters: [HandOverTables.Letter]
        package var unread: [UnreadFieldTable.Listed]
        /// What of it was erased, and when.
        package var erased: [CasePart: Instant]
    }

    /// The cases of the person who has these numbers and addresses, the one that was submitted last first; who looks is stored
    /// before that, with why.
    package static func cases(
        of addresses: [PersonAddress], by reader: Reader, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        let found = try ReporterContacts.cases(of: addresses, &connection)
        try ReadingTable.note(.person, of: found, by: reader, at: now, &connection)
        return found
    }

    /// The tracking codes of these cases.
    package static func codes(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String] {
        try connection.execute(
            "codes of cases", "SELECT code FROM complaint WHERE id = ANY ($1) ORDER BY id", [.ids(ids)]
        ).map { $0.text("code") }
    }

    /// All that these cases say; what is sealed under a master key that is not at hand is left out, and its cases named.
    package static func read(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (cases: [Case], unread: UnreadCases) {
        let unread = try CaseKeyTable.unread(ids, [.words, .identity], &connection)
        connection.keys.passesOverMissing = true
        defer { connection.keys.passesOverMissing = false }
        return (try opened(ids, &connection), unread)
    }

    /// Those of these cases whose reporter cannot be read, because a master key is not at hand.
    package static func withoutReporter(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> UnreadCases {
        try CaseKeyTable.unread(ids, [.identity], &connection)
    }

    private static func opened(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Case] {
        let reporters = try ReporterContacts.known(Set(ids), &connection)
        let letters = try Correspondence.letters(in: Set(ids), &connection)
        let erased = try ErasureTable.newest(of: ids, &connection)
        let keys = connection.keys
        let rows = try connection.execute(
            "cases of a person",
            """
            SELECT c.id, c.code, c.channel, c.kind, c.status::text AS status, c.anonymous, c.confidential, c.submitted_at,
                c.received_at, c.region_hint, c.lat::text AS lat, c.lon::text AS lon, c.incident_date::text AS incident_date,
                \(ReportWords.columns(of: "c"))
            FROM complaint c WHERE c.id = ANY ($1) ORDER BY c.id DESC
            """, [.ids(ids)])
        return try rows.map { row throws(PostgresError) in
            let id = row.complaintID("id")
            let (words, reporter) = (try ReportWords(row, of: id, keys), reporters[id])
            return Case(
                id: id, code: row.text("code"), channel: row.text("channel"), kind: row.text("kind"),
                status: row.text("status"), isAnonymous: row.boolean("anonymous"),
                isConfidential: row.boolean("confidential"), submittedAt: row.instant("submitted_at"),
                receivedAt: row.instant("received_at"), region: row.optionalText("region_hint"),
                latitude: row.optionalText("lat"), longitude: row.optionalText("lon"),
                incidentDate: row.optionalText("incident_date"), title: words.title, text: words.text,
                location: words.location, category: words.category, agency: words.agency,
                attachments: words.attachments, extras: words.extras, name: reporter?.name, phone: reporter?.phone,
                email: reporter?.email, reporterExtras: reporter?.extras,
                letters: letters[id, default: []].map {
                    HandOverTables.Letter(at: $0.at, role: $0.role, body: $0.body, text: $0.text)
                },
                unread: try UnreadFieldTable.fields(of: id, &connection), erased: erased[id] ?? [:])
        }
    }
}
