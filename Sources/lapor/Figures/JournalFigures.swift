import Postgres
import Shared

/// Figures counted from the event journal: what happened last to each case tells where it stands.
enum JournalFigures {
    /// The figures of all cases.
    ///
    /// - Throws: `PostgresError`; `FigureError` when journal and cases do not agree.
    static func read(_ database: inout PostgresConnection) throws -> StatusFigures {
        // One snapshot for all: complaints that arrive meanwhile must not make parts and total differ.
        try database.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let last = try database.execute(
            "last events",
            """
            SELECT event, status, count(*) FROM (
                SELECT DISTINCT ON (complaint_id) event, data->>'status' AS status FROM journal
                WHERE event = ANY ($1) OR data ? 'status' ORDER BY complaint_id, version DESC) AS last
            GROUP BY event, status
            """, [.array(movingEvents)])
        let cases = try database.execute("cases", "SELECT status::text, count(*) FROM complaint GROUP BY status")
        let registered = try database.execute(
            "registered", "SELECT count(*) FROM journal WHERE event = 'registered'")
        try database.run("COMMIT")
        let figures = try StatusFigures(try byStatus(last), total: Int(registered.integer(0, 0)))
        try compare(figures, cases)
        return figures
    }

    /// Events whose name says where a case stands afterwards.
    private static var movingEvents: BinaryArray {
        var events = BinaryArray(.text)
        for event in CaseEvent.allCases where event.status != nil { events.append(event.rawValue) }
        return events
    }

    private static func byStatus(_ rows: QueryResult) throws(FigureError) -> [CaseStatus: Int] {
        var counts: [CaseStatus: Int] = [:]
        for row in 0..<rows.count {
            guard let event = CaseEvent(rawValue: rows.text(row, 0)) else { throw .unknownEvent(rows.text(row, 0)) }
            let status = rows.optionalText(row, 1).flatMap { CaseStatus(rawValue: $0) } ?? event.status
            if let status { counts[status, default: 0] += Int(rows.integer(row, 2)) }
        }
        return counts
    }

    private static func compare(_ figures: StatusFigures, _ rows: QueryResult) throws(FigureError) {
        var cases: [String: Int] = [:]
        for row in 0..<rows.count { cases[rows.text(row, 0)] = Int(rows.integer(row, 1)) }
        for status in CaseStatus.allCases where figures.count(status) != cases[status.rawValue, default: 0] {
            throw .sources(
                status: status, journal: figures.count(status), cases: cases[status.rawValue, default: 0])
        }
    }
}
