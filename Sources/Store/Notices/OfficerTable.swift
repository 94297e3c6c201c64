package import Complaints
package import Postgres

/// A pejabat penghubung: who answers for a body.
package struct LiaisonOfficer: Sendable {
    package var id: Int
    package var body: String
    package var name: String
    package var email: String?
    package var phone: String?
    package var isHead: Bool
    /// Their first day.
    package var from: CivilDate
    /// Their last day; nil: not known yet.
    package var to: CivilDate?

    package init(
        id: Int, of body: String, name: String, email: String? = nil, phone: String? = nil, isHead: Bool = false,
        from: CivilDate, to: CivilDate? = nil
    ) {
        self.id = id
        self.body = body
        self.name = name
        self.email = email
        self.phone = phone
        self.isHead = isHead
        self.from = from
        self.to = to
    }

    package func isInOffice(on day: CivilDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}

package enum OfficerTable {
    /// Those that may be told, whatever their term.
    package static func active(_ connection: inout PostgresConnection) throws(PostgresError) -> [LiaisonOfficer] {
        try connection.execute(
            "officers",
            """
            SELECT id, body_code, name, email, phone, role = 'head' AS head, valid_from, valid_to
            FROM liaison_officer WHERE active ORDER BY id
            """
        ).map { row in
            LiaisonOfficer(
                id: row.integer("id"), of: row.text("body_code"), name: row.text("name"),
                email: row.optionalText("email"), phone: row.optionalText("phone"), isHead: row.boolean("head"),
                from: row.date("valid_from"), to: row.optionalDate("valid_to"))
        }
    }
}
