package import Complaints
import Postgres
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

    /// Where the last sweep ended.
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
    ) throws(StageFailure) -> [JournalEntry] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "unmarked",
                """
                SELECT j.complaint_id, j.version, j.event, j.at, j.actor, j.data::text AS data
                FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= $1 AND j.at < $2 AND c.version = j.version AND c.next_published_at IS NULL
                ORDER BY j.at LIMIT $3
                """, Self.range(start, end, limit))
            return Self.entries(rows)
        }
    }

    /// Complaints registered, refused or answered from `start` to before `end` that nobody has routed, announced or not,
    /// oldest first.
    package mutating func unrouted(from start: Instant, to end: Instant, limit: Int) throws(StageFailure)
        -> [JournalEntry]
    {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "unrouted",
                """
                SELECT j.complaint_id, j.version, j.event, j.at, j.actor, j.data::text AS data
                FROM journal j JOIN complaint c ON c.id = j.complaint_id
                WHERE j.at >= $1 AND j.at < $2 AND j.event IN ('registered', 'refused', 'answered')
                    AND c.version = j.version ORDER BY j.at LIMIT $3
                """, Self.range(start, end, limit))
            return Self.entries(rows)
        }
    }

    private static func range(_ start: Instant, _ end: Instant, _ limit: Int) -> [Parameter] {
        [
            .instant(start), .instant(end),
            .bigint(Int64(limit)),
        ]
    }

    /// Rows that this program cannot read are another version's business.
    private static func entries(_ rows: QueryResult) -> [JournalEntry] {
        rows.compactMap { row in try? JournalEntry(row) }
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
        -> [JournalEntry]
    {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "events",
                """
                SELECT complaint_id, version, event, at, actor, data::text AS data FROM journal WHERE at >= $1 AND at < $2
                ORDER BY at FETCH FIRST $3 ROWS WITH TIES
                """, Self.range(start, end, limit))
            return Self.entries(rows)
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
    package mutating func outbox(before end: Instant, limit: Int) throws(StageFailure) -> [JournalEntry] {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "outbox",
                """
                SELECT j.complaint_id, j.version, j.event, j.at, j.actor, j.data::text AS data FROM (
                    SELECT complaint_id, version FROM outbox WHERE at < $1 ORDER BY complaint_id, version LIMIT $2) o
                JOIN journal j ON j.complaint_id = o.complaint_id AND j.version = o.version
                ORDER BY j.complaint_id, j.version
                """, [.instant(end), .bigint(Int64(limit))])
            return Self.entries(rows)
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

    /// Strikes events off the outbox.
    package mutating func strikeOff(_ events: [JournalEntry]) throws(StageFailure) {
        var receipts = OutboxReceipts()
        for event in events { receipts.add(event.complaint, version: event.version) }
        try session.transaction { connection throws(PostgresError) in try receipts.store(&connection) }
    }

    /// Marks events as announced.
    package mutating func mark(_ events: [JournalEntry], at now: Instant) throws(StageFailure) {
        var marks = OutboxMarks()
        for event in events { marks.add(event.complaint, version: event.version, at: now) }
        try session.transaction { connection throws(PostgresError) in try marks.store(&connection, at: now) }
    }

    /// Makes the partitions of the months to come; those that are there stay. Forgets the fingerprints of texts to which
    /// no further report can belong.
    package mutating func tidy(at now: Instant) throws(StageFailure) {
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
    package mutating func advance(lookedTo: Instant, settledTo: Instant) throws(StageFailure) {
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
