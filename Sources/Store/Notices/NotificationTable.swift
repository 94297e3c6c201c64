package import Complaints
import Contract
package import Postgres

/// Table `notice`: every message to a person once, written when it is claimed or put off. What became of each stands in the
/// view `notification`: of those that were sent, their claim says so.
package enum NotificationTable {
    /// Those that nobody knows yet, in the order of their ids. Looking first and copying costs half of what `ON CONFLICT`
    /// does; when another worker inserts one of them in between, the whole batch is tried again.
    package static func unknown(
        _ notifications: [Notice], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Notice] {
        let sorted = notifications.sorted { $0.id < $1.id }
        guard let first = sorted.first, let last = sorted.last else { return [] }
        let rows = try connection.execute(
            "known notices", "SELECT id FROM notice WHERE id = ANY ($1) AND id BETWEEN $2 AND $3",
            [.ids(sorted.lazy.map(\.id)), .id(first.id), .id(last.id)])
        let known = Set(rows.map { $0.complaintID("id") })
        return known.isEmpty ? sorted : sorted.filter { !known.contains($0.id) }
    }

    /// Inserts notices whose first attempt begins with `claim`.
    package static func insert(
        _ notifications: [Notice], claimed claim: Claim, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try insert(notifications, .claimed, claim.id, attempts: 1, at: now, &connection)
    }

    /// Inserts notices that wait for their moment.
    package static func insert(
        queued notifications: [Notice], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try insert(notifications, .queued, nil, attempts: 0, at: now, &connection)
    }

    private static func insert(
        _ notifications: [Notice], _ state: NotificationState, _ claim: Int64?, attempts: Int16, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 10)
        for notification in notifications {
            rows.beginRow()
            rows.append(notification.id)
            rows.append(notification.complaint)
            rows.append(Int32(notification.version))
            rows.append(notification.event.rawValue)
            rows.append(notification.recipient)
            rows.append(notification.channel.rawValue)
            rows.append(state.rawValue)
            rows.append(attempts)
            rows.append(now)
            rows.append(claim)
        }
        try connection.copy(
            into: """
                notice (id, complaint_id, version, event, recipient, channel, state, attempts, created_at, claim_id)
                """, rows)
    }

    /// Claims those that are queued: a further attempt begins.
    package static func claim(
        _ ids: Set<ComplaintID>, by claim: Claim, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard let number = claim.id else { return }
        try connection.execute(
            "claim due",
            """
            UPDATE notice SET state = 'claimed', attempts = attempts + 1, claim_id = $2
            WHERE id = ANY ($1) AND state = 'queued'
            """, [.ids(ids), .bigint(number)])
    }

    /// Stores what became of those claimed notices that were not sent at their first attempt; of the others, that their claim
    /// is settled says it all.
    package static func settle(
        _ settlements: [Settlement], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let others = settlements.filter { $0.state != .sent }
        let ids = others.map(\.notification)
        guard let first = ids.min(), let last = ids.max() else { return }
        try connection.execute(
            "settle others",
            """
            UPDATE notice n
            SET state = u.state::notification_state, reason = u.reason, settled_at = u.settled_at,
                attempts = u.attempts
            FROM unnest($1, $2, $3, $4, $5) AS u (id, state, reason, settled_at, attempts)
            WHERE n.id = u.id AND n.state = 'claimed' AND n.id BETWEEN $6 AND $7
            """,
            [
                .ids(ids), .texts(others) { $0.state.rawValue }, .texts(others) { $0.reason },
                .instants(others) { $0.state == .queued ? nil : now }, .smallints(others) { $0.attempts }, .id(first),
                .id(last),
            ])
    }

    /// Notifications that were put off or interrupted, with all that is needed to send them.
    package static func due(
        _ ids: Set<ComplaintID>, _ state: NotificationState, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [DueNotice] {
        let keys = connection.keys
        return try connection.execute(
            "read due",
            """
            SELECT n.id, n.complaint_id, n.version, n.event, n.recipient, n.channel, n.attempts, j.at,
                j.data::text AS data, o.name AS officer, o.phone AS officers_phone, o.email AS officers_email,
                r.complaint_id AS reporters_case, \(SealedReporter.columns(of: "r"))
            FROM notice n JOIN journal j ON j.complaint_id = n.complaint_id AND j.version = n.version
            LEFT JOIN reporter r ON r.complaint_id = CASE WHEN n.recipient ~ '^(reporter$|reader:)' THEN n.complaint_id
                WHEN n.recipient LIKE 'follower:%' THEN substr(n.recipient, 10)::uuid END
            LEFT JOIN liaison_officer o ON o.id = \(NoticeRole.officer(of: "n")) AND o.active
            WHERE n.id = ANY ($1) AND n.state = $2::text::notification_state
            """, [.ids(ids), .text(state.rawValue)]
        ).map { row throws(PostgresError) in
            DueNotice(
                notification: try Notice(row, keys), id: row.complaintID("id"), attempts: row.integer("attempts"))
        }
    }
}

extension Notice {
    /// Nil when the recipient has no address any more.
    fileprivate convenience init?(_ row: Row, _ keys: CaseKeys) throws(PostgresError) {
        let contact = try row.optionalComplaintID("reporters_case").map { id throws(PostgresError) in
            try SealedReporter(row, of: id, keys).contact
        }
        guard let event = CaseEvent(rawValue: row.text("event")),
            let channel = NotificationChannel(rawValue: row.text("channel")),
            let address = channel == .sms
                ? row.optionalText("officers_phone") ?? contact?.phone
                : row.optionalText("officers_email") ?? contact?.email,
            let details = try? EventDetails(json: Array(row.text("data").utf8), at: row.instant("at"))
        else { return nil }
        self.init(
            about: row.complaintID("complaint_id"), version: row.integer("version"), event, details,
            to: row.text("recipient"), by: channel, address: address,
            name: row.optionalText("officer") ?? contact?.name)
    }
}
