package import Complaints
package import Postgres

/// What a hand-over to the Ombudsman needs besides the journal: the citizen's own words. Read by it alone.
package enum HandOverTables {
    package struct Report: Sendable {
        package var isAnonymous: Bool
        package var isConfidential: Bool
        package var title: String?
        package var text: String
        package var location: String?
        package var incidentDate: String?
        package var region: String?
    }

    /// A reporter, as they have named themselves.
    package struct Reporter: Sendable, Encodable {
        package var name: String?
        package var phone: String?
        package var email: String?
    }

    package struct Letter: Sendable, Encodable {
        package var at: Instant
        package var role: String
        package var body: String?
        package var text: String
    }

    package static func report(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Report? {
        let keys = connection.keys
        return try connection.execute(
            "hand-over",
            """
            SELECT c.anonymous, c.confidential, c.incident_date::text AS incident_date, r.name AS region,
                \(ReportWords.columns(of: "c"))
            FROM complaint c LEFT JOIN region r ON r.code = c.region_code WHERE c.id = $1
            """, [.id(id)]
        ).first.map { row throws(PostgresError) in
            let words = try ReportWords(row, of: id, keys)
            return Report(
                isAnonymous: row.boolean("anonymous"), isConfidential: row.boolean("confidential"),
                title: words.title, text: words.text, location: words.location,
                incidentDate: row.optionalText("incident_date"), region: row.optionalText("region"))
        }
    }

    package static func reporter(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Reporter? {
        try ReporterContacts.known([id], &connection)[id].map {
            Reporter(name: $0.name, phone: $0.phone, email: $0.email)
        }
    }

    /// In the order in which they were written.
    package static func letters(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Letter] {
        try Correspondence.letters(in: [id], &connection)[id, default: []].map {
            Letter(at: $0.at, role: $0.role, body: $0.body, text: $0.text)
        }
    }
}
