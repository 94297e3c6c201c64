import Postgres
import Shared

/// Routing's tables: `complaint`, `assignment`, `journal`.
struct PostgresRoutingStore: RoutingStore, ~Copyable {
    /// Seconds between two looks whether the reference tables changed.
    private static let knowledgeSeconds: Int64 = 30
    private var session: DatabaseSession
    private let shared: SharedKnowledge<RoutingKnowledge>
    private var knowledge: RoutingKnowledge
    private var knowledgeRead: Instant

    /// - Throws: `StageFailure` `unavailable`, or `drift` when the database was not migrated.
    init(url: String, knowledge shared: SharedKnowledge<RoutingKnowledge>) throws(StageFailure) {
        var session = try DatabaseSession(url: url, name: "RoutingWorker")
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: RoutingKnowledge.read)
        }
        knowledgeRead = .now
        self.session = session
        self.shared = shared
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    mutating func check(at now: Instant) throws(StageFailure) { try session.check(at: now) }

    mutating func mark(_ marks: OutboxMarks) throws(StageFailure) {
        try session.transaction { connection throws(PostgresError) in
            try marks.store(&connection, at: .now)
        }
    }

    mutating func route(
        _ ids: [ComplaintID], marking marks: OutboxMarks, at now: Instant
    ) throws(StageFailure) -> [ComplaintID: RoutingOutcome] {
        try refreshKnowledge(now)
        let knowledge = knowledge
        let result = try session.transaction { connection throws(PostgresError) -> [ComplaintID: RoutingOutcome]? in
            try marks.store(&connection, at: now)
            var (waiting, outcomes) = try Self.find(ids, &connection)
            let routed = waiting.map { RoutedComplaint($0, knowledge, now: now) }
            guard try Self.store(routed, &connection) == routed.count else {
                // Somebody else moved one of them between our read and our write.
                throw PostgresError(.server(SQLState("40001")), in: "route", "complaint moved on meanwhile")
            }
            for step in routed { outcomes[step.complaint.id] = .routed(step) }
            return outcomes
        }
        return result ?? [:]
    }

    private mutating func refreshKnowledge(_ now: Instant) throws(StageFailure) {
        guard knowledgeRead.advanced(bySeconds: Self.knowledgeSeconds) < now else { return }
        let shared = shared
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: RoutingKnowledge.read)
        }
        knowledgeRead = now
    }

    /// The complaints: those that wait for routing, and what became of the others.
    private static func find(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ([RoutableComplaint], [ComplaintID: RoutingOutcome]) {
        guard let first = ids.first, let last = ids.last else { return ([], [:]) }
        var keys = BinaryArray(.uuid)
        for id in ids { keys.appendUUID(high: id.high, low: id.low) }
        // The bounds let the planner leave all other months' partitions out.
        let rows = try connection.execute(
            "find routable",
            """
            SELECT id, code, version, next_published_at IS NOT NULL, title, text, kind, location_text, region_hint,
                category_hint, agency_hint, channel, submitted_at, received_at
            FROM complaint WHERE id = ANY ($1) AND id BETWEEN $2 AND $3
            """,
            [.array(keys), .uuid(high: first.high, low: first.low), .uuid(high: last.high, low: last.low)])
        var waiting: [RoutableComplaint] = []
        var outcomes: [ComplaintID: RoutingOutcome] = [:]
        var before: [ComplaintID: Bool] = [:]
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            switch rows.integer(row, 2) {
            case 1: waiting.append(RoutableComplaint(rows, row))
            case 2: before[id] = rows.boolean(row, 3)
            default: outcomes[id] = .movedOn
            }
        }
        if !before.isEmpty { try findSteps(before, &outcomes, &connection) }
        return (waiting, outcomes)
    }

    private static func findSteps(
        _ published: [ComplaintID: Bool], _ outcomes: inout [ComplaintID: RoutingOutcome],
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var keys = BinaryArray(.uuid)
        for id in published.keys { keys.appendUUID(high: id.high, low: id.low) }
        let rows = try connection.execute(
            "find steps",
            "SELECT complaint_id, event, at, data::text FROM journal WHERE complaint_id = ANY ($1) AND version = 2",
            [.array(keys)])
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            guard let event = CaseEvent(rawValue: rows.text(row, 1)) else { continue }
            let step = JournaledStep(
                version: 2, event: event, at: Instant(microseconds: rows.microseconds(row, 2)),
                data: Array(rows.text(row, 3).utf8))
            outcomes[id] = .routedBefore(step, isPublished: published[id] ?? false)
        }
    }

    /// Stores the decisions; returns how many complaints were still at the version that was decided on.
    private static func store(
        _ routed: [RoutedComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        guard !routed.isEmpty else { return 0 }
        let rows = RoutingRows(routed)
        let moved = try connection.execute(
            "route",
            """
            UPDATE complaint c SET version = u.version, status = u.status::case_status, verify_due = u.verify_due,
                first_reply_due = u.first_reply_due, hop = u.hop, supervised = u.supervised, region_code = u.region,
                category_code = u.category, body_code = u.body, next_published_at = NULL
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                AS u (id, version, status, verify_due, first_reply_due, hop, supervised, region, category, body)
            WHERE c.id = u.id AND c.version = u.version - 1 AND c.id BETWEEN $11 AND $12
            """, rows.parameters
        ).affectedRows
        guard moved == routed.count else { return moved }
        try connection.copy(into: RoutingRows.assignmentColumns, rows.assignments)
        try connection.copy(into: JournalRows.columns, rows.journal.rows)
        return moved
    }
}

extension RoutableComplaint {
    fileprivate init(_ rows: QueryResult, _ row: Int) {
        self.init(
            id: rows.complaintID(row, 0), code: rows.text(row, 1), version: Int(rows.integer(row, 2)),
            facts: ReportFacts(
                title: rows.optionalText(row, 4), text: rows.text(row, 5), kind: rows.text(row, 6),
                locationText: rows.optionalText(row, 7), regionCode: rows.optionalText(row, 8),
                category: rows.optionalText(row, 9), agency: rows.optionalText(row, 10), channel: rows.text(row, 11)),
            submittedAt: Instant(microseconds: rows.microseconds(row, 12)),
            receivedAt: Instant(microseconds: rows.microseconds(row, 13)))
    }
}
