package import Complaints
package import Postgres
package import Routing

/// Complaints that routing is asked for, each with its version when it was asked.
package struct RoutingRequests {
    private let requests: [ComplaintID: Int]
    private let ids: [ComplaintID]

    package init(_ requests: [ComplaintID: Int]) {
        self.requests = requests
        ids = requests.keys.sorted()
    }

    /// Reads what a decision needs of those that exist.
    package func read(_ connection: inout PostgresConnection) throws(PostgresError) -> [RoutableComplaint] {
        guard let first = ids.first, let last = ids.last else { return [] }
        // The bounds let the planner leave all other months' partitions out.
        let rows = try connection.execute(
            "find routable",
            """
            SELECT c.id, c.code, c.version, c.received_at, c.confidential, c.anonymous, \(ReportFacts.columns(of: "c"))
            FROM complaint c WHERE c.id = ANY ($1) AND c.id BETWEEN $2 AND $3
            """, [.ids(ids), .id(first), .id(last)])
        let keys = connection.keys
        var found = try rows.map { row throws(PostgresError) in
            try RoutableComplaint(row, requested: requests[row.complaintID("id")] ?? 0, keys)
        }
        try addStates(to: &found, &connection)
        try addSteps(to: &found, &connection)
        let returned = found.filter { $0.waits && $0.version > 1 }.map(\.id)
        if !returned.isEmpty {
            try addLedger(of: returned, to: &found, &connection)
            try addAnswers(of: returned, to: &found, &connection)
        }
        return found
    }

    /// Where those stand that come back or have moved on: their clocks go on.
    private func addStates(
        to found: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let states = try CaseTable.read(found.filter { $0.version > 1 || $0.hasMoved }.map(\.id), &connection)
        guard !states.isEmpty else { return }
        for index in found.indices {
            switch states[found[index].id] {
            case .success(let state): found[index].state = state
            // Of what has moved on, only those wait whose journal says so.
            case .failure(let error) where found[index].waits:
                throw PostgresError(.abandoned(.fault), in: "replay", "\(error)")
            case .failure, nil: break
            }
        }
    }

    /// What was decided on those that have been decided on before, and have not moved since.
    private func addSteps(
        to found: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let decided = found.filter { !$0.waits && $0.version == $0.requested + 1 }.map(\.id)
        guard !decided.isEmpty else { return }
        let rows = try connection.execute(
            "find steps",
            """
            WITH \(OutboxTable.held)
            SELECT \(JournalEntry.columnsOfJ), h.outbox_id FROM journal j
            LEFT JOIN held h ON h.complaint_id = j.complaint_id AND h.version = j.version
            WHERE j.complaint_id = ANY ($1) AND j.version > 1
            """, [.ids(decided)])
        for row in rows {
            guard let index = found.firstIndex(where: { $0.id == row.complaintID("complaint_id") }),
                row.integer("version") == found[index].version
            else { continue }
            // A row that this program does not know was written by a newer one, which answers for it.
            found[index].step = try? JournalEntry(row)
            found[index].held = row.optionalInteger("outbox_id").map(Int64.init)
        }
    }

    /// Who had them before, and who of these refused.
    private func addLedger(
        of ids: [ComplaintID], to found: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let rows = try connection.execute(
            "hop ledger",
            """
            SELECT complaint_id, hop, body_code, suggested, refused_at IS NOT NULL AS refused FROM assignment
            WHERE complaint_id = ANY ($1) ORDER BY hop
            """, [.ids(ids)])
        for row in rows {
            guard let index = found.firstIndex(where: { $0.id == row.complaintID("complaint_id") }) else { continue }
            found[index].hops = max(found[index].hops, row.integer("hop"))
            guard row.boolean("refused") else { continue }
            found[index].refusals.append(
                Refusal(bodyCode: row.text("body_code"), suggestedBodyCode: row.optionalText("suggested")))
        }
    }

    private func addAnswers(
        of ids: [ComplaintID], to found: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let letters = try Correspondence.letters(in: Set(ids), &connection)
        for index in found.indices {
            found[index].answers += letters[found[index].id, default: []]
                .filter { $0.role == CaseRole.reporter.rawValue }.map(\.text)
        }
    }
}

extension RoutableComplaint {
    fileprivate init(_ row: Row, requested: Int, _ keys: CaseKeys) throws(PostgresError) {
        self.init(
            id: row.complaintID("id"), code: row.text("code"), version: row.integer("version"), requested: requested,
            report: try ReportFacts(row, keys),
            kind: ReportKind(rawValue: row.text("kind")) ?? .pengaduan,
            submittedAt: row.instant("submitted_at"), receivedAt: row.instant("received_at"))
        (isConfidential, isAnonymous) = (row.boolean("confidential"), row.boolean("anonymous"))
    }
}
