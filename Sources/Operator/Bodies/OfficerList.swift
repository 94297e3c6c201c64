package import Complaints
package import Store

package struct OfficerList: CutList {
    package let rows: [OfficerTable.Holder]
    package let more: Int

    init(rows: [OfficerTable.Holder], limit: Int = .max) { (self.rows, more) = rows.cut(to: limit) }

    /// - Parameter inOffice: only those who answer today.
    /// - Throws: `Failure` `notFound`.
    package init(of body: String, inOffice: Bool, limit: Int) throws {
        var register = try BodyRegister()
        try register.check(body)
        let holders = try OfficerTable.holders(of: body, &register.database)
        self.init(rows: holders.filter { !inOffice || $0.answers }, limit: limit)
    }

    init(of body: String, _ register: inout BodyRegister) throws {
        self.init(rows: try OfficerTable.holders(of: body, &register.database))
    }

    package var text: String {
        guard !rows.isEmpty else { return BodyWords.noOfficers.text }
        return TextTable(
            [.id, .name, .role, .email, .phone, .from, .until, .answersToday],
            rows.map { [$0.id, $0.name, $0.role, $0.email, $0.phone, $0.from, $0.to, CommonWords.answer($0.answers)] }
        ).text
    }
}

/// Somebody takes office, leaves it, or is reached elsewhere.
package enum OfficerChange {
    /// Somebody takes office; today, when no first day is said.
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
            throw Failure(.badData, BodyWords.inOffice(body, since))
        }
        try OfficerTable.add(new, to: body, &register.database)
        try DecreeList.remind(of: body, &register)
        return BodyChange(body: body, changed: BodyWords.newOfficer(role, first))
    }

    /// Puts addresses right.
    ///
    /// - Throws: `Failure` `notFound`.
    package static func contact(_ id: Int, of body: String, email: String?, phone: String?) throws -> BodyChange {
        var register = try BodyRegister()
        guard
            try OfficerTable.change(id, of: body, email: email, phone: international(phone), &register.database)
        else { throw Failure(.notFound, BodyWords.noOfficer(body, id)) }
        return BodyChange(body: body, changed: BodyWords.contact(id))
    }

    /// Somebody leaves office; yesterday, when no last day is said.
    ///
    /// - Throws: `Failure` `notFound`.
    package static func end(_ id: Int, of body: String, on last: CivilDate?) throws -> BodyChange {
        var register = try BodyRegister()
        let last = last ?? register.today.adding(days: -1)
        guard try OfficerTable.end(id, of: body, on: last, &register.database) else {
            throw Failure(.notFound, BodyWords.noTerm(body, id, last))
        }
        try DecreeList.remind(of: body, &register)
        return BodyChange(body: body, changed: BodyWords.endedOfficer(id, last))
    }

    private static func international(_ phone: String?) -> String? {
        phone.flatMap { PhoneNumber(normalising: $0)?.e164 }
    }
}
