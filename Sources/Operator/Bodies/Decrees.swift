import Complaints
import Postgres

/// SK Tim Pengelola, as they are looked up and printed.
package enum Decrees {
    package struct Row: Encodable {
        package var body: String
        package var number: String
        package var issued: String
        /// Last day in force.
        package var until: String?
        package var document: String?
        package var endReason: String?
        package var inForce: Bool
        package var outdated: Bool
    }

    /// Decrees of a body, or of all; the newest of each first.
    package static func decrees(of body: String?, _ register: inout BodyRegister) throws -> [Row] {
        let terms = try terms(of: body, &register)
        let rows = try register.database.execute(
            "decrees of body",
            """
            SELECT body_code, number, issued, least(valid_until, ended), document, end_reason FROM decree
            WHERE $1::text IS NULL OR body_code = $1 ORDER BY body_code, issued DESC, id DESC
            """, [.text(body)])
        let today = register.today
        return (0..<rows.count).map { row in
            let decree = Decree(
                rows.text(row, 1), issued: CivilDate(daysSinceEpoch: rows.days(row, 2)), until: CivilDate(rows, row, 3))
            let isInForce = decree.isInForce(on: today)
            return Row(
                body: rows.text(row, 0), number: decree.number, issued: decree.issued.description,
                until: decree.until?.description, document: rows.optionalText(row, 4),
                endReason: rows.optionalText(row, 5), inForce: isInForce,
                outdated: isInForce && decree.isOutdated(by: terms[rows.text(row, 0)] ?? [], on: today))
        }
    }

    /// The decree in force of `body`, when an officer changed after it was issued.
    package static func outdated(_ body: String, _ register: inout BodyRegister) throws -> Row? {
        try decrees(of: body, &register).first { $0.inForce }.flatMap { $0.outdated ? $0 : nil }
    }

    private static func terms(of body: String?, _ register: inout BodyRegister) throws -> [String: [OfficerTerm]] {
        let rows = try register.database.execute(
            "terms of body",
            """
            SELECT body_code, valid_from, valid_to FROM liaison_officer
            WHERE role = 'officer' AND ($1::text IS NULL OR body_code = $1)
            """, [.text(body)])
        return (0..<rows.count).reduce(into: [:]) { terms, row in
            terms[rows.text(row, 0), default: []].append(
                OfficerTerm(from: CivilDate(daysSinceEpoch: rows.days(row, 1)), to: CivilDate(rows, row, 2)))
        }
    }

    package static func text(of decrees: [Row]) -> String {
        guard !decrees.isEmpty else { return "None recorded." }
        var table = TextTable(["Body", "Number", "Issued", "Until", "In force", "Remark"])
        for decree in decrees {
            let remark =
                decree.outdated ? "must be renewed: officers changed" : decree.endReason ?? decree.document ?? "-"
            table.add([
                decree.body, decree.number, decree.issued, decree.until ?? "-", decree.inForce ? "yes" : "no", remark,
            ])
        }
        return table.text
    }
}
