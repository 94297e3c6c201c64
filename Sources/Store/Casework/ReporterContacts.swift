package import Complaints
package import Postgres

/// Table `reporter`, as far as people are to be reached.
package enum ReporterContacts {
    /// How to reach the reporters of these complaints; those without a contact are left out.
    package static func of(
        _ complaints: some Collection<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ReporterContact] {
        guard !complaints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "contacts",
            """
            SELECT complaint_id, name, phone, email FROM reporter
            WHERE complaint_id = ANY ($1) AND (phone IS NOT NULL OR email IS NOT NULL)
            """, [.ids(Set(complaints))])
        return rows.reduce(into: [:]) { contacts, row in
            contacts[row.complaintID("complaint_id")] = ReporterContact(
                name: row.optionalText("name"), phone: row.optionalText("phone"), email: row.optionalText("email"))
        }
    }
}
