package import Complaints
import Contract
package import Postgres
package import Routing
package import Shared

/// What a batch of decisions writes: columns for one UPDATE, rows for COPYs.
package struct RoutingRows: Sendable {
    private let routed: [RoutedComplaint]
    private let calendar: Int

    /// Rows for `routed`, whose deadlines were computed by version `calendar` of the calendar.
    package init(_ routed: [RoutedComplaint], calendar: Int) {
        self.routed = routed
        self.calendar = calendar
    }

    /// Stores complaints, assignments, reasons, incidents, agenda, facts and journal.
    ///
    /// - Returns: the message that announces each decision.
    /// - Throws: `PostgresError`; a conflict when somebody else moved one of them since it was read.
    package func store(
        _ connection: inout PostgresConnection, at now: Instant
    ) throws(PostgresError) -> [ComplaintID: Outbound] {
        guard !routed.isEmpty else { return [:] }
        try update(&connection)
        try HopLedger.open(routed, &connection)
        try connection.copy(into: "explanation (complaint_id, version, data)", explanations)
        try IncidentTable.link(routed, &connection)
        var journal = JournalRows()
        var messages: [ComplaintID: Outbound] = [:]
        let row = try OutboxTable.hold(routed.map(\.entry), at: now, &connection)
        for step in routed {
            messages[step.complaint.id] = .event(step.entry, data: journal.add(step.entry)).held(by: row)
        }
        var agenda = AgendaRows([], calendar: calendar)
        for step in routed { agenda.add(step.complaint.id, next: step.nextStepAt) }
        try agenda.store(&connection)
        try journal.store(folded: try RoutedFacts(routed).store(&connection), &connection)
        return messages
    }

    private func update(_ connection: inout PostgresConnection) throws(PostgresError) {
        let all = routed.map(\.complaint.id)
        guard let first = all.min(), let last = all.max() else { return }
        let moved = try connection.execute(
            "route",
            """
            UPDATE complaint c SET version = u.version, status = u.status::case_status, verify_due = u.verify_due,
                first_reply_due = u.first_reply_due, hop = u.hop, supervised = u.supervised, urgent = u.urgent,
                region_code = u.region, category_code = u.category, body_code = u.body
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                AS u (id, version, status, verify_due, first_reply_due, hop, supervised, urgent, region, category, body)
            WHERE c.id = u.id AND c.version = u.version - 1 AND c.id BETWEEN $12 AND $13
            """,
            [
                .ids(routed) { $0.complaint.id }, .integers(routed) { $0.entry.version },
                .texts(routed) { $0.status.rawValue }, .instants(routed) { $0.due(of: .verify) },
                .instants(routed) { $0.due(of: .firstReply) }, .smallints(routed) { $0.hop },
                .booleans(routed) { $0.decision.isMisconduct }, .booleans(routed) { $0.decision.grounds.isUrgent },
                .texts(routed) { $0.decision.regionCode }, .texts(routed) { $0.decision.categoryCode },
                .texts(routed) { $0.decision.bodyCode }, .id(first), .id(last),
            ]
        ).affectedRows
        guard moved == routed.count else {
            throw PostgresError(.abandoned(.conflict), in: "route", "complaint moved on meanwhile")
        }
    }

    private var explanations: CopyRows {
        var rows = CopyRows(columns: 3)
        for step in routed {
            rows.beginRow()
            rows.append(step.complaint.id)
            rows.append(Int32(step.entry.version))
            rows.append(utf8: step.decision.explanation)
        }
        return rows
    }
}

extension RoutingDecision {
    /// What it was found with, as a JSON object, but for what the journal tells of it.
    fileprivate var explanation: [UInt8] {
        var json = JSONObject(capacity: 640)
        json.add("rules_version", grounds.rulesVersion)
        json.add("rule", grounds.rule)
        for (key, texts) in [
            ("models", grounds.models), ("words", grounds.reading.words), ("keywords", grounds.keywords),
            ("places", placeEvidence), ("dangers", grounds.dangers), ("threats", grounds.threats),
            ("misuse", grounds.misuse),
        ] where !texts.isEmpty {
            json.add(key, texts)
        }
        for (key, candidates) in [("category", grounds.reading.category), ("kind", grounds.reading.kind)]
        where !candidates.isEmpty {
            json.add(key, candidates)
        }
        return json.bytes
    }
}
