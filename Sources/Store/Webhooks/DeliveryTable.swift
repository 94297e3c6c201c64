package import Complaints
import Contract
package import Postgres

/// An event that is to go to a receiver now.
package struct DueDelivery: Sendable {
    package var complaint: ComplaintID
    package var version: Int
    /// Attempts that failed.
    package var attempts: Int
    /// When the first of them did.
    package var failedAt: Instant?
    /// The same whenever it is sent.
    package var messageID: String
    /// The event as it was published; for a channel with its own number of the report.
    package var json: [UInt8]

    package init(
        complaint: ComplaintID, version: Int, attempts: Int, failedAt: Instant?, messageID: String, json: [UInt8]
    ) {
        (self.complaint, self.version, self.attempts) = (complaint, version, attempts)
        (self.failedAt, self.messageID, self.json) = (failedAt, messageID, json)
    }
}

/// What became of an attempt.
package struct DeliveryEnd: Sendable {
    package enum Fate: Sendable, Equatable {
        case delivered
        /// Another attempt, at that moment.
        case again(at: Instant)
    }

    package var delivery: DueDelivery
    package var fate: Fate
    /// A status, or what was wrong; nothing that the receiver said.
    package var answer: String

    package init(_ delivery: DueDelivery, _ fate: Fate, answer: String) {
        (self.delivery, self.fate, self.answer) = (delivery, fate, answer)
    }
}

/// What all attempts of a turn mean for their receiver.
package struct ReceiverState: Sendable, Equatable {
    /// Nothing more is sent until then.
    package var pausedUntil: Instant?
    /// Why nothing is sent until somebody enables it again.
    package var disabled: String?
    /// It took nothing.
    package var isFailing = false

    package init(pausedUntil: Instant? = nil, disabled: String? = nil) {
        (self.pausedUntil, self.disabled) = (pausedUntil, disabled)
    }
}

/// Table `webhook_delivery`: each event that a receiver is to have, once, and what became of it.
package enum DeliveryTable {
    /// What happened to a case, as a message told it: the highest version counts.
    package struct Heard: Sendable, Hashable {
        package var complaint: ComplaintID
        package var version: Int

        package init(_ complaint: ComplaintID, _ version: Int) { (self.complaint, self.version) = (complaint, version) }
    }

    /// Notes for each receiver the events of these cases up to those versions, as the journal has them, that are not noted yet: also
    /// what nobody told, or will tell later. So the events of a case are noted in their order.
    package static func note(
        _ heard: [Heard], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let newest = heard.reduce(into: [ComplaintID: Int]()) {
            $0[$1.complaint] = max($0[$1.complaint] ?? 0, $1.version)
        }
        .sorted { $0.key < $1.key }
        try connection.execute(
            "note deliveries",
            """
            INSERT INTO webhook_delivery (webhook_id, complaint_id, version, noted_at, due_at)
            SELECT w.id, j.complaint_id, j.version, $3, $3
            FROM unnest($1::uuid[], $2::integer[]) AS u (complaint_id, version)
            JOIN complaint c ON c.id = u.complaint_id
            JOIN webhook w ON w.state <> 'removed' AND (w.channel = c.channel OR w.channel IS NULL AND NOT c.confidential)
            JOIN journal j ON j.complaint_id = u.complaint_id AND j.version <= u.version AND j.at >= w.since
                AND (w.events = '{}' OR j.event = ANY (w.events))
                AND NOT EXISTS (SELECT FROM webhook_delivery d
                    WHERE d.webhook_id = w.id AND d.complaint_id = j.complaint_id AND d.version = j.version)
            ORDER BY w.id, j.complaint_id, j.version ON CONFLICT DO NOTHING
            """, [.ids(newest) { $0.key }, .integers(newest) { $0.value }, .instant(now)])
    }

    /// The next events for a receiver, of each case the earliest that waits.
    package static func due(
        for hook: Webhook, limit: Int, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [DueDelivery] {
        let rows = try connection.execute(
            "due deliveries",
            """
            SELECT d.complaint_id, d.version, d.attempts, d.failed_at, j.event, j.at, j.data::text AS data,
                j.data ->> 'traceparent' AS trace,
                (SELECT min(s.external_id) FROM submission s WHERE s.complaint_id = d.complaint_id AND s.channel = $4
                    AND s.correspondence_id IS NULL AND s.repeats IS NULL) AS external_id
            FROM (SELECT w.complaint_id, w.version, w.attempts, w.failed_at, w.due_at FROM webhook_delivery w
                WHERE w.webhook_id = $1 AND w.state = 'waiting' AND w.due_at <= $2 AND NOT EXISTS (
                    SELECT FROM webhook_delivery e WHERE e.webhook_id = $1 AND e.complaint_id = w.complaint_id
                        AND e.version < w.version AND e.state = 'waiting')
                ORDER BY w.due_at LIMIT $3) AS d
            JOIN journal j USING (complaint_id, version) ORDER BY d.due_at, d.complaint_id
            """, [.integer(hook.id), .instant(now), .bigint(Int64(limit)), .text(hook.channel)])
        return rows.compactMap(DueDelivery.init)
    }

    /// Writes down what became of attempts, and what that means for their receiver. An event that was begun anew meanwhile stays so.
    package static func settle(
        _ ends: [DeliveryEnd], of hook: Int32, _ receiver: ReceiverState, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let taken = ends.filter { $0.fate == .delivered }
        try settleDelivered(taken, of: hook, at: now, &connection)
        try settleFailed(ends.filter { $0.fate != .delivered }, of: hook, at: now, &connection)
        if !taken.isEmpty { try WebhookTable.noteDelivery(hook, at: now, &connection) }
        if receiver.isFailing { try WebhookTable.noteFailure(hook, at: now, &connection) }
        if let end = receiver.pausedUntil { try WebhookTable.pause(hook, until: end, &connection) }
        if let why = receiver.disabled { try WebhookTable.disable(hook, because: why, &connection) }
    }

    private static func settleDelivered(
        _ ends: [DeliveryEnd], of hook: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !ends.isEmpty else { return }
        try connection.execute(
            "delivered",
            """
            UPDATE webhook_delivery d SET state = 'delivered', attempts = u.attempts + 1, settled_at = $6, answer = u.answer
            FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::text[]) AS u (complaint_id, version, attempts, answer)
            WHERE d.webhook_id = $1 AND d.complaint_id = u.complaint_id AND d.version = u.version AND d.state = 'waiting'
                AND d.attempts = u.attempts
            """, columns(ends, of: hook) + [.instant(now)])
    }

    private static func settleFailed(
        _ ends: [DeliveryEnd], of hook: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !ends.isEmpty else { return }
        let moments = Parameter.instants(ends) { if case .again(let at) = $0.fate { at } else { now } }
        try connection.execute(
            "not delivered",
            """
            UPDATE webhook_delivery d SET attempts = u.attempts + 1, due_at = u.due_at, answer = u.answer,
                failed_at = COALESCE(d.failed_at, $7)
            FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::text[], $6::timestamptz[])
                AS u (complaint_id, version, attempts, answer, due_at)
            WHERE d.webhook_id = $1 AND d.complaint_id = u.complaint_id AND d.version = u.version AND d.state = 'waiting'
                AND d.attempts = u.attempts
            """, columns(ends, of: hook) + [moments, .instant(now)])
    }

    private static func columns(_ ends: [DeliveryEnd], of hook: Int32) -> [Parameter] {
        [
            .integer(hook), .ids(ends) { $0.delivery.complaint }, .integers(ends) { $0.delivery.version },
            .integers(ends) { $0.delivery.attempts }, .texts(ends) { $0.answer },
        ]
    }

    /// Lets what waits be tried at once, as if for the first time.
    static func beginAnew(
        _ hook: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "begin anew",
            """
            UPDATE webhook_delivery SET attempts = 0, failed_at = NULL, due_at = $2
            WHERE webhook_id = $1 AND state = 'waiting' AND attempts > 0
            """, [.integer(hook), .instant(now)])
    }

    /// Gives up what waits.
    static func drop(
        _ hook: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "drop deliveries",
            "UPDATE webhook_delivery SET state = 'dropped', settled_at = $2 WHERE webhook_id = $1 AND state = 'waiting'",
            [.integer(hook), .instant(now)])
    }
}

extension DueDelivery {
    /// Nil where this program does not know the event: it waits for one that does.
    fileprivate init?(_ row: Row) {
        guard let event = CaseEvent(rawValue: row.text("event")) else { return nil }
        let (complaint, version) = (row.complaintID("complaint_id"), row.integer("version"))
        let message = CaseEventMessage.outbound(
            complaint: complaint, version: version, event: event, time: row.instant("at"), data: row.utf8("data"),
            trace: row.optionalText("trace").flatMap { TraceParent($0) }, externalID: row.optionalText("external_id"))
        self.init(
            complaint: complaint, version: version, attempts: row.integer("attempts"),
            failedAt: row.optionalInstant("failed_at"), messageID: message.messageID, json: message.json)
    }
}
