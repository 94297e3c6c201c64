package import Complaints
package import Postgres

/// Table `agenda`: which cases' clocks speak when, and by which calendar their deadlines were computed.
package enum AgendaTable {
    /// What waits, without looking at the cases.
    package struct Outlook: Sendable {
        package var calendar: Int
        /// The oldest calendar that a case has deadlines of.
        package var oldestCalendar: Int?
        /// When the clocks of a case speak next, of those that have deadlines of the calendar in force.
        package var next: Instant?

        package init(calendar: Int, oldestCalendar: Int? = nil, next: Instant? = nil) {
            self.calendar = calendar
            self.oldestCalendar = oldestCalendar
            self.next = next
        }
    }

    package static func outlook(_ connection: inout PostgresConnection) throws(PostgresError) -> Outlook {
        let row = try connection.execute(
            "outlook",
            """
            SELECT v.version AS calendar, (SELECT min(calendar) FROM agenda) AS oldest,
                (SELECT next_at FROM agenda WHERE calendar = v.version ORDER BY next_at LIMIT 1) AS next
            FROM (SELECT max(version) AS version FROM calendar_version) v
            """)[0]
        return Outlook(
            calendar: row.integer("calendar"), oldestCalendar: row.optionalInteger("oldest"),
            next: row.optionalInstant("next"))
    }

    /// Locks cases whose clocks have something to say, the longest due first; those that others have in hand are left, and for a
    /// day those whose reporter has spoken and whose words wait to be taken up: nobody is silent who was not heard.
    ///
    /// The case is locked with its row: whoever works on it has both or none, and nobody waits for the other.
    package static func lockDue(
        calendar: Int, at now: Instant, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "lock due",
            """
            SELECT a.complaint_id FROM agenda a JOIN complaint c ON c.id = a.complaint_id
            WHERE a.calendar = $1 AND a.next_at <= $2 AND NOT EXISTS (SELECT FROM correspondence l
                WHERE l.complaint_id = a.complaint_id AND l.version IS NULL AND l.at > $2 - interval '1 day')
            ORDER BY a.next_at LIMIT $3 FOR UPDATE SKIP LOCKED
            """, [.integer(Int32(calendar)), .instant(now), .bigint(Int64(limit))]
        ).map { $0.complaintID("complaint_id") }
    }

    /// Locks cases whose deadlines were computed by an older calendar, in the same way.
    package static func lockStale(
        calendar: Int, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "lock stale",
            """
            SELECT a.complaint_id FROM agenda a JOIN complaint c ON c.id = a.complaint_id
            WHERE a.calendar < $1 ORDER BY a.calendar, a.next_at LIMIT $2 FOR UPDATE SKIP LOCKED
            """, [.integer(Int32(calendar)), .bigint(Int64(limit))]
        ).map { $0.complaintID("complaint_id") }
    }

    /// Those of the cases whose deadlines were computed by a calendar older than version `calendar`.
    package static func stale(
        _ ids: Set<ComplaintID>, calendar: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<ComplaintID> {
        let rows = try connection.execute(
            "stale cases", "SELECT complaint_id FROM agenda WHERE complaint_id = ANY ($1) AND calendar < $2",
            [.ids(ids), .integer(Int32(calendar))])
        return Set(rows.map { $0.complaintID("complaint_id") })
    }

    /// Lets cases wait until `moment`, whatever their clocks say.
    package static func putOff(
        _ ids: [ComplaintID], until moment: Instant, calendar: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        try connection.execute(
            "put off", "UPDATE agenda SET next_at = $2, calendar = $3 WHERE complaint_id = ANY ($1)",
            [.ids(ids), .instant(moment), .integer(Int32(calendar))])
    }
}

package struct AgendaRows: Sendable {
    private var speaking: [(id: ComplaintID, next: Instant)] = []
    private var silent: [ComplaintID] = []
    private let calendar: Int
    private let isRecomputed: Bool

    /// Rows of `states`, with clocks that were started by version `calendar` of the calendar.
    ///
    /// - Parameter isRecomputed: whether all their clocks were computed by it. If not, others may go on that are older: a case
    ///   that waits to be computed again goes on waiting.
    package init(_ states: [CaseState], calendar: Int, isRecomputed: Bool = false) {
        self.calendar = calendar
        self.isRecomputed = isRecomputed
        for state in states { add(state.id, next: state.nextStepAt) }
    }

    /// A case's next moment; nil: its clocks have nothing more to say.
    package mutating func add(_ id: ComplaintID, next: Instant?) {
        if let next { speaking.append((id, next)) } else { silent.append(id) }
    }

    package func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        if !speaking.isEmpty {
            try connection.execute(
                "write agenda",
                """
                INSERT INTO agenda SELECT id, next, $3 FROM unnest($1, $2) AS u (id, next) ORDER BY id
                ON CONFLICT (complaint_id) DO UPDATE SET next_at = EXCLUDED.next_at,
                    calendar = CASE WHEN $4 THEN EXCLUDED.calendar ELSE least(agenda.calendar, EXCLUDED.calendar) END
                """,
                [
                    .ids(speaking) { $0.id }, .instants(speaking) { $0.next }, .integer(Int32(calendar)),
                    .boolean(isRecomputed),
                ])
        }
        if !silent.isEmpty {
            try connection.execute(
                "clear agenda", "DELETE FROM agenda WHERE complaint_id = ANY ($1)", [.ids(silent)])
        }
    }
}
