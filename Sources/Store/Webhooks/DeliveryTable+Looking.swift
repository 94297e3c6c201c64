package import Complaints
package import Postgres

/// What became of events, as operators and proofs ask.
extension DeliveryTable {
    /// How many of a receiver's events stand how.
    package struct Counts: Sendable, Equatable, Codable {
        package var waiting = 0
        package var delivered = 0
        package var dropped = 0
        /// Seconds for which the oldest waits; nil: none does.
        package var oldestSeconds: Double?
        /// What the last attempt of those that wait was answered, where it failed.
        package var answer: String?

        /// None at all.
        package init() {}
    }

    /// By the receivers' numbers.
    package static func counts(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int32: Counts] {
        try connection.execute(
            "count deliveries",
            """
            SELECT webhook_id, count(*) FILTER (WHERE state = 'waiting') AS waiting,
                count(*) FILTER (WHERE state = 'delivered') AS delivered, count(*) FILTER (WHERE state = 'dropped') AS dropped,
                extract(epoch FROM $1 - min(noted_at) FILTER (WHERE state = 'waiting'))::float8 AS oldest,
                max(answer) FILTER (WHERE state = 'waiting') AS answer
            FROM webhook_delivery GROUP BY webhook_id
            """, [.instant(now)]
        ).reduce(into: [:]) { counts, row in
            var found = Counts()
            found.waiting = row.integer("waiting")
            found.delivered = row.integer("delivered")
            found.dropped = row.integer("dropped")
            found.oldestSeconds = row.isNull("oldest") ? nil : max(0, row.double("oldest"))
            found.answer = row.optionalText("answer")
            counts[Int32(row.integer("webhook_id"))] = found
        }
    }

    /// Notes for a new receiver what happened between its moment and now, and was not noted for it meanwhile.
    package static func noteMissed(
        by hook: Webhook, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "note what was missed", "\(noting) ON CONFLICT DO NOTHING",
            parameters(of: hook, since: hook.since, case: nil, from: 1, at: now))
    }

    /// Rows for a receiver of what the journal has since a moment, or of one case from a version on.
    private static let noting = """
        INSERT INTO webhook_delivery AS d (webhook_id, complaint_id, version, noted_at, due_at)
        SELECT $1, j.complaint_id, j.version, $3, $3
        FROM journal j JOIN complaint c ON c.id = j.complaint_id
        WHERE j.at >= $2 AND (c.channel = $4 OR $4 IS NULL AND NOT c.confidential)
            AND (cardinality($5::text[]) = 0 OR j.event = ANY ($5)) AND ($6::text IS NULL OR c.code = $6)
            AND j.version >= $7
        ORDER BY j.complaint_id, j.version
        """

    private static func parameters(
        of hook: Webhook, since start: Instant, case code: TrackingCode?, from version: Int, at now: Instant
    ) -> [Parameter] {
        [
            .integer(hook.id), .instant(start), .instant(now), .text(hook.channel),
            .texts(hook.events.map(\.rawValue).sorted()), .text(code?.description), .integer(Int32(clamping: version)),
        ]
    }

    /// Sends again what the journal has since a moment, or of one case from a version on: what was delivered as well, with the same ids.
    ///
    /// - Parameter code: of the one case; nil: all that the receiver hears of.
    /// - Returns: how many events.
    package static func replay(
        _ hook: Webhook, since start: Instant, case code: TrackingCode? = nil, from version: Int = 1, by actor: String,
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            let count = try connection.execute(
                "replay deliveries",
                """
                \(noting)
                ON CONFLICT (webhook_id, complaint_id, version) DO UPDATE SET state = 'waiting', attempts = 0,
                    due_at = excluded.due_at, noted_at = excluded.noted_at, failed_at = NULL, settled_at = NULL, answer = NULL
                """,
                parameters(of: hook, since: start, case: code, from: version, at: now)
            ).affectedRows
            try WebhookTable.record(.replay, hook.id, actor, now, &connection)
            return count
        }
    }
}
