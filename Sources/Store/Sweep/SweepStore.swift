package import Complaints
import Contract
package import Postgres
import Routing
package import Shared

/// The sweeper's table `sweep`; it reads `outbox` and `journal`.
package struct SweepStore: ~Copyable {
    /// One sweeper at a time: another copy would only publish the same again.
    private static let lock: Int64 = 0x6c61_706f_7201
    /// Events, and rows of the outbox, that are read together, or somewhat more: rows hold one event or hundreds.
    private static let atOnce: (events: Int64, rows: Int64) = (1000, 1000)
    /// An event with the channel of its case, as its first row tells it.
    private static let columns =
        JournalEntry.columnsOfJ
        + ", (SELECT f.data ->> 'channel' FROM journal f WHERE f.complaint_id = j.complaint_id AND f.version = 1) AS channel"
    private var session: DatabaseSession

    /// - Throws: `StageFailure` `unavailable`.
    package init(url: String, keys: CaseKeys = .none) throws(StageFailure) {
        session = try DatabaseSession(url: url, name: "ClockWorker", keys: keys)
    }

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

    /// Every complaint that came before was looked at, and is routed.
    package mutating func settledTo() throws(StageFailure) -> Instant {
        try session.read { connection throws(PostgresError) in
            try connection.execute(
                "settled", "SELECT greatest(settled_to, '1970-01-01 00:00+00') AS settled_to FROM sweep"
            )[0].instant("settled_to")
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
                SELECT \(Self.columns)
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
                SELECT \(Self.columns) FROM journal j WHERE j.at >= $1 AND j.at < $2 ORDER BY j.at FETCH FIRST $3 ROWS WITH TIES
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

    /// What rows of the outbox hold that were stored before `end` and follow the row `after`, oldest first.
    package mutating func held(after: Int64, before end: Instant) throws(StageFailure) -> HeldEvents {
        try session.read { connection throws(PostgresError) in
            let rows = try connection.execute(
                "held",
                """
                WITH waiting AS (SELECT * FROM outbox WHERE id > $1 AND at < $2 ORDER BY id LIMIT $3),
                    summed AS (
                        SELECT *, sum(cardinality(complaints)) OVER (ORDER BY id) - cardinality(complaints) AS before
                        FROM waiting),
                    o AS (SELECT * FROM summed WHERE before < $4)
                SELECT o.id AS outbox_id, cardinality(o.complaints) AS events, \(Self.columns)
                FROM o, unnest(o.complaints, o.versions) WITH ORDINALITY AS u (complaint_id, version, number)
                JOIN journal j ON j.complaint_id = u.complaint_id AND j.version = u.version ORDER BY o.id, u.number
                """,
                [.bigint(after), .instant(end), .bigint(Self.atOnce.rows), .bigint(Self.atOnce.events)])
            var held = HeldEvents()
            for row in rows {
                held.add(
                    StoredEvent(row), of: OutboxRow(id: Int64(row.integer("outbox_id")), events: row.integer("events")))
            }
            return held
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

    /// One part of each SMS whose wait ended before `end`, for intake to take in once more.
    package mutating func waitingParts(before end: Instant, limit: Int) throws(StageFailure) -> [Outbound] {
        try session.read { connection throws(PostgresError) in
            try SMSPartTable.overdue(before: end, limit: limit, &connection)
        }
    }

    package mutating func strikeOff(_ rows: [OutboxRow], at now: Instant) throws(StageFailure) {
        var receipts = OutboxReceipts()
        for row in rows { receipts.add(row, at: now) }
        try session.transaction { connection throws(PostgresError) in try receipts.store(&connection) }
    }

    /// Makes the partitions of the months to come; those that are there stay. Forgets the fingerprints of texts to which
    /// no further report can belong, and which SMS came.
    package mutating func tidy(at now: Instant) throws(StageFailure) {
        try session.read { connection throws(PostgresError) in
            // By the machine's months: a scenario's cases lie beside the partitions, whatever its time.
            try connection.execute(
                "partitions",
                "SELECT ensure_partitions((now() - interval '2 months')::date, (now() + interval '14 months')::date)")
            try IncidentTable.forget(at: now, &connection)
            _ = try RecentSMS.forget(before: now.advanced(bySeconds: -RecentSMS.keptSeconds), &connection)
            _ = try PassingTable.unreachable.remove(at: now, &connection)
        }
    }

    /// Gives numbers to events that have none yet, from which those who read them go on.
    ///
    /// - Returns: whether more of them may wait.
    package mutating func numberEvents() throws(StageFailure) -> Bool {
        guard try session.read(EventLog.isBehind) else { return false }
        return try session.transaction(EventLog.number) >= EventLog.rows
    }

    package mutating func advance(settledTo: Instant) throws(StageFailure) {
        _ = try session.transaction { connection throws(PostgresError) in
            try connection.execute("advance", "UPDATE sweep SET settled_to = $1", [.instant(settledTo)])
        }
    }
}

/// What rows of the outbox hold.
package struct HeldEvents: Sendable {
    package private(set) var events: [StoredEvent] = []
    /// Rows of which this program knows every event: another version answers for the others.
    package private(set) var known: [OutboxRow] = []
    /// The last row that was read; nil: there was none.
    package private(set) var last: Int64?
    private var found = 0

    fileprivate mutating func add(_ event: StoredEvent?, of row: OutboxRow) {
        if last != row.id { (last, found) = (row.id, 0) }
        guard let event else { return }
        events.append(event)
        found += 1
        if found == row.events { known.append(row) }
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
        let data = row.utf8("data")
        let fields = JSONFields(data, in: data.indices)
        outbound = .event(
            complaint, version, event, at, data, trace: fields.flatMap(\.trace), channel: row.optionalText("channel"),
            isConfidential: (try? fields?.optionalBoolean("confidential")) ?? false)
    }
}
