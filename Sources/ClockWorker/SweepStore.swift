import Complaints
import Postgres
import Routing
import Shared
import Store

/// An event that stands in the journal.
struct JournaledEvent: Sendable {
    var complaint: ComplaintID
    var version: Int
    var event: CaseEvent
    var at: Instant
    var data: [UInt8]

    /// The message that announces it: the same as the worker's that stored it.
    var outbound: Outbound { .event(complaint, version, event, at, data) }
}

/// The sweeper's table `sweep`; it reads `journal` and marks `complaint`.
struct SweepStore: ~Copyable {
    /// One sweeper at a time: another copy would only publish the same again.
    private static let lock: Int64 = 0x6c61_706f_7201
    private var session: DatabaseSession

    /// - Throws: `StageFailure` `unavailable`.
    init(url: String) throws(StageFailure) { session = try DatabaseSession(url: url, name: "ClockWorker") }

    /// Whether this process is the one that sweeps; the database forgets it when the session ends.
    mutating func isMyTurn() throws(StageFailure) -> Bool {
        try session.read { connection throws(PostgresError) in
            // Taking a lock twice would need giving it back twice.
            try connection.execute(
                "my turn",
                """
                SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
                    AND (classid::bigint << 32 | objid::bigint) = $1) OR pg_try_advisory_lock($1)
                """, [.bigint(Self.lock)]
            ).boolean(0, 0)
        }
    }

    /// Where the last sweep ended.
    mutating func bounds() throws(StageFailure) -> (lookedTo: Instant, settledTo: Instant) {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "bounds",
                """
                SELECT greatest(looked_to, '1970-01-01 00:00+00'), greatest(settled_to, '1970-01-01 00:00+00') FROM sweep
                """)
            return (
                Instant(microseconds: rows.microseconds(0, 0)), Instant(microseconds: rows.microseconds(0, 1))
            )
        }
    }

    /// Events from `start` to before `end` whose complaint has not moved on and is not marked, oldest first.
    mutating func unmarked(
        from start: Instant, to end: Instant, limit: Int
    ) throws(StageFailure) -> [JournaledEvent] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "unmarked",
                """
                SELECT j.complaint_id, j.version, j.event, j.at, j.data::text
                FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= $1 AND j.at < $2 AND c.version = j.version AND c.next_published_at IS NULL
                ORDER BY j.at LIMIT $3
                """, Self.range(start, end, limit))
            return Self.events(rows)
        }
    }

    /// Complaints registered, refused or answered from `start` to before `end` that nobody has routed, announced or not,
    /// oldest first.
    mutating func unrouted(from start: Instant, to end: Instant, limit: Int) throws(StageFailure) -> [JournaledEvent] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "unrouted",
                """
                SELECT j.complaint_id, j.version, j.event, j.at, j.data::text
                FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= $1 AND j.at < $2 AND j.event IN ('registered', 'refused', 'answered')
                    AND c.version = j.version ORDER BY j.at LIMIT $3
                """, Self.range(start, end, limit))
            return Self.events(rows)
        }
    }

    private static func range(_ start: Instant, _ end: Instant, _ limit: Int) -> [Parameter] {
        [
            .instant(start), .instant(end),
            .bigint(Int64(limit)),
        ]
    }

    private static func events(_ rows: QueryResult) -> [JournaledEvent] {
        (0..<rows.count).compactMap { row in
            CaseEvent(rawValue: rows.text(row, 2)).map { event in
                JournaledEvent(
                    complaint: rows.complaintID(row, 0), version: Int(rows.integer(row, 1)), event: event,
                    at: Instant(microseconds: rows.microseconds(row, 3)), data: Array(rows.text(row, 4).utf8))
            }
        }
    }

    /// The stretch of time whose events an operator wants announced again.
    mutating func requested() throws(StageFailure) -> (from: Instant, to: Instant)? {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "requested", "SELECT again_from, again_to FROM sweep WHERE again_from < again_to")
            guard rows.count == 1 else { return nil }
            return (Instant(microseconds: rows.microseconds(0, 0)), Instant(microseconds: rows.microseconds(0, 1)))
        }
    }

    /// All events from `start` to before `end`, oldest first: at least `limit` if there are as many, and all those of the
    /// same instant as the last.
    mutating func events(from start: Instant, to end: Instant, limit: Int) throws(StageFailure) -> [JournaledEvent] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "events",
                """
                SELECT complaint_id, version, event, at, data::text FROM journal WHERE at >= $1 AND at < $2
                ORDER BY at FETCH FIRST $3 ROWS WITH TIES
                """, Self.range(start, end, limit))
            return Self.events(rows)
        }
    }

    /// Notes that the request is fulfilled up to `moment`. A request made since is left as it is.
    mutating func fulfilled(from start: Instant, upTo moment: Instant) throws(StageFailure) {
        _ = try session.transaction { connection throws(PostgresError) in
            try connection.execute(
                "fulfilled", "UPDATE sweep SET again_from = $2 WHERE again_from = $1",
                [.instant(start), .instant(moment)])
        }
    }

    /// Events of the outbox that were stored before `end`, in the order of case and version.
    mutating func outbox(before end: Instant, limit: Int) throws(StageFailure) -> [JournaledEvent] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "outbox",
                """
                SELECT j.complaint_id, j.version, j.event, j.at, j.data::text FROM (
                    SELECT complaint_id, version FROM outbox WHERE at < $1 ORDER BY complaint_id, version LIMIT $2) o
                JOIN journal j ON j.complaint_id = o.complaint_id AND j.version = o.version
                ORDER BY j.complaint_id, j.version
                """, [.instant(end), .bigint(Int64(limit))])
            return Self.events(rows)
        }
    }

    /// Commands for the words of reporters that were kept before `end` and that nobody has taken up.
    mutating func waitingAnswers(before end: Instant, limit: Int) throws(StageFailure) -> [Outbound] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "waiting answers",
                """
                SELECT id, complaint_id, at FROM correspondence k WHERE version IS NULL AND at < $1
                    AND NOT EXISTS (SELECT 1 FROM command c WHERE c.key = 'intake:' || k.id::text) ORDER BY at LIMIT $2
                """, [.instant(end), .bigint(Int64(limit))])
            return (0..<rows.count).map { row in
                .answer(
                    correspondence: rows.complaintID(row, 0), complaint: rows.complaintID(row, 1),
                    at: Instant(microseconds: rows.microseconds(row, 2)))
            }
        }
    }

    /// Strikes events off the outbox.
    mutating func strikeOff(_ events: [JournaledEvent]) throws(StageFailure) {
        var receipts = OutboxReceipts()
        for event in events { receipts.add(event.complaint, version: event.version) }
        try session.transaction { connection throws(PostgresError) in try receipts.store(&connection) }
    }

    /// Marks events as announced.
    mutating func mark(_ events: [JournaledEvent], at now: Instant) throws(StageFailure) {
        var marks = OutboxMarks()
        for event in events { marks.add(event.complaint, version: event.version, at: now) }
        try session.transaction { connection throws(PostgresError) in try marks.store(&connection, at: now) }
    }

    /// Makes the partitions of the months to come; those that are there stay. Forgets the fingerprints of texts to which
    /// no further report can belong.
    mutating func tidy(at now: Instant) throws(StageFailure) {
        _ = try session.read { connection throws(PostgresError) in
            try connection.execute(
                "partitions",
                "SELECT ensure_partitions((now() - interval '2 months')::date, (now() + interval '14 months')::date)")
            try connection.execute(
                "old fingerprints", "DELETE FROM fingerprint WHERE at < $2 - make_interval(days => $1 + 1)",
                [.integer(Int32(IncidentRule.days)), .instant(now)])
        }
    }

    /// Notes how far the sweep came.
    mutating func advance(lookedTo: Instant, settledTo: Instant) throws(StageFailure) {
        _ = try session.transaction { connection throws(PostgresError) in
            try connection.execute(
                "advance", "UPDATE sweep SET looked_to = $1, settled_to = $2",
                [
                    .instant(lookedTo),
                    .instant(settledTo),
                ])
        }
    }
}
