package import Complaints
package import Postgres

/// The event journal as operators ask it; `JournalRows` writes it.
package enum JournalTable {
    /// A row, as the way of a case shows it.
    package struct Step: Sendable, Encodable {
        package var version: Int
        package var event: String
        package var at: Instant
        package var actor: String
        package var reason: String?
    }

    /// The way of a case, oldest step first.
    package static func steps(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Step] {
        try connection.execute(
            "history",
            """
            SELECT version, event, at, actor, data->>'reason' AS reason FROM journal WHERE complaint_id = $1
            ORDER BY version
            """, [.id(id)]
        ).map(Step.init)
    }

    /// A step that sent a case somewhere, and why.
    package struct Decision: Sendable {
        package var step: Step
        /// Code of the body, or of the desk.
        package var body: String?
        package var bodyName: String?
        /// JSON: what it was found with.
        package var explanation: String?
    }

    /// What was decided about a case since it came, oldest first.
    package static func decisions(
        about code: TrackingCode, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Decision] {
        try connection.execute(
            "decisions",
            """
            SELECT j.version, j.at, j.event, j.actor, COALESCE(j.data->>'body', j.data->>'coordinator') AS body,
                b.name AS body_name, j.data->>'reason' AS reason, e.data::text AS explanation
            FROM complaint c JOIN journal j ON j.complaint_id = c.id
            LEFT JOIN explanation e ON e.complaint_id = j.complaint_id AND e.version = j.version
            LEFT JOIN body b ON b.code = COALESCE(j.data->>'body', j.data->>'coordinator')
            WHERE c.code = $1 AND j.event <> 'registered' ORDER BY j.version
            """, [.text(code.description)]
        ).map {
            Decision(
                step: Step($0), body: $0.optionalText("body"), bodyName: $0.optionalText("body_name"),
                explanation: $0.optionalText("explanation"))
        }
    }

    /// Cases that were handed up to the Ombudsman's level, oldest first.
    package static func ripeForOmbudsman(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "ripe cases",
            """
            SELECT DISTINCT complaint_id FROM journal WHERE event = 'escalated' AND data ->> 'clock' = 'ombudsman'
            ORDER BY complaint_id
            """
        ).map { $0.complaintID("complaint_id") }
    }

    /// How many deadlines were computed again since a moment and moved, by clock.
    package static func deadlinesMoved(
        since moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "deadlines moved",
            """
            SELECT m ->> 'clock' AS clock, count(*) AS moved FROM journal, jsonb_array_elements(data -> 'moves') m
            WHERE at >= $1 AND event = 'rescheduled' GROUP BY 1
            """, [.instant(moment)]
        ).reduce(into: [:]) { $0[$1.text("clock")] = $1.integer("moved") }
    }

    /// Number of rows and a digest of all of them: two rehearsals with the same digest were the same.
    package static func digest(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (events: Int, sha256: String) {
        let row = try connection.execute(
            "journal digest",
            """
            SELECT count(*) AS events, encode(sha256(convert_to(COALESCE(string_agg(concat_ws(' ', complaint_id, version,
                event, extract(epoch FROM at), actor, data), E'\\n' ORDER BY complaint_id, version), ''), 'UTF8')), 'hex')
                AS digest
            FROM journal
            """)[0]
        return (row.integer("events"), row.text("digest"))
    }
}

extension JournalTable.Step {
    fileprivate init(_ row: Row) {
        self.init(
            version: row.integer("version"), event: row.text("event"), at: row.instant("at"), actor: row.text("actor"),
            reason: row.optionalText("reason"))
    }
}
