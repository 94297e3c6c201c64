import Complaints
import Postgres

/// A pejabat penghubung: who answers for a body.
struct LiaisonOfficer: Sendable {
    var id: Int
    var name: String
    var email: String?
    var phone: String?
    /// Their first day.
    var from: CivilDate
    /// Their last day; nil: not known yet.
    var to: CivilDate?

    func isInOffice(on day: CivilDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}

/// Bodies with their officers, and the texts.
struct NotifyKnowledge: Sendable {
    private var officers: [String: [LiaisonOfficer]] = [:]
    private var heads: [String: [LiaisonOfficer]] = [:]
    private var parents: [String: String] = [:]
    private var names: [String: String] = [:]
    let wording: Wording

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> NotifyKnowledge {
        var knowledge = NotifyKnowledge(wording: try Wording.read(&connection))
        let bodies = try connection.execute("bodies", "SELECT code, parent_code, name FROM body")
        for row in 0..<bodies.count {
            knowledge.parents[bodies.text(row, 0)] = bodies.optionalText(row, 1)
            knowledge.names[bodies.text(row, 0)] = bodies.text(row, 2)
        }
        let officers = try connection.execute(
            "officers",
            """
            SELECT id, body_code, name, email, phone, role, valid_from - date '1970-01-01',
                valid_to - date '1970-01-01'
            FROM liaison_officer WHERE active ORDER BY id
            """)
        for row in 0..<officers.count {
            let officer = LiaisonOfficer(
                id: Int(officers.integer(row, 0)), name: officers.text(row, 2), email: officers.optionalText(row, 3),
                phone: officers.optionalText(row, 4), from: CivilDate(daysSinceEpoch: Int(officers.integer(row, 6))),
                to: officers.isNull(row, 7) ? nil : CivilDate(daysSinceEpoch: Int(officers.integer(row, 7))))
            let body = officers.text(row, 1)
            if officers.text(row, 5) == "head" {
                knowledge.heads[body, default: []].append(officer)
            } else {
                knowledge.officers[body, default: []].append(officer)
            }
        }
        return knowledge
    }

    private init(wording: Wording) { self.wording = wording }

    /// The officers of `body` on a day, or of the nearest body above that has some.
    func officers(of body: String, on today: CivilDate) -> [LiaisonOfficer] {
        var code: String? = body
        while let current = code {
            let found = Self.inOffice(officers[current], today)
            if !found.isEmpty { return found }
            code = parents[current]
        }
        return []
    }

    /// Those that a case at `body` is handed up to. A body whose head is not known hands up to the body above.
    func officers(of body: String, at level: EscalationLevel, on today: CivilDate) -> [LiaisonOfficer] {
        let above = parents[body].map { officers(of: $0, on: today) }
        switch level {
        case .head:
            let heads = Self.inOffice(heads[body], today)
            return heads.isEmpty ? above ?? [] : heads
        case .coordinator: return above ?? officers(of: body, on: today)
        case .national: return officers(of: "NASIONAL", on: today)
        case .ombudsman: return []
        }
    }

    private static func inOffice(_ officers: [LiaisonOfficer]?, _ today: CivilDate) -> [LiaisonOfficer] {
        (officers ?? []).filter { $0.isInOffice(on: today) }
    }

    /// The body's name.
    func name(of body: String) -> String { names[body] ?? body }
}
