import Complaints
import Postgres
import Routing
import Shared
import Store

/// Routing's tables: `complaint`, `assignment`, `journal`.
struct PostgresRoutingStore: RoutingStore, ~Copyable {
    /// Seconds between two looks whether the reference tables changed.
    private static let knowledgeSeconds: Int64 = 30
    private var session: DatabaseSession
    private let shared: SharedKnowledge<RoutingKnowledge>
    private var knowledge: RoutingKnowledge
    private var knowledgeRead: Instant

    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
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
        _ requests: [ComplaintID: Int], marking marks: OutboxMarks, at now: Instant
    ) throws(StageFailure) -> [ComplaintID: RoutingOutcome] {
        try refreshKnowledge()
        let knowledge = knowledge
        let result = try session.transaction { connection throws(PostgresError) -> [ComplaintID: RoutingOutcome]? in
            try marks.store(&connection, at: now)
            var (waiting, outcomes) = try RoutingRequests(requests).find(&connection)
            var routed = waiting.map { RoutedComplaint($0, knowledge, now: now) }
            let incidents = try IncidentMatching(routed, knowledge.router.gazetteer, at: now).find(&connection)
            routed = routed.map { step in
                incidents[step.complaint.id].map { step.reporting($0, knowledge) } ?? step
            }
            guard try Self.store(routed, calendar: knowledge.calendar, &connection) == routed.count else {
                // Somebody else moved one of them between our read and our write.
                throw PostgresError(.abandoned(.conflict), in: "route", "complaint moved on meanwhile")
            }
            for step in routed { outcomes[step.complaint.id] = .routed(step) }
            return outcomes
        }
        return result ?? [:]
    }

    private mutating func refreshKnowledge() throws(StageFailure) {
        guard knowledgeRead.advanced(bySeconds: Self.knowledgeSeconds) < .now else { return }
        let shared = shared
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: RoutingKnowledge.read)
        }
        knowledgeRead = .now
    }

    /// Stores the decisions; returns how many complaints were still at the version that was decided on.
    private static func store(
        _ routed: [RoutedComplaint], calendar: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        guard !routed.isEmpty else { return 0 }
        let rows = RoutingRows(routed, calendar: calendar)
        let moved = try connection.execute(
            "route",
            """
            UPDATE complaint c SET version = u.version, status = u.status::case_status, verify_due = u.verify_due,
                first_reply_due = u.first_reply_due, hop = u.hop, supervised = u.supervised, urgent = u.urgent,
                region_code = u.region, category_code = u.category, body_code = u.body, next_published_at = NULL
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                AS u (id, version, status, verify_due, first_reply_due, hop, supervised, urgent, region, category, body)
            WHERE c.id = u.id AND c.version = u.version - 1 AND c.id BETWEEN $12 AND $13
            """, rows.parameters
        ).affectedRows
        guard moved == routed.count else { return moved }
        try connection.copy(into: RoutingRows.assignmentColumns, rows.assignments)
        try connection.copy(into: RoutingRows.explanationColumns, rows.explanations)
        if rows.links.count > 0 { try connection.copy(into: RoutingRows.linkColumns, rows.links) }
        try connection.copy(into: JournalRows.columns, rows.journal.rows)
        try rows.agenda.store(&connection)
        return moved
    }
}
