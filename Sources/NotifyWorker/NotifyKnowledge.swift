import Postgres
import Shared

/// A pejabat penghubung: who answers for a body.
struct LiaisonOfficer: Sendable {
    var id: Int
    var name: String
    var email: String?
    var phone: String?
}

/// Bodies with their officers, and the texts.
struct NotifyKnowledge: Sendable {
    private var officers: [String: [LiaisonOfficer]] = [:]
    private var heads: [String: [LiaisonOfficer]] = [:]
    private var parents: [String: String] = [:]
    private var names: [String: String] = [:]
    private(set) var officersByID: [Int: LiaisonOfficer] = [:]
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
            SELECT id, body_code, name, email, phone, role FROM liaison_officer
            WHERE active AND store_now()::date BETWEEN valid_from AND COALESCE(valid_to, 'infinity') ORDER BY id
            """)
        for row in 0..<officers.count {
            let officer = LiaisonOfficer(
                id: Int(officers.integer(row, 0)), name: officers.text(row, 2), email: officers.optionalText(row, 3),
                phone: officers.optionalText(row, 4))
            let body = officers.text(row, 1)
            if officers.text(row, 5) == "head" {
                knowledge.heads[body, default: []].append(officer)
            } else {
                knowledge.officers[body, default: []].append(officer)
            }
            knowledge.officersByID[officer.id] = officer
        }
        return knowledge
    }

    private init(wording: Wording) { self.wording = wording }

    /// The officers of `body`, or of the nearest body above that has some.
    func officers(of body: String) -> [LiaisonOfficer] {
        var code: String? = body
        while let current = code {
            if let found = officers[current] { return found }
            code = parents[current]
        }
        return []
    }

    /// Those that a case at `body` is handed up to. A body whose head is not known hands up to the body above.
    func officers(of body: String, at level: EscalationLevel) -> [LiaisonOfficer] {
        switch level {
        case .head: heads[body] ?? parents[body].map { officers(of: $0) } ?? []
        case .coordinator: parents[body].map { officers(of: $0) } ?? officers(of: body)
        case .national: officers(of: "NASIONAL")
        case .ombudsman: []
        }
    }

    /// The body's name.
    func name(of body: String) -> String { names[body] ?? body }
}
