package import Complaints
package import Postgres

/// Rows of the agenda: when the clocks of cases speak next.
package struct AgendaRows: Sendable {
    private var ids = BinaryArray(.uuid)
    private var moments = BinaryArray(.timestamptz)
    private var silent = BinaryArray(.uuid)
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
        if let next {
            ids.append(id)
            moments.append(next)
        } else {
            silent.append(id)
        }
    }

    /// Those of the cases whose deadlines were computed by a calendar older than version `calendar`.
    ///
    /// - Throws: `PostgresError`.
    package static func stale(
        _ ids: Set<ComplaintID>, calendar: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<ComplaintID> {
        let rows = try connection.execute(
            "stale cases", "SELECT complaint_id FROM agenda WHERE complaint_id = ANY ($1) AND calendar < $2",
            [.array(BinaryArray(ids: ids)), .integer(Int32(calendar))])
        return Set((0..<rows.count).map { rows.complaintID($0, 0) })
    }

    /// Stores them.
    ///
    /// - Throws: `PostgresError`.
    package func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        if ids.count > 0 {
            try connection.execute(
                "write agenda",
                """
                INSERT INTO agenda SELECT id, next, $3 FROM unnest($1, $2) AS u (id, next) ORDER BY id
                ON CONFLICT (complaint_id) DO UPDATE SET next_at = EXCLUDED.next_at,
                    calendar = CASE WHEN $4 THEN EXCLUDED.calendar ELSE least(agenda.calendar, EXCLUDED.calendar) END
                """, [.array(ids), .array(moments), .integer(Int32(calendar)), .boolean(isRecomputed)])
        }
        if silent.count > 0 {
            try connection.execute(
                "clear agenda", "DELETE FROM agenda WHERE complaint_id = ANY ($1)", [.array(silent)])
        }
    }
}
