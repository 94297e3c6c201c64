import Complaints
import Postgres
import Routing
import Store

/// Complaints that routing is asked for, each with its version when it was asked: finds which of them still wait, and
/// what became of the others.
struct RoutingRequests {
    private let requests: [ComplaintID: Int]
    /// In order, so that two workers with the same events wait instead of blocking each other.
    private let ids: [ComplaintID]

    init(_ requests: [ComplaintID: Int]) {
        self.requests = requests
        ids = requests.keys.sorted()
    }

    func find(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ([RoutableComplaint], [ComplaintID: RoutingOutcome]) {
        guard let first = ids.first, let last = ids.last else { return ([], [:]) }
        // The bounds let the planner leave all other months' partitions out.
        let rows = try connection.execute(
            "find routable",
            """
            SELECT id, code, version, next_published_at IS NOT NULL, title, text, kind, location_text, region_hint,
                category_hint, agency_hint, channel, submitted_at, received_at
            FROM complaint WHERE id = ANY ($1) AND id BETWEEN $2 AND $3
            """,
            [
                .array(BinaryArray(ids: ids)), .id(first),
                .id(last),
            ])
        var waiting: [RoutableComplaint] = []
        var outcomes: [ComplaintID: RoutingOutcome] = [:]
        var before: [ComplaintID: Bool] = [:]
        var moved: [RoutableComplaint] = []
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            let steps = Int(rows.integer(row, 2)) - (requests[id] ?? 0)
            if steps > 0 { moved.append(RoutableComplaint(rows, row)) }
            switch steps {
            case 0: waiting.append(RoutableComplaint(rows, row))
            case 1: before[id] = rows.boolean(row, 3)
            default: outcomes[id] = .movedOn
            }
        }
        for complaint in try stillWaiting(moved, &connection) {
            waiting.append(complaint)
            before[complaint.id] = nil
        }
        if !before.isEmpty { try findSteps(before, &outcomes, &connection) }
        if waiting.contains(where: { $0.version > 1 }) {
            try addLedger(to: &waiting, &connection)
            try addStates(to: &waiting, &connection)
            try addAnswers(to: &waiting, &connection)
        }
        return (waiting, outcomes)
    }

    /// Those of `moved` that nobody has routed, though people or clocks did something else to them meanwhile.
    private func stillWaiting(
        _ moved: [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [RoutableComplaint] {
        let states = try CaseTable.read(moved.map(\.id), &connection)
        return moved.filter { complaint in
            if case .success(let state) = states[complaint.id] { state.awaitsRouting } else { false }
        }
    }

    private func findSteps(
        _ published: [ComplaintID: Bool], _ outcomes: inout [ComplaintID: RoutingOutcome],
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let rows = try connection.execute(
            "find steps",
            """
            SELECT complaint_id, event, at, data::text, version FROM journal
            WHERE complaint_id = ANY ($1) AND version > 1
            """, [.array(BinaryArray(ids: published.keys))])
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            let version = Int(rows.integer(row, 4))
            guard version == (requests[id] ?? 0) + 1, let event = CaseEvent(rawValue: rows.text(row, 1)) else {
                continue
            }
            let step = JournaledStep(
                version: version, event: event, at: Instant(microseconds: rows.microseconds(row, 2)),
                data: Array(rows.text(row, 3).utf8))
            outcomes[id] = .routedBefore(step, isPublished: published[id] ?? false)
        }
    }

    /// Who had them before, and who of these refused.
    private func addLedger(
        to waiting: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let rows = try connection.execute(
            "hop ledger",
            """
            SELECT complaint_id, hop, body_code, suggested, refused_at IS NOT NULL FROM assignment
            WHERE complaint_id = ANY ($1) ORDER BY hop
            """, [.array(BinaryArray(ids: waiting.filter { $0.version > 1 }.map(\.id)))])
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            guard let index = waiting.firstIndex(where: { $0.id == id }) else { continue }
            waiting[index].hops = max(waiting[index].hops, Int(rows.integer(row, 1)))
            guard rows.boolean(row, 4) else { continue }
            waiting[index].refusals.append(
                Refusal(bodyCode: rows.text(row, 2), suggestedBodyCode: rows.optionalText(row, 3)))
        }
    }

    /// Where they stand: their clocks go on.
    private func addStates(
        to waiting: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let states = try CaseTable.read(waiting.filter { $0.version > 1 }.map(\.id), &connection)
        for index in waiting.indices where waiting[index].version > 1 {
            switch states[waiting[index].id] {
            case .success(let state):
                waiting[index].state = state
                // What a coordinator found to be misuse of office stays it: no unit may get it because its words are tame.
                if state.isMisconduct { waiting[index].facts.kind = "pengaduan berkadar pengawasan" }
                if let verified = state.verifiedCategory { waiting[index].facts.category = verified }
            case .failure(let error): throw PostgresError(.abandoned(.fault), in: "replay", "\(error)")
            case nil: break
            }
        }
    }

    /// What reporters answered to questions belongs to the report.
    private func addAnswers(
        to waiting: inout [RoutableComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let rows = try connection.execute(
            "answers",
            "SELECT complaint_id, text FROM correspondence WHERE complaint_id = ANY ($1) AND role = 'reporter' ORDER BY at",
            [.array(BinaryArray(ids: waiting.filter { $0.version > 1 }.map(\.id)))])
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            guard let index = waiting.firstIndex(where: { $0.id == id }) else { continue }
            waiting[index].facts.text += "\n" + rows.text(row, 1)
        }
    }
}

extension RoutableComplaint {
    init(_ rows: QueryResult, _ row: Int) {
        self.init(
            id: rows.complaintID(row, 0), code: rows.text(row, 1), version: Int(rows.integer(row, 2)),
            facts: ReportFacts(
                title: rows.optionalText(row, 4), text: rows.text(row, 5), kind: rows.text(row, 6),
                locationText: rows.optionalText(row, 7), regionCode: rows.optionalText(row, 8),
                category: rows.optionalText(row, 9), agency: rows.optionalText(row, 10), channel: rows.text(row, 11),
                at: Instant(microseconds: rows.microseconds(row, 12))),
            kind: ReportKind(rawValue: rows.text(row, 6)) ?? .pengaduan,
            submittedAt: Instant(microseconds: rows.microseconds(row, 12)),
            receivedAt: Instant(microseconds: rows.microseconds(row, 13)))
    }
}
