package import Complaints
package import Postgres
import Routing
package import Shared

/// The sweeper's table `sweep`; it reads `journal` and marks `complaint`.
package struct SweepStore: ~Copyable {
    /// One sweeper at a time: another copy would only publish the same again.
    private static let lock: Int64 = 0x6c61_706f_7201
    private var session: DatabaseSession

    /// - Throws: `StageFailure` `unavailable`.
    package init(url: String) throws(StageFailure) { session = try DatabaseSession(url: url, name: "ClockWorker") }

    /// Whether this process is the one that sweeps; the database forgets it when the session ends.
    package mutating func isMyTurn() throws(StageFailure) -> Bool {
        try session.read { connection throws(PostgresError) in
            // Taking a lock twice would need giving it back twice.
            try connection.execute(
                "my turn",
                """
                SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
                    AND (classid::bigint << 32 | objid::bigint) = $1) OR pg_try_advisory_lock($1) AS mine
                """, [.bigint(Self.lock)]
            )[0].boolean("mine")
        }
    }

    package mutating func bounds() throws(StageFailure) -> (lookedTo: Instant, settledTo: Instant) {
        try session.read { connection throws(PostgresError) in
            let row = try connection.execute(
                "bounds",
                """
                SELECT greatest(looked_to, '1970-01-01 00:00+00') AS looked_to,
                    greatest(settled_to, '1970-01-01 00:00+00') AS settled_to FROM sweep
                """)[0]
            return (row.instant("looked_to"), row.instant("settled_to"))
        }
    }

    /// Events from `start` to before `end` whose complaint has not moved on and is not marked, oldest first.
    package mutating func unmarked(
        from start: Instant, to end: Instant, limit: Int
    ) throws(StageFailure) -> [StoredEvent] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "unmarked",
                """
                SELECT \(JournalEntry.columnsOfJ)
                FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= $1 AND j.at < $2 AND c.version = j.version AND c.next_published_at IS NULL
                ORDER BY j.at LIMIT $3
                """, Self.range(start, end, limit))
            return Self.events(rows)
        }
    }

    /// Complaints registered, refused or answered from `start` to before `end` that nobody has routed, announced or not,
    /// oldest first.
    package mutating func unrouted(from start: Instant, to end: Instant, limit: Int) throws(StageFailure)
        -> [StoredEvent]
    {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "unrouted",
                """
                SELECT \(JournalEntry.columnsOfJ)
                FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= $1 AND j.at < $2 AND j.event IN ('registered', 'refused', 'answered')
                    AND c.version = j.version ORDER BY j.at LIMIT $3
                """, Self.range(start, end, limit))
            return Self.events(rows)
        }
    }

    private static func range(_ start: Instant, _ end: Instant, _ limit: Int) -> [Parameter] {
        [.instant(start), .instant(end), .bigint(Int64(limit))]
    }

    /// Events that this program does not know are another version's business.
    private static func events(_ rows: QueryResult) -> [StoredEvent] { rows.compactMap(StoredEvent.init) }

    /// Has everything announced again that happened in the `seconds` before `now`.
    package static func announceAgain(
        seconds: Int, upTo now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "announce again",
            """
            WITH asked AS (
                UPDATE sweep SET again_to = $2, again_from = least(
                    CASE WHEN again_from < again_to THEN again_from END, $2 - make_interval(secs => $1))
                RETURNING again_from, again_to)
            SELECT count(j.at) AS events FROM asked LEFT JOIN journal j ON j.at >= again_from AND j.at < again_to
            """, [.bigint(Int64(seconds)), .instant(now)]
        )[0].integer("events")
    }

    /// The stretch of time whose events an operator wants announced again.
    package mutating func requested() throws(StageFailure) -> (from: Instant, to: Instant)? {
        try session.read { connection throws(PostgresError) in
            try connection.execute(
                "requested", "SELECT again_from, again_to FROM sweep WHERE again_from < again_to"
            ).first.map { ($0.instant("again_from"), $0.instant("again_to")) }
        }
    }

    /// All events from `start` to before `end`, oldest first: at least `limit` if there are as many, and all those of the
    /// same instant as the last.
    package mutating func events(from start: Instant, to end: Instant, limit: Int) throws(StageFailure)
        -> [StoredEvent]
    {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "events",
                """
                SELECT \(JournalEntry.columns) FROM journal WHERE at >= $1 AND at < $2 ORDER BY at FETCH FIRST $3 ROWS WITH TIES
                """, Self.range(start, end, limit))
            return Self.events(rows)
        }
    }

    /// Notes that the request is fulfilled up to `moment`. A request made since is left as it is.
    package mutating func fulfilled(from start: Instant, upTo moment: Instant) throws(StageFailure) {
        _ = try session.transaction { connection throws(PostgresError) in
            try connection.execute(
                "fulfilled", "UPDATE sweep SET again_from = $2 WHERE again_from = $1",
                [.instant(start), .instant(moment)])
        }
    }

    /// Events of the outbox that were stored before `end`, in the order of case and version.
    package mutating func outbox(before end: Instant, limit: Int) throws(StageFailure) -> [StoredEvent] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "outbox",
                """
                SELECT \(JournalEntry.columnsOfJ) FROM (
                    SELECT complaint_id, version FROM outbox WHERE at < $1 ORDER BY complaint_id, version LIMIT $2) o
                JOIN journal j ON j.complaint_id = o.complaint_id AND j.version = o.version
                ORDER BY j.complaint_id, j.version
                """, [.instant(end), .bigint(Int64(limit))])
            return Self.events(rows)
        }
    }

    /// Commands for the words of reporters that were kept before `end` and that nobody has taken up.
    package mutating func waitingAnswers(before end: Instant, limit: Int) throws(StageFailure) -> [Outbound] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "waiting answers",
                """
                SELECT id, complaint_id, at FROM correspondence k WHERE version IS NULL AND at < $1
                    AND NOT EXISTS (SELECT 1 FROM command c WHERE c.key = 'intake:' || k.id::text) ORDER BY at LIMIT $2
                """, [.instant(end), .bigint(Int64(limit))])
            return rows.map {
                .answer(
                    correspondence: $0.complaintID("id"), complaint: $0.complaintID("complaint_id"),
                    at: $0.instant("at"))
            }
        }
    }

    package mutating func strikeOff(_ events: [StoredEvent]) throws(StageFailure) {
        var receipts = OutboxReceipts()
        for event in events { receipts.add(event.complaint, version: event.version) }
        try session.transaction { connection throws(PostgresError) in try receipts.store(&connection) }
    }

    package mutating func mark(_ events: [StoredEvent], at now: Instant) throws(StageFailure) {
        var marks = OutboxMarks()
        for event in events { marks.add(event.complaint, version: event.version, at: now) }
        try session.transaction { connection throws(PostgresError) in try marks.store(&connection, at: now) }
    }

    /// Makes the partitions of the months to come; those that are there stay. Forgets the fingerprints of texts to which
    /// no further report can belong.
    package mutating func tidy(at now: Instant) throws(StageFailure) {
        try session.read { connection throws(PostgresError) in
            // By the machine's months: a scenario's cases lie beside the partitions, whatever its time.
            try connection.execute(
                "partitions",
                "SELECT ensure_partitions((now() - interval '2 months')::date, (now() + interval '14 months')::date)")
            try IncidentTable.forget(at: now, &connection)
        }
    }

    package mutating func advance(lookedTo: Instant, settledTo: Instant) throws(StageFailure) {
        _ = try session.transaction { connection throws(PostgresError) in
            try connection.execute(
                "advance", "UPDATE sweep SET looked_to = $1, settled_to = $2",
                [.instant(lookedTo), .instant(settledTo)])
        }
    }
}

/// A row of the journal as its announcement, with every member that it was stored with.
package struct StoredEvent: Sendable {
    package let complaint: ComplaintID
    package let version: Int
    package let at: Instant
    package let outbound: Outbound

    /// Nil when this program does not know the event.
    fileprivate init?(_ row: Row) {
        guard let event = CaseEvent(rawValue: row.text("event")) else { return nil }
        (complaint, version, at) = (row.complaintID("complaint_id"), row.integer("version"), row.instant("at"))
        outbound = .event(complaint, version, event, at, Array(row.text("data").utf8))
    }
}
