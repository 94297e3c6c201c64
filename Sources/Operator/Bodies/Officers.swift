import Complaints
import Postgres

/// Officers and heads of bodies, as they are looked up and printed.
package enum Officers {
    package struct Row: Encodable {
        package var id: Int
        package var name: String
        package var role: String
        package var email: String?
        package var phone: String?
        package var from: String
        package var to: String?
        package var answers: Bool
    }

    /// All of a body, those who answer today first.
    package static func officers(of body: String, _ register: inout BodyRegister) throws -> [Row] {
        let rows = try register.database.execute(
            "officers of body",
            """
            SELECT o.id, o.name, o.role, o.email, o.phone, o.valid_from, o.valid_to, v.id IS NOT NULL
            FROM liaison_officer o LEFT JOIN valid_officer v ON v.id = o.id WHERE o.body_code = $1
            ORDER BY v.id IS NULL, o.valid_from DESC, o.id
            """, [.text(body)])
        return (0..<rows.count).map { row in
            Row(
                id: Int(rows.integer(row, 0)), name: rows.text(row, 1), role: rows.text(row, 2),
                email: rows.optionalText(row, 3), phone: rows.optionalText(row, 4),
                from: CivilDate(rows, row, 5)?.description ?? "", to: CivilDate(rows, row, 6)?.description,
                answers: rows.boolean(row, 7))
        }
    }

    package static func text(of officers: [Row]) -> String {
        guard !officers.isEmpty else { return "None of its own: the body above answers." }
        var table = TextTable(["Id", "Name", "Role", "E-mail", "Phone", "From", "To", "Answers today"])
        for officer in officers {
            table.add([
                String(officer.id), officer.name, officer.role, officer.email ?? "-", officer.phone ?? "-",
                officer.from, officer.to ?? "-", officer.answers ? "yes" : "no",
            ])
        }
        return table.text
    }
}
