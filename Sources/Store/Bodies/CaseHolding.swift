import Complaints
import Postgres
import Shared

/// Brings the open cases of bodies that are dormant, or woke a moment ago, to where they belong.
struct CaseHolding {
    /// Cases looked at together, and changed in one transaction.
    private static let batch: Int32 = 250
    private let rules: CaseRules
    private let rows: [String: StandingTable.Row]
    private let calendar: Int

    init(_ rules: CaseRules, _ rows: [String: StandingTable.Row], calendar: Int) {
        self.rules = rules
        self.rows = rows.filter { $0.value.standing.isDormant || $0.value.wokeAt != nil }
        self.calendar = calendar
    }

    /// Goes through them, in the order of their ids.
    func run(
        at now: Instant, _ report: inout BodyWatch.Report, _ connection: inout PostgresConnection,
        beat: () throws(PostgresError) -> Void
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        var last = ComplaintID(high: 0, low: 0)
        while true {
            let ids = try open(after: last, &connection)
            guard let end = ids.last else { return }
            let wrong = try misplaced(ids, &report, &connection)
            if !wrong.isEmpty {
                let (held, released) = try connection.transaction { connection throws(PostgresError) in
                    try move(wrong, at: now, &connection)
                }
                KillPoint.held.pass()
                report.held += held
                report.released += released
            }
            last = end
            try beat()
        }
    }

    private func open(
        after last: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        var codes = BinaryArray(.text)
        for code in rows.keys.sorted() { codes.append(code) }
        return try connection.execute(
            "open cases of bodies",
            """
            SELECT id FROM complaint WHERE id > $1 AND body_code = ANY ($2) AND status NOT IN ('selesai', 'arsip')
            ORDER BY id LIMIT $3
            """, [.id(last), .array(codes), .integer(Self.batch)]
        ).map { $0.complaintID("id") }
    }

    /// Those that are not where they belong, looked at without locks: nearly all are.
    private func misplaced(
        _ ids: [ComplaintID], _ report: inout BodyWatch.Report, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        var wrong: [ComplaintID] = []
        for (id, found) in try CaseTable.read(ids, &connection) {
            switch found {
            case .success(let state): if step(for: state) != nil { wrong.append(id) }
            case .failure: report.unreadable += 1
            }
        }
        return wrong
    }

    private func move(
        _ ids: [ComplaintID], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (held: Int, released: Int) {
        var changes = CaseChanges(calendar: calendar)
        for (_, found) in try CaseTable.lock(ids, &connection).sorted(by: { $0.key < $1.key }) {
            guard case .success(let locked) = found, let step = step(for: locked.state) else { continue }
            do throws(ReplayError) {
                _ = try changes.add(step, to: locked, at: now, actor: "ClockWorker")
            } catch {
                throw PostgresError(.abandoned(.fault), in: "hold", error.description)
            }
        }
        try changes.store(&connection, at: now)
        let held = changes.entries.count { $0.event == .held }
        return (held, changes.entries.count - held)
    }

    private func step(for state: CaseState) -> CaseStep? {
        state.holdingStep(rules) { rows[$0]?.standing.reasons.map(\.officialText).joined(separator: ", ") }
    }
}
