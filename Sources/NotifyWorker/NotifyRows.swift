import Complaints
import Contract
import Postgres
import Store

/// The rows of a batch of new notifications.
struct NotificationRows {
    static let columns =
        "notification (id, complaint_id, version, event, recipient, channel, state, attempts, created_at)"
    private(set) var rows = CopyRows(columns: 9)

    init(_ notifications: [Notification], state: String, attempts: Int, at now: Instant) {
        for notification in notifications {
            rows.beginRow()
            rows.append(notification.id)
            rows.append(notification.complaint)
            rows.append(Int32(notification.version))
            rows.append(notification.event.rawValue)
            rows.append(notification.recipient)
            rows.append(notification.channel.rawValue)
            rows.append(state)
            rows.append(Int16(attempts))
            rows.append(now)
        }
    }
}

/// The outcomes of a batch of attempts.
struct AttemptRows {
    /// Attempts before a notification that keeps failing is given up.
    static let maximumAttempts = 8

    private var sent = IDColumn()
    private var others = IDColumn()
    private var states = BinaryArray(.text)
    private var reasons = BinaryArray(.text)
    private var settled = BinaryArray(.timestamptz)
    private var attempts = BinaryArray(.smallint)
    private var due = BinaryArray(.uuid)
    private var dueAt = BinaryArray(.timestamptz)
    private let now: Instant

    init(_ attempts: [Attempt], at now: Instant) {
        self.now = now
        for attempt in attempts { add(attempt) }
    }

    private mutating func add(_ attempt: Attempt) {
        guard attempt.outcome != .sent else { return sent.append(attempt.notification) }
        others.append(attempt.notification)
        var number = attempt.number
        if case .postponed = attempt.outcome { number -= 1 }
        attempts.append(Int16(number))
        switch attempt.outcome {
        case .sent: break
        case .failed(let reason): addState("failed", reason, now)
        case .unknown(let reason): addState("unknown", reason, now)
        case .retry(let reason) where attempt.number >= Self.maximumAttempts:
            addState("failed", "given up after \(attempt.number) attempts: \(reason)", now)
        case .retry(let reason):
            addState("queued", reason, nil)
            addDue(attempt.notification, now.microseconds + Self.delay(after: attempt.number))
        case .postponed(let reason):
            addState("queued", reason, nil)
            addDue(attempt.notification, now.microseconds + Int64.random(in: 15_000_000...30_000_000))
        }
    }

    private mutating func addDue(_ notification: ComplaintID, _ microseconds: Int64) {
        due.append(notification)
        dueAt.appendTimestamp(microseconds: microseconds)
    }

    private mutating func addState(_ state: String, _ reason: String?, _ at: Instant?) {
        states.append(state)
        reasons.append(reason)
        if let at { settled.append(at) } else { settled.appendNull() }
    }

    /// Exponential backoff with jitter, in microseconds: about 10 s, 20 s, 40 s … at most an hour.
    static func delay(after attempt: Int) -> Int64 {
        let base: Int64 = min(3_600_000_000, 10_000_000 << Int64(min(attempt - 1, 10)))
        return Int64.random(in: (base / 2)...base)
    }

    /// Nearly all are sent, and these need no values of their own.
    ///
    /// - Throws: `PostgresError`.
    func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        if let bounds = sent.bounds {
            try connection.execute(
                "settle sent",
                """
                UPDATE notification SET state = 'sent', reason = NULL, settled_at = $2
                WHERE id = ANY ($1) AND state = 'claimed' AND id BETWEEN $3 AND $4
                """, [.array(sent.ids), .instant(now)] + bounds)
        }
        guard let bounds = others.bounds else { return }
        try connection.execute(
            "settle others",
            """
            UPDATE notification n
            SET state = u.state::notification_state, reason = u.reason, settled_at = u.settled_at,
                attempts = u.attempts
            FROM unnest($1, $2, $3, $4, $5) AS u (id, state, reason, settled_at, attempts)
            WHERE n.id = u.id AND n.state = 'claimed' AND n.id BETWEEN $6 AND $7
            """,
            [.array(others.ids), .array(states), .array(reasons), .array(settled), .array(attempts)] + bounds)
        try connection.execute(
            "put off", "INSERT INTO notification_due SELECT * FROM unnest($1, $2)", [.array(due), .array(dueAt)])
    }
}

/// Ids for `= ANY` or `unnest`, with the smallest and the largest.
private struct IDColumn {
    private(set) var ids = BinaryArray(.uuid)
    private var smallest: ComplaintID?
    private var largest: ComplaintID?

    mutating func append(_ id: ComplaintID) {
        ids.append(id)
        smallest = min(smallest ?? id, id)
        largest = max(largest ?? id, id)
    }

    /// The smallest and the largest as parameters; nil when there are no ids.
    var bounds: [Parameter]? {
        guard let smallest, let largest else { return nil }
        return [
            .id(smallest), .id(largest),
        ]
    }
}

/// Notifications that were put off or interrupted, with all that is needed to send them.
enum DueRows {
    static func read(
        _ ids: Set<ComplaintID>, state: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [DueNotification] {
        var keys = BinaryArray(.uuid)
        for id in ids { keys.append(id) }
        let rows = try connection.execute(
            "read due",
            """
            SELECT n.id, n.complaint_id, n.event, n.recipient, n.channel, n.attempts, j.at, j.data::text,
                COALESCE(o.name, r.name), CASE n.channel WHEN 'sms' THEN COALESCE(o.phone, r.phone)
                    ELSE COALESCE(o.email, r.email) END
            FROM notification n JOIN journal j ON j.complaint_id = n.complaint_id AND j.version = n.version
            LEFT JOIN reporter r ON r.complaint_id = CASE WHEN n.recipient = 'reporter' THEN n.complaint_id
                WHEN n.recipient LIKE 'follower:%' THEN substr(n.recipient, 10)::uuid END
            LEFT JOIN liaison_officer o ON n.recipient = 'officer:' || o.id AND o.active
            WHERE n.id = ANY ($1) AND n.state = $2::text::notification_state
            """, [.array(keys), .text(state)])
        return (0..<rows.count).map { row in
            DueNotification(
                notification: notification(rows, row), id: rows.complaintID(row, 0), attempts: Int(rows.integer(row, 5))
            )
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
