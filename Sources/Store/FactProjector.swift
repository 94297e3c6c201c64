import Complaints
import Figures
package import Postgres

/// Folds journals into facts.
///
/// Past facts never change, and a present one only gives way to a newer one. So any number of copies may fold the same
/// case at once, in any order, and the same comes out.
package enum FactProjector {
    /// Rows of the queue that one transaction takes.
    package static let batch = 1000

    /// Folds the cases of up to `limit` rows of the queue that nobody else has in hand.
    ///
    /// - Parameter waits: whether to wait for those that somebody else has in hand, instead of leaving them to whoever has.
    /// - Returns: how many rows were taken; 0: there is nothing to do.
    @discardableResult
    package static func catchUp(
        limit: Int = batch, waits: Bool = false, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            let rows =
                waits
                ? try connection.execute("take facts to do, waiting", take(""), [.bigint(Int64(limit))])
                : try connection.execute("take facts to do", take("SKIP LOCKED"), [.bigint(Int64(limit))])
            try project(rows.map { $0.complaintID("complaint_id") }, &connection)
            return rows.count
        }
    }

    private static func take(_ locking: String) -> String {
        """
        DELETE FROM fact_todo WHERE ctid = ANY (ARRAY(SELECT ctid FROM fact_todo LIMIT $1 FOR UPDATE \(locking)))
        RETURNING complaint_id
        """
    }

    /// Folds everything that was in the journal when it was called.
    package static func catchUpWhole(_ connection: inout PostgresConnection) throws(PostgresError) {
        while try catchUp(&connection) > 0 {}
        // What others had in hand meanwhile.
        try catchUp(waits: true, &connection)
    }

    static func project(
        _ ids: some Sequence<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let ids = Set(ids)
        guard let journals = try CaseTable.journals(of: ids, &connection) else { return }
        let known = try presentVersions(of: ids, &connection)
        var rows = FactRows()
        var problems: [ReplayError] = []
        for (id, range) in JournalEntry.journals(journals) {
            switch fold(journals, range) {
            case .success(let fold):
                for fact in fold.facts where fact.version >= known[id] ?? 0 { rows.add(fact) }
            case .failure(let error): problems.append(error)
            }
        }
        try store(rows, &connection)
        try note(problems, of: ids, &connection)
    }

    typealias Fold = Result<(state: CaseState, facts: [CaseFact]), ReplayError>

    /// What the rows of one whole journal tell.
    static func fold(_ rows: QueryResult, _ range: Range<Int>) -> Fold {
        do throws(ReplayError) {
            var entries: [JournalEntry] = []
            for row in range { entries.append(try JournalEntry(rows[row])) }
            return .success(try CaseFact.fold(entries))
        } catch {
            return .failure(error)
        }
    }

    private static func presentVersions(
        of ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Int] {
        try connection.execute(
            "versions of facts", "SELECT complaint_id, version FROM fact_present WHERE complaint_id = ANY ($1)",
            [.ids(ids.sorted())]
        ).reduce(into: [:]) { $0[$1.complaintID("complaint_id")] = $1.integer("version") }
    }

    private static func store(_ rows: FactRows, _ connection: inout PostgresConnection) throws(PostgresError) {
        guard rows.rows.count > 0 else { return }
        try connection.run("CREATE TEMPORARY TABLE IF NOT EXISTS fact_staged (LIKE fact) ON COMMIT DELETE ROWS")
        try connection.copy(into: "fact_staged (\(FactRows.columnList))", rows.rows)
        // By id, so that two copies with the same cases wait for each other instead of blocking each other.
        try connection.execute(
            "store past facts",
            """
            INSERT INTO fact_past (\(FactRows.columnList)) SELECT \(FactRows.columnList) FROM fact_staged
            WHERE to_at < 'infinity' ORDER BY complaint_id, version ON CONFLICT DO NOTHING
            """)
        let renewed = FactRows.columns.dropFirst()
        try connection.execute(
            "store present facts",
            """
            INSERT INTO fact_present AS f (\(FactRows.columnList)) SELECT \(FactRows.columnList) FROM fact_staged
            WHERE to_at = 'infinity' ORDER BY complaint_id ON CONFLICT (complaint_id) DO UPDATE
            SET (\(renewed.joined(separator: ", "))) = (\(renewed.map { "EXCLUDED.\($0)" }.joined(separator: ", ")))
            WHERE f.version < EXCLUDED.version
            """)
    }

    private static func note(
        _ problems: [ReplayError], of ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "forget problems of facts", "DELETE FROM fact_problem WHERE complaint_id = ANY ($1)",
            [.ids(ids.sorted())])
        for problem in problems {
            try connection.execute(
                "note problem of facts",
                """
                INSERT INTO fact_problem VALUES ($1, $2, $3) ON CONFLICT (complaint_id) DO UPDATE
                SET version = EXCLUDED.version, reason = EXCLUDED.reason
                """,
                [
                    .id(problem.complaint),
                    .integer(Int32(clamping: problem.version)), .text(problem.reason),
                ])
        }
    }
}
