package import Complaints
package import Postgres

/// Tables `event_todo` and `event_log`: all events of all cases, each with a number, from which somebody goes on reading.
///
/// Who stores events notes them in `event_todo`, in the same transaction. One process at a time, ClockWorker, gives numbers to what it
/// sees there. So what commits late has a later number, and below a number that was read nothing ever appears.
package enum EventLog {
    /// One process at a time.
    private static let lock: Int64 = 0x6c61_706f_7203
    /// Events in a row: ids and versions of so many stay out of TOAST.
    private static let page = 90
    /// Rows of `event_todo` that are numbered together, each of one event or hundreds.
    static let rows = 500

    /// Gives numbers to events that have none. To be called in a transaction, with which they appear.
    ///
    /// - Returns: how many; 0 also when another process is at it.
    @discardableResult
    package static func number(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        let isMine = try connection.execute(
            "number events alone", "SELECT pg_try_advisory_xact_lock($1) AS mine", [.bigint(lock)])
        guard isMine[0].boolean("mine") else { return 0 }
        return try connection.execute(
            "number events",
            """
            WITH taken AS (
                    DELETE FROM event_todo WHERE id IN (SELECT id FROM event_todo ORDER BY id LIMIT $1)
                    RETURNING id, complaints, versions),
                event AS (
                    SELECT u.complaint_id, u.version, row_number() OVER (ORDER BY t.id, u.place) AS number
                    FROM taken t, unnest(t.complaints, t.versions) WITH ORDINALITY AS u (complaint_id, version, place)),
                added AS (
                    INSERT INTO event_log (through, complaints, versions)
                    SELECT last.number + max(e.number), array_agg(e.complaint_id ORDER BY e.number),
                        array_agg(e.version ORDER BY e.number)
                    FROM event e, (SELECT COALESCE(max(through), 0) AS number FROM event_log) AS last
                    GROUP BY last.number, (e.number - 1) / $2 RETURNING 1)
            SELECT count(*) AS numbered FROM event
            """, [.bigint(Int64(rows)), .bigint(Int64(page))]
        )[0].integer("numbered")
    }

    /// Whether events wait for their numbers.
    package static func isBehind(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("events without a number", "SELECT EXISTS (SELECT FROM event_todo) AS behind")[0]
            .boolean("behind")
    }

    /// Notes events since the moment `start` that nobody has noted: a worker of an older release stored them, or somebody by hand.
    ///
    /// - Returns: how many.
    package static func noteMissed(since start: Instant, _ connection: inout PostgresConnection) throws(PostgresError)
        -> Int
    {
        try connection.execute(
            "note missed events",
            """
            WITH missed AS (
                    SELECT complaint_id, version FROM journal WHERE at >= $1
                    EXCEPT (
                        SELECT u.* FROM event_log l, unnest(l.complaints, l.versions) AS u
                        WHERE l.at >= $1::timestamptz - interval '1 day'
                        UNION ALL SELECT u.* FROM event_todo t, unnest(t.complaints, t.versions) AS u)),
                placed AS (
                    SELECT m.*, row_number() OVER (ORDER BY j.at, m.complaint_id, m.version) AS place
                    FROM missed m JOIN journal j USING (complaint_id, version)),
                noted AS (
                    INSERT INTO event_todo (complaints, versions)
                    SELECT array_agg(complaint_id ORDER BY place), array_agg(version ORDER BY place) FROM placed
                    GROUP BY (place - 1) / $2 ORDER BY min(place) RETURNING 1)
            SELECT count(*) AS missed FROM missed
            """, [.instant(start), .bigint(Int64(page))]
        )[0].integer("missed")
    }
}
