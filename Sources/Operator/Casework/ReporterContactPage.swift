import Complaints
import Store

/// How a reporter can be reached, with what of it intake could not read: in clear, for who must mend it. Who looked is
/// written down.
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
    var unread: [Field]

    /// - Parameters:
    ///   - text: the tracking code as it was typed.
    ///   - actor: who looks.
    /// - Throws: `Failure` when there is no such case.
    package init(of text: String, actor: String) throws {
        var database = try Connections.database()
        let (code, id) = try TrackedCase.find(text, &database)
        let now = try StoreClock.now(&database)
        let contact = try ContactTable.look(at: id, by: actor, now: now, &database)
        self.code = code
        (name, phone, email) = (contact.name, contact.phone, contact.email)
        unread = try UnreadFieldTable.fields(of: id, &database).filter { $0.field.hasPrefix("reporter") }.map {
            Field(field: $0.field, code: $0.code, sent: $0.plain, mendedAt: $0.mendedAt)
        }
    }

    package var text: String {
        let rows: [(Phrase, String?)] = [(.caseNumber, code), (.name, name), (.phone, phone), (.email, email)]
        let facts = rows.map { $0.padded(to: 18) + ($1 ?? "-") }.joined(separator: "\n")
        guard !unread.isEmpty else { return facts }
        let table = TextTable(
            [.field, .code, .content, .mendedAt], widest: 80,
            unread.map { [$0.field, $0.code, FieldMask.visible($0.sent), $0.mendedAt.map(IndonesianZone.wib.time)] })
        return "\(facts)\n\n\(CaseWords.unread)\n\(table.text)"
    }
}

/// A reporter's contact that was given anew.
package struct ChangedContact: CommandResult {
    var code: String
    var changed: [String]

    /// - Parameters:
    ///   - text: the tracking code as it was typed.
    ///   - phone: as it was typed; nil: it stays.
    ///   - email: as it was typed; nil: it stays.
    /// - Throws: `Failure` when there is no such case.
    package init(of text: String, phone: String?, email: String?, actor: String) throws {
        var database = try Connections.database()
        let (code, id) = try TrackedCase.find(text, &database)
        let (phone, email) = (
            phone.flatMap { PhoneNumber(normalising: $0)?.e164 }, email.flatMap { EmailAddress($0)?.text }
        )
        try ContactTable.change(
            id, phone: phone, email: email, by: actor, now: try StoreClock.now(&database), &database)
        self.code = code
        changed = [phone.map { _ in "reporter.phone" }, email.map { _ in "reporter.email" }].compactMap { $0 }
    }

    package var text: String { CaseWords.contactChanged(code, changed.joined(separator: ", ")).text }
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
