package import Complaints
import Store

/// Somebody takes office, leaves it, or is reached elsewhere.
package enum OfficerChange {
    /// Somebody takes office; today, when no first day is said.
    ///
    /// - Throws: `Failure`, and the errors of the database.
    package static func add(
        to body: String, name: String, role: String, email: String?, phone: String?, from: CivilDate?, to: CivilDate?
    ) throws -> BodyChange {
        var register = try BodyRegister()
        try register.check(body)
        let first = from ?? register.today
        if let to, to < first { throw Failure(.badData, BodyWords.endBeforeStart(to, first)) }
        let new = OfficerTable.New(
            name: name, role: role, email: email, phone: international(phone), from: first, to: to)
        // Nobody holds the same office twice at once.
        if let since = try OfficerTable.sameName(as: new, of: body, &register.database) {
            throw Failure(.badData, BodyWords.inOffice(at: body, since: since))
        }
        try OfficerTable.add(new, to: body, &register.database)
        try DecreeList.remind(of: body, &register)
        return BodyChange(body: body, changed: BodyWords.officer(role, from: first))
    }

    /// Puts addresses right.
    ///
    /// - Throws: `Failure` `notFound`, and the errors of the database.
    package static func contact(_ id: Int, of body: String, email: String?, phone: String?) throws -> BodyChange {
        var register = try BodyRegister()
        guard
            try OfficerTable.change(id, of: body, email: email, phone: international(phone), &register.database)
        else { throw Failure(.notFound, BodyWords.noOfficer(body, id)) }
        return BodyChange(body: body, changed: BodyWords.contact(of: id))
    }

    /// Somebody leaves office; yesterday, when no last day is said.
    ///
    /// - Throws: `Failure` `notFound`, and the errors of the database.
    package static func end(_ id: Int, of body: String, on last: CivilDate?) throws -> BodyChange {
        var register = try BodyRegister()
        let last = last ?? register.today.adding(days: -1)
        guard try OfficerTable.end(id, of: body, on: last, &register.database) else {
            throw Failure(.notFound, BodyWords.noTerm(body, id, beyond: last))
        }
        try DecreeList.remind(of: body, &register)
        return BodyChange(body: body, changed: BodyWords.officer(id, until: last))
    }

    private static func international(_ phone: String?) -> String? {
        phone.flatMap { PhoneNumber(normalising: $0)?.e164 }
    }
}
