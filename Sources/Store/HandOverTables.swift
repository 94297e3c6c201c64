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
        try connection.execute(
            "hand-over",
            """
            SELECT c.anonymous, c.confidential, c.title, c.text, c.location_text, c.incident_date::text AS incident_date,
                r.name AS region
            FROM complaint c LEFT JOIN region r ON r.code = c.region_code WHERE c.id = $1
            """, [.id(id)]
        ).first.map { row in
            Report(
                isAnonymous: row.boolean("anonymous"), isConfidential: row.boolean("confidential"),
                title: row.optionalText("title"), text: row.text("text"), location: row.optionalText("location_text"),
                incidentDate: row.optionalText("incident_date"), region: row.optionalText("region"))
        }
    }

    package static func reporter(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Reporter? {
        try connection.execute(
            "hand-over reporter", "SELECT name, phone, email FROM reporter WHERE complaint_id = $1", [.id(id)]
        ).first.map {
            Reporter(name: $0.optionalText("name"), phone: $0.optionalText("phone"), email: $0.optionalText("email"))
        }
    }

    /// In the order in which they were written.
    package static func letters(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Letter] {
        try connection.execute(
            "hand-over letters",
            "SELECT at, role, body_code, text FROM correspondence WHERE complaint_id = $1 ORDER BY at, id", [.id(id)]
        ).map {
            Letter(
                at: $0.instant("at"), role: $0.text("role"), body: $0.optionalText("body_code"), text: $0.text("text"))
        }
    }
}
