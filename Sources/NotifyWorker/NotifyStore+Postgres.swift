import Postgres
import Shared

/// Notify's tables: `notification`, `notification_claim`, `notification_due`; it reads `reporter` and `journal`.
struct PostgresNotifyStore: NotifyStore, ~Copyable {
    /// Seconds after which a claim whose worker is silent may be taken over.
    private static let leaseSeconds: Int64 = 60
    /// Seconds between two looks whether the reference tables changed.
    private static let knowledgeSeconds: Int64 = 30
    private(set) var knowledge: NotifyKnowledge
    private var session: DatabaseSession
    private let shared: SharedKnowledge<NotifyKnowledge>
    private var knowledgeRead: Instant

    /// - Throws: `StageFailure` `unavailable`, or `drift` when the database was not migrated.
    init(url: String, knowledge shared: SharedKnowledge<NotifyKnowledge>) throws(StageFailure) {
        var session = try DatabaseSession(url: url, name: "NotifyWorker")
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: NotifyKnowledge.read)
        }
        knowledgeRead = .now
        self.session = session
        self.shared = shared
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    mutating func refreshKnowledge(at now: Instant) throws(StageFailure) {
        guard knowledgeRead.advanced(bySeconds: Self.knowledgeSeconds) < now else { return }
        let shared = shared
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: NotifyKnowledge.read)
        }
        knowledgeRead = now
    }

    mutating func contacts(of complaints: [ComplaintID]) throws(StageFailure) -> [ComplaintID: ReporterContact] {
        guard !complaints.isEmpty else { return [:] }
        return try session.read { connection throws(PostgresError) in
            var ids = BinaryArray(.uuid)
            for id in complaints { ids.appendUUID(high: id.high, low: id.low) }
            let rows = try connection.execute(
                "contacts",
                """
                SELECT complaint_id, name, phone, email FROM reporter
                WHERE complaint_id = ANY ($1) AND (phone IS NOT NULL OR email IS NOT NULL)
                """, [.array(ids)])
            var contacts: [ComplaintID: ReporterContact] = [:]
            for row in 0..<rows.count {
                contacts[rows.complaintID(row, 0)] = ReporterContact(
                    name: rows.optionalText(row, 1), phone: rows.optionalText(row, 2), email: rows.optionalText(row, 3))
            }
            return contacts
        }
    }

    mutating func claim(
        _ ready: [Notification], later: [(Notification, Instant)], at now: Instant
    ) throws(StageFailure) -> Claim {
        try session.transaction { connection throws(PostgresError) in
            let queued = try Self.insert(later.map(\.0), "queued", attempts: 0, now, &connection)
            try Self.putOff(later.filter { queued.contains($0.0.id) }.map { ($0.0.id, $0.1) }, &connection)
            let claimed = try Self.insert(ready, "claimed", attempts: 1, now, &connection)
            return Claim(id: try Self.remember(claimed, now, &connection), ids: claimed)
        }
    }

    mutating func settle(_ claim: Int64?, _ attempts: [Attempt], at now: Instant) throws(StageFailure) {
        try session.transaction { connection throws(PostgresError) in
            try AttemptRows(attempts, at: now).store(&connection)
            if let claim {
                try connection.execute(
                    "give up claim", "DELETE FROM notification_claim WHERE id = $1", [.bigint(claim)])
            }
        }
    }

    mutating func claimDue(limit: Int, at now: Instant) throws(StageFailure) -> (Claim, [DueNotification]) {
        // Looking first costs no transaction: nearly always nothing is due.
        let isAnyDue = try session.read { connection throws(PostgresError) in
            try connection.execute(
                "any due", "SELECT 1 FROM notification_due WHERE due_at <= $1 LIMIT 1",
                [.timestamptz(microseconds: now.microseconds)]
            ).count > 0
        }
        guard isAnyDue else { return (Claim(id: nil, ids: []), []) }
        return try session.transaction { connection throws(PostgresError) in
            let rows = try connection.execute(
                "take due",
                """
                DELETE FROM notification_due WHERE notification_id IN (
                    SELECT notification_id FROM notification_due WHERE due_at <= $1
                    ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
                RETURNING notification_id
                """, [.timestamptz(microseconds: now.microseconds), .bigint(Int64(limit))])
            let ids = Set((0..<rows.count).map { rows.complaintID($0, 0) })
            let due = try DueRows.read(ids, state: "queued", &connection)
            var keys = BinaryArray(.uuid)
            for id in ids { keys.appendUUID(high: id.high, low: id.low) }
            try connection.execute(
                "claim due",
                """
                UPDATE notification SET state = 'claimed', attempts = attempts + 1
                WHERE id = ANY ($1) AND state = 'queued'
                """, [.array(keys)])
            return (Claim(id: try Self.remember(ids, now, &connection), ids: ids), due)
        }
    }

    mutating func takeOver(at now: Instant) throws(StageFailure) -> (Claim, [DueNotification])? {
        let isAnyLate = try session.read { connection throws(PostgresError) in
            try connection.execute(
                "any late", "SELECT 1 FROM notification_claim WHERE lease_until < $1 LIMIT 1",
                [.timestamptz(microseconds: now.microseconds)]
            ).count > 0
        }
        guard isAnyLate else { return nil }
        return try session.transaction { connection throws(PostgresError) -> (Claim, [DueNotification])? in
            let rows = try connection.execute(
                "take over",
                """
                UPDATE notification_claim SET lease_until = $2 WHERE id = (
                    SELECT id FROM notification_claim WHERE lease_until < $1 ORDER BY id LIMIT 1
                    FOR UPDATE SKIP LOCKED)
                RETURNING id, ids
                """,
                [
                    .timestamptz(microseconds: now.microseconds),
                    .timestamptz(microseconds: now.advanced(bySeconds: Self.leaseSeconds).microseconds),
                ])
            guard rows.count == 1 else { return nil }
            let claim = rows.integer(0, 0)
            let members = try connection.execute(
                "claimed ids", "SELECT unnest(ids) FROM notification_claim WHERE id = $1", [.bigint(claim)])
            let ids = Set((0..<members.count).map { members.complaintID($0, 0) })
            return (Claim(id: claim, ids: ids), try DueRows.read(ids, state: "claimed", &connection))
        }
    }

    /// Inserts what nobody knows yet; returns its ids. Looking first and copying costs half of what `ON CONFLICT` does; when
    /// another worker inserts one of them in between, the whole batch is tried again.
    private static func insert(
        _ notifications: [Notification], _ state: String, attempts: Int, _ now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<ComplaintID> {
        let sorted = notifications.sorted { $0.id < $1.id }
        guard let first = sorted.first, let last = sorted.last else { return [] }
        var keys = BinaryArray(.uuid)
        for notification in sorted { keys.appendUUID(high: notification.id.high, low: notification.id.low) }
        let rows = try connection.execute(
            "known notifications", "SELECT id FROM notification WHERE id = ANY ($1) AND id BETWEEN $2 AND $3",
            [
                .array(keys), .uuid(high: first.id.high, low: first.id.low),
                .uuid(high: last.id.high, low: last.id.low),
            ])
        let known = Set((0..<rows.count).map { rows.complaintID($0, 0) })
        let fresh = known.isEmpty ? sorted : sorted.filter { !known.contains($0.id) }
        try connection.copy(
            into: NotificationRows.columns, NotificationRows(fresh, state: state, attempts: attempts, at: now).rows)
        return Set(fresh.map(\.id))
    }

    private static func remember(
        _ ids: Set<ComplaintID>, _ now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int64? {
        guard !ids.isEmpty else { return nil }
        var keys = BinaryArray(.uuid)
        for id in ids { keys.appendUUID(high: id.high, low: id.low) }
        let rows = try connection.execute(
            "remember claim", "INSERT INTO notification_claim (lease_until, ids) VALUES ($1, $2) RETURNING id",
            [.timestamptz(microseconds: now.advanced(bySeconds: leaseSeconds).microseconds), .array(keys)])
        return rows.integer(0, 0)
    }

    private static func putOff(
        _ notifications: [(ComplaintID, Instant)], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !notifications.isEmpty else { return }
        var rows = CopyRows(columns: 2)
        for (id, moment) in notifications {
            rows.beginRow()
            rows.appendUUID(high: id.high, low: id.low)
            rows.appendTimestamp(microseconds: moment.microseconds)
        }
        try connection.copy(into: "notification_due (notification_id, due_at)", rows)
    }
}
