import Complaints
import Figures
import Postgres

/// Compares the facts that figures are counted from with what the journals tell.
struct FactProof {
    private var told = 0
    private var equal = 0
    private var wrong = Wrongs()
    private var received = ReceivedProof()

    /// Compares a page of cases, within the caller's snapshot. Cases with journal rows that are still to be folded are left
    /// to the projector.
    ///
    /// - Parameters:
    ///   - ids: all cases of the page, in order.
    ///   - cases: what each journal tells that replays.
    mutating func compare(
        _ ids: [ComplaintID], _ cases: [ComplaintID: [CaseFact]], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let waiting = try connection.execute(
            "facts to do among", "SELECT DISTINCT complaint_id FROM fact_waiting WHERE complaint_id = ANY ($1)",
            [.ids(ids)])
        let unfolded = Set(waiting.map { $0.complaintID("complaint_id") })
        let stored = try Self.facts(of: ids, &connection)
        for id in ids {
            guard let facts = cases[id], !unfolded.contains(id) else {
                // Reports count it as it was folded last.
                stored[id]?.last.map { received.add($0) }
                continue
            }
            told += 1
            facts.last.map { received.add($0) }
            if stored[id] == facts { equal += 1 } else { wrong.add("\(id) has other facts than its journal tells") }
        }
    }

    /// All of them, within the caller's snapshot.
    func checks(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ReconciliationCheck] {
        [
            ReconciliationCheck(
                "facts", .init("cases folded", told), .init("whose facts are what their journal tells", equal), wrong),
            try received.check(at: now, &connection),
        ]
    }

    private static func facts(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [CaseFact]] {
        let columns = FactRows.columns.map { column in
            switch column {
            case "to_at": "nullif(to_at, 'infinity') AS to_at"
            case "status": "status::text AS status"
            default: column
            }
        }
        let rows = try connection.execute(
            "facts to compare",
            """
            SELECT \(columns.joined(separator: ", ")) FROM fact WHERE complaint_id = ANY ($1)
            ORDER BY complaint_id, version
            """, [.ids(ids)])
        var facts: [ComplaintID: [CaseFact]] = [:]
        for row in rows {
            guard let fact = CaseFact(row) else { continue }
            facts[fact.complaint, default: []].append(fact)
        }
        return facts
    }
}
