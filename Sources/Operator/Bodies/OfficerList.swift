import Complaints
package import Store

/// A body's officers and heads, past ones too.
package struct OfficerList: ListResult {
    package let rows: [OfficerTable.Holder]

    init(rows: [OfficerTable.Holder]) { self.rows = rows }

    /// - Throws: `Failure` `notFound`, and the errors of the database.
    package init(of body: String) throws {
        var register = try BodyRegister()
        try register.check(body)
        try self.init(of: body, &register)
    }

    init(of body: String, _ register: inout BodyRegister) throws {
        rows = try OfficerTable.holders(of: body, &register.database)
    }

    package var text: String {
        guard !rows.isEmpty else { return BodyWords.noOfficers.text }
        var table = TextTable([
            Heading.id, Heading.name, Heading.role, Heading.email, Heading.phone, Heading.from, Heading.until,
            Heading.answersToday,
        ])
        for officer in rows {
            table.add([
                String(officer.id), officer.name, officer.role, officer.email ?? "-", officer.phone ?? "-",
                officer.from.description, officer.to?.description ?? "-", CommonWords.answer(officer.answers),
            ])
        }
        return table.text
    }
}
