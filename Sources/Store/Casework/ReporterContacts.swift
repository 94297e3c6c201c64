package import Complaints
package import Postgres

/// Table `reporter`, as far as people are to be reached.
package enum ReporterContacts {
    /// - Parameter rows: complaint, name, phone, e-mail, and unknown fields.
    static func store(_ rows: CopyRows, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.copy(into: "reporter (complaint_id, name, phone, email, extras)", rows)
    }

    /// The contact of a case's reporter, locked; whoever said nothing of themselves has no row until then.
    static func lock(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReporterContact {
        try connection.execute(
            "add reporter", "INSERT INTO reporter (complaint_id) VALUES ($1) ON CONFLICT DO NOTHING", [.id(id)])
        let row = try connection.execute(
            "lock contact", "SELECT name, phone, email FROM reporter WHERE complaint_id = $1 FOR UPDATE", [.id(id)])[0]
        return ReporterContact(
            name: row.optionalText("name"), phone: row.optionalText("phone"), email: row.optionalText("email"))
    }

    /// Another name, number or address; what is nil stays.
    static func change(
        _ id: ComplaintID, name: String?, phone: String?, email: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "change contact",
            """
            UPDATE reporter SET name = COALESCE($2, name), phone = COALESCE($3, phone), email = COALESCE($4, email)
            WHERE complaint_id = $1
            """, [.id(id), .text(name), .text(phone), .text(email)])
    }

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
