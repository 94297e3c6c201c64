import Postgres
import Shared

/// The columns of a batch of new notifications.
struct NotificationColumns {
    private var ids = BinaryArray(.uuid)
    private var complaints = BinaryArray(.uuid)
    private var versions = BinaryArray(.integer)
    private var events = BinaryArray(.text)
    private var recipients = BinaryArray(.text)
    private var channels = BinaryArray(.text)

    /// Sorted by id, so that two workers with the same notifications wait instead of blocking each other.
    init(_ notifications: [Notification]) {
        for notification in notifications.sorted(by: { $0.id < $1.id }) {
            ids.appendUUID(high: notification.id.high, low: notification.id.low)
            complaints.appendUUID(high: notification.complaint.high, low: notification.complaint.low)
            versions.append(Int32(notification.version))
            events.append(notification.event.rawValue)
            recipients.append(notification.recipient)
            channels.append(notification.channel.rawValue)
        }
    }

    var parameters: [Parameter] {
        [.array(ids), .array(complaints), .array(versions), .array(events), .array(recipients), .array(channels)]
    }
}

/// The outcomes of a batch of attempts.
struct AttemptRows {
    /// Attempts before a notification that keeps failing is given up.
    static let maximumAttempts = 8

    private var ids = BinaryArray(.uuid)
    private var states = BinaryArray(.text)
    private var reasons = BinaryArray(.text)
    private var settled = BinaryArray(.timestamptz)
    private var due = CopyRows(columns: 2)
    private var bounds: (ComplaintID, ComplaintID)?

    init(_ attempts: [Attempt], at now: Instant) {
        for attempt in attempts { add(attempt, now) }
    }

    private mutating func add(_ attempt: Attempt, _ now: Instant) {
        ids.appendUUID(high: attempt.notification.high, low: attempt.notification.low)
        let old = bounds ?? (attempt.notification, attempt.notification)
        bounds = (min(old.0, attempt.notification), max(old.1, attempt.notification))
        switch attempt.outcome {
        case .sent: addState("sent", nil, now)
        case .failed(let reason): addState("failed", reason, now)
        case .unknown(let reason): addState("unknown", reason, now)
        case .retry(let reason) where attempt.number >= Self.maximumAttempts:
            addState("failed", "given up after \(attempt.number) attempts: \(reason)", now)
        case .retry(let reason):
            addState("queued", reason, nil)
            due.beginRow()
            due.appendUUID(high: attempt.notification.high, low: attempt.notification.low)
            due.appendTimestamp(microseconds: now.microseconds + Self.delay(after: attempt.number))
        }
    }

    private mutating func addState(_ state: String, _ reason: String?, _ at: Instant?) {
        states.append(state)
        reasons.append(reason)
        if let at { settled.appendTimestamp(microseconds: at.microseconds) } else { settled.appendNull() }
    }

    /// Exponential backoff with jitter, in microseconds: about 10 s, 20 s, 40 s … at most an hour.
    static func delay(after attempt: Int) -> Int64 {
        let base: Int64 = min(3_600_000_000, 10_000_000 << Int64(min(attempt - 1, 10)))
        return Int64.random(in: (base / 2)...base)
    }

    /// - Throws: `PostgresError`.
    func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard let bounds else { return }
        try connection.execute(
            "settle notifications",
            """
            UPDATE notification n SET state = u.state::notification_state, reason = u.reason, settled_at = u.settled_at
            FROM unnest($1, $2, $3, $4) AS u (id, state, reason, settled_at)
            WHERE n.id = u.id AND n.state = 'claimed' AND n.id BETWEEN $5 AND $6
            """,
            [
                .array(ids), .array(states), .array(reasons), .array(settled),
                .uuid(high: bounds.0.high, low: bounds.0.low), .uuid(high: bounds.1.high, low: bounds.1.low),
            ])
        try connection.copy(into: "notification_due (notification_id, due_at)", due)
    }
}

/// Notifications that were put off or interrupted, with all that is needed to send them.
enum DueRows {
    static func read(
        _ ids: Set<ComplaintID>, state: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [DueNotification] {
        var keys = BinaryArray(.uuid)
        for id in ids { keys.appendUUID(high: id.high, low: id.low) }
        let rows = try connection.execute(
            "read due",
            """
            SELECT n.id, n.complaint_id, n.event, n.recipient, n.channel, n.attempts, j.at, j.data::text,
                COALESCE(o.name, r.name), CASE n.channel WHEN 'sms' THEN COALESCE(o.phone, r.phone)
                    ELSE COALESCE(o.email, r.email) END
            FROM notification n JOIN journal j ON j.complaint_id = n.complaint_id AND j.version = n.version
            LEFT JOIN reporter r ON n.recipient = 'reporter' AND r.complaint_id = n.complaint_id
            LEFT JOIN liaison_officer o ON n.recipient = 'officer:' || o.id AND o.active
            WHERE n.id = ANY ($1) AND n.state = $2::text::notification_state
            """, [.array(keys), .text(state)])
        return (0..<rows.count).map { row in
            DueNotification(
                notification: notification(rows, row), id: rows.complaintID(row, 0), attempts: Int(rows.integer(row, 5)))
        }
    }

    private static func notification(_ rows: QueryResult, _ row: Int) -> Notification? {
        guard let event = CaseEvent(rawValue: rows.text(row, 2)),
            let channel = NotificationChannel(rawValue: rows.text(row, 4)), let address = rows.optionalText(row, 9),
            let details = try? CaseEventMessage.Details(json: Array(rows.text(row, 7).utf8))
        else { return nil }
        let message = CaseEventMessage(
            complaint: rows.complaintID(row, 1), event: event,
            time: Instant(microseconds: rows.microseconds(row, 6)), details: details)
        return Notification(
            about: message, to: rows.text(row, 3), by: channel, address: address,
            name: rows.optionalText(row, 8) ?? "Pelapor")
    }
}
