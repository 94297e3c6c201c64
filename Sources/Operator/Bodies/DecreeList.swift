package import Complaints
import Store

/// SK Tim Pengelola of a body or of all, the newest of each first.
package struct DecreeList: CutList {
    package struct Row: Encodable {
        var body: String
        var number: String
        var issued: String
        /// Last day in force.
        var until: String?
        var document: String?
        var endReason: String?
        var inForce: Bool
        var outdated: Bool
    }

    package let rows: [Row]
    package let more: Int

    init(rows: [Row], limit: Int = .max) { (self.rows, more) = rows.cut(to: limit) }

    /// - Parameters:
    ///   - body: nil for all.
    ///   - inForce: only those in force today.
    /// - Throws: `Failure` `notFound`.
    package init(of body: String?, inForce: Bool, limit: Int) throws {
        var register = try BodyRegister()
        if let body { try register.check(body) }
        let recorded = try DecreeList(of: body, &register).rows
        self.init(rows: recorded.filter { !inForce || $0.inForce }, limit: limit)
    }

    init(of body: String?, _ register: inout BodyRegister) throws {
        let terms = try OfficerTable.terms(of: body, &register.database)
        let today = register.today
        let rows = try DecreeTable.recorded(for: body, &register.database).map { recorded in
            let decree = recorded.decree
            let isInForce = decree.isInForce(on: today)
            return Row(
                body: recorded.body, number: decree.number, issued: decree.issued.description,
                until: decree.until?.description, document: recorded.document, endReason: recorded.endReason,
                inForce: isInForce,
                outdated: isInForce && decree.isOutdated(by: terms[recorded.body] ?? [], on: today))
        }
        self.init(rows: rows)
    }

    /// Says so when an officer of `body` has changed since the decree in force was issued.
    static func remind(of body: String, _ register: inout BodyRegister) throws {
        guard let decree = try DecreeList(of: body, &register).rows.first(where: \.inForce), decree.outdated else {
            return
        }
        Terminal.complain(BodyWords.decreeOlder(decree.number, decree.issued))
    }

    package var text: String {
        guard !rows.isEmpty else { return BodyWords.noDecrees.text }
        return TextTable(
            [.body, .number, .issued, .until, .inForce, .remark],
            rows.map { decree in
                let remark = decree.outdated ? BodyWords.mustBeRenewed.text : decree.endReason ?? decree.document
                return [
                    decree.body, decree.number, decree.issued, decree.until, CommonWords.answer(decree.inForce), remark,
                ]
            }
        ).text
    }
}

/// Decrees that come, and that end before their time.
package enum DecreeChange {
    package static func add(
        to body: String, number: String, issued: CivilDate, until: CivilDate?, document: String?, actor: String
    ) throws -> BodyChange {
        var register = try BodyRegister()
        try register.check(body)
        let decree = Decree(number, issued: issued, until: until)
        let new = DecreeTable.Recorded(body: body, decree: decree, document: document)
        guard try DecreeTable.add(new, at: register.now, by: actor, &register.database) else {
            throw Failure(.badData, BodyWords.hasDecree(body, number))
        }
        try DecreeList.remind(of: body, &register)
        return BodyChange(body: body, changed: BodyWords.newDecree(number, issued))
    }

    /// Ends one; today, when no last day is said. It stays on record.
    ///
    /// - Throws: `Failure` `notFound`.
    package static func end(_ number: String, of body: String, on last: CivilDate?, reason: String) throws -> BodyChange
    {
        var register = try BodyRegister()
        let last = last ?? register.today
        guard try DecreeTable.end(number, of: body, on: last, reason: reason, &register.database) else {
            throw Failure(.notFound, BodyWords.noDecree(body, number, last))
        }
        return BodyChange(body: body, changed: BodyWords.endedDecree(number, last))
    }
}
