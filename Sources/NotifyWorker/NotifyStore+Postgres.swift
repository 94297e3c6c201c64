import Complaints
import Postgres
import Shared
import Store

/// Notify's tables: `notification`, `notification_claim`, `notification_due`; it reads `reporter` and `journal`.
struct PostgresNotifyStore: NotifyStore, ~Copyable {
    /// Seconds between two looks whether the reference tables changed.
    private static let knowledgeSeconds: Int64 = 30
    private(set) var knowledge: NotifyKnowledge
    private var session: DatabaseSession
    private let shared: SharedKnowledge<NotifyKnowledge>
    private var knowledgeRead: Instant
    /// What this session's claims carry. It holds an advisory lock of this number until it ends, however it ends.
    private var owner: Int64
    private var watch: OrphanWatch

    /// - Parameter patience: how long the owner of a claim must have been gone before it is taken over.
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(
        url: String, knowledge shared: SharedKnowledge<NotifyKnowledge>, patience: Duration
    ) throws(StageFailure) {
        var session = try DatabaseSession(url: url, name: "NotifyWorker")
        let knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: NotifyKnowledge.read)
        }
        owner = try Self.own(&session)
        self.knowledge = knowledge
        knowledgeRead = .now
        watch = OrphanWatch(patience: patience)
        self.session = session
        self.shared = shared
    }

    mutating func reopen() throws(StageFailure) {
        try session.reopen()
        owner = try Self.own(&session)
    }

    /// A new number for a new session.
    private static func own(_ session: inout DatabaseSession) throws(StageFailure) -> Int64 {
        let number = Int64.random(in: 1 ... .max)
        _ = try session.read { connection throws(PostgresError) in
            try connection.execute("own", "SELECT pg_advisory_lock($1)", [.bigint(number)])
        }
        return number
    }

    mutating func refreshKnowledge() throws(StageFailure) {
        guard knowledgeRead.advanced(bySeconds: Self.knowledgeSeconds) < .now else { return }
        let shared = shared
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: NotifyKnowledge.read)
        }
        knowledgeRead = .now
    }

    mutating func contacts(of complaints: [ComplaintID]) throws(StageFailure) -> [ComplaintID: ReporterContact] {
        guard !complaints.isEmpty else { return [:] }
        return try session.read { connection throws(PostgresError) in
            try Self.contacts(of: complaints, &connection)
        }
    }

    mutating func followers(
        of codes: Set<String>
    ) throws(StageFailure) -> [String: [ComplaintID: ReporterContact]] {
        guard !codes.isEmpty else { return [:] }
        return try session.read { connection throws(PostgresError) in
            let followers = try CaseTable.followers(ofCodes: codes, &connection)
            guard !followers.isEmpty else { return [:] }
            let contacts = try Self.contacts(of: followers.values.flatMap { $0 }, &connection)
            return followers.mapValues { cases in contacts.filter { cases.contains($0.key) } }
        }
    }

    private static func contacts(
        of complaints: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ReporterContact] {
        let rows = try connection.execute(
            "contacts",
            """
            SELECT complaint_id, name, phone, email FROM reporter
            WHERE complaint_id = ANY ($1) AND (phone IS NOT NULL OR email IS NOT NULL)
            """, [.array(BinaryArray(ids: Set(complaints)))])
        var contacts: [ComplaintID: ReporterContact] = [:]
        for row in 0..<rows.count {
            contacts[rows.complaintID(row, 0)] = ReporterContact(
                name: rows.optionalText(row, 1), phone: rows.optionalText(row, 2), email: rows.optionalText(row, 3))
        }
        return contacts
    }

    mutating func words(of notifications: [Notification]) throws(StageFailure) -> [ComplaintID: String] {
        guard !notifications.isEmpty else { return [:] }
        return try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "words", "SELECT complaint_id, version, text FROM correspondence WHERE complaint_id = ANY ($1)",
                [.array(BinaryArray(ids: Set(notifications.map(\.complaint))))])
            var words: [ComplaintID: String] = [:]
            for row in 0..<rows.count where !rows.isNull(row, 1) {
                let (complaint, version) = (rows.complaintID(row, 0), Int(rows.integer(row, 1)))
                for one in notifications where one.complaint == complaint && one.version == version {
                    words[one.id] = rows.text(row, 2)
                }
            }
            return words
        }
    }

    mutating func claim(
        _ ready: [Notification], later: [(Notification, Instant)], at now: Instant
    ) throws(StageFailure) -> Claim {
        let owner = owner
        return try session.transaction { connection throws(PostgresError) in
            let queued = try Self.insert(later.map(\.0), "queued", attempts: 0, now, &connection)
            try Self.putOff(later.filter { queued.contains($0.0.id) }.map { ($0.0.id, $0.1) }, &connection)
            let claimed = try Self.insert(ready, "claimed", attempts: 1, now, &connection)
            return Claim(id: try Self.remember(claimed, owner, &connection), ids: claimed)
        }
    }

    mutating func settle(_ claim: Int64, _ attempts: [Attempt], at now: Instant) throws(StageFailure) {
        try session.transaction { connection throws(PostgresError) in
            let own = try connection.execute(
                "give up claim", "DELETE FROM notification_claim WHERE id = $1 RETURNING id", [.bigint(claim)])
            if own.count == 1 { try AttemptRows(attempts, at: now).store(&connection) }
        }
    }

    mutating func claimDue(limit: Int, at now: Instant) throws(StageFailure) -> (Claim, [DueNotification]) {
        // Looking first costs no transaction: nearly always nothing is due.
        let isAnyDue = try session.read { connection throws(PostgresError) in
            try connection.execute(
                "any due", "SELECT 1 FROM notification_due WHERE due_at <= $1 LIMIT 1",
                [.instant(now)]
            ).count > 0
        }
        guard isAnyDue else { return (Claim(id: nil, ids: []), []) }
        let owner = owner
        return try session.transaction { connection throws(PostgresError) in
            let rows = try connection.execute(
                "take due",
                """
                DELETE FROM notification_due WHERE notification_id IN (
                    SELECT notification_id FROM notification_due WHERE due_at <= $1
                    ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
                RETURNING notification_id
                """, [.instant(now), .bigint(Int64(limit))])
            let ids = Set((0..<rows.count).map { rows.complaintID($0, 0) })
            let due = try DueRows.read(ids, state: "queued", &connection)
            var keys = BinaryArray(.uuid)
            for id in ids { keys.append(id) }
            try connection.execute(
                "claim due",
                """
                UPDATE notification SET state = 'claimed', attempts = attempts + 1
                WHERE id = ANY ($1) AND state = 'queued'
                """, [.array(keys)])
            return (Claim(id: try Self.remember(ids, owner, &connection), ids: ids), due)
        }
    }

    mutating func takeOver(at moment: ContinuousClock.Instant) throws(StageFailure) -> (Claim, [DueNotification])? {
        let owner = owner
        let orphans = try session.read { connection throws(PostgresError) in
            // Shared, so that those who look do not hide the owner's absence from each other; gone with the statement.
            let rows = try connection.execute(
                "orphans",
                """
                SELECT id FROM notification_claim
                WHERE owner <> $1 AND pg_try_advisory_xact_lock_shared(owner) ORDER BY id
                """, [.bigint(owner)])
            return (0..<rows.count).map { rows.integer($0, 0) }
        }
        for claim in watch.note(orphans, at: moment) {
            if let taken = try takeOver(claim) { return taken }
        }
        return nil
    }

    /// Makes a claim this session's; nil when another was faster. It gets a new number: whatever its old owner may still
    /// have to say of it comes too late.
    private mutating func takeOver(_ claim: Int64) throws(StageFailure) -> (Claim, [DueNotification])? {
        let owner = owner
        return try session.transaction { connection throws(PostgresError) -> (Claim, [DueNotification])? in
            let rows = try connection.execute(
                "take over",
                """
                WITH taken AS (
                    UPDATE notification_claim SET id = DEFAULT, owner = $2 WHERE id = $1 RETURNING id, ids)
                SELECT id, unnest(ids) FROM taken
                """, [.bigint(claim), .bigint(owner)])
            guard rows.count > 0 else { return nil }
            let ids = Set((0..<rows.count).map { rows.complaintID($0, 1) })
            return (Claim(id: rows.integer(0, 0), ids: ids), try DueRows.read(ids, state: "claimed", &connection))
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
        for notification in sorted { keys.append(notification.id) }
        let rows = try connection.execute(
            "known notifications", "SELECT id FROM notification WHERE id = ANY ($1) AND id BETWEEN $2 AND $3",
            [
                .array(keys), .id(first.id),
                .id(last.id),
            ])
        let known = Set((0..<rows.count).map { rows.complaintID($0, 0) })
        let fresh = known.isEmpty ? sorted : sorted.filter { !known.contains($0.id) }
        try connection.copy(
            into: NotificationRows.columns, NotificationRows(fresh, state: state, attempts: attempts, at: now).rows)
        return Set(fresh.map(\.id))
    }

    private static func remember(
        _ ids: Set<ComplaintID>, _ owner: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int64? {
        guard !ids.isEmpty else { return nil }
        var keys = BinaryArray(.uuid)
        for id in ids { keys.append(id) }
        let rows = try connection.execute(
            "remember claim", "INSERT INTO notification_claim (owner, ids) VALUES ($1, $2) RETURNING id",
            [.bigint(owner), .array(keys)])
        return rows.integer(0, 0)
    }

    private static func putOff(
        _ notifications: [(ComplaintID, Instant)], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !notifications.isEmpty else { return }
        var rows = CopyRows(columns: 2)
        for (id, moment) in notifications {
            rows.beginRow()
            rows.append(id)
            rows.append(moment)
        }
        try connection.copy(into: "notification_due (notification_id, due_at)", rows)
    }
}
