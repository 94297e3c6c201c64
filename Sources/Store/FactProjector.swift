import Complaints
import Figures
package import Postgres

/// Folds journals into facts.
///
/// Past facts never change, and a present one only gives way to a newer one. So a case may be folded while a worker takes it
/// further and stores its facts, in any order, and the same comes out.
package enum FactProjector {
    /// Cases that one transaction folds, or somewhat more.
    package static let batch = 1000

    /// Folds `limit` cases that are to be folded, or somewhat more, of the rows of `fact_todo` up to `last`.
    ///
    /// - Returns: how many cases were looked at; 0: there is nothing to do.
    @discardableResult
    package static func catchUp(
        limit: Int = batch, through last: Int64 = .max, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            try takeTurn(&connection)
            let ids = try FactTodo.take(limit, through: last, &connection)
            try project(try behind(among: ids, &connection), &connection)
            return ids.count
        }
    }

    /// Copies that fold take turns: who finds nothing to do knows that others have done it.
    static func takeTurn(_ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute("fold in turn", "SELECT pg_advisory_xact_lock(hashtext('lapor facts'))")
    }

    /// Folds everything that was in the journal when it was called.
    package static func catchUpWhole(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard let last = try FactTodo.newest(&connection) else { return }
        while try catchUp(through: last, &connection) > 0 {}
    }

    /// Those whose journals have more than the facts. Most were routed since they were noted, and have theirs.
    private static func behind(
        among ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        guard let first = ids.first, let last = ids.last else { return [] }
        return try connection.execute(
            "cases behind",
            """
            SELECT id FROM unnest($1) AS u (id) WHERE (SELECT max(version) FROM journal j
                    WHERE j.complaint_id = u.id AND j.complaint_id BETWEEN $2 AND $3)
                > COALESCE((SELECT version FROM fact_present f WHERE f.complaint_id = u.id), 0)
            """, [.ids(ids), .id(first), .id(last)]
        ).map { $0.complaintID("id") }
    }

    /// Folds the journals of cases, within a transaction whose turn it is.
    static func project(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard let journals = try journals(of: ids, &connection) else { return }
        // After the journals: facts that routing stores meanwhile are known then, or of a version that no journal here has.
        let known = try presentVersions(of: ids, &connection)
        var rows = FoldedRows()
        var problems: [ReplayError] = []
        for (id, range) in JournalEntry.journals(journals) {
            switch fold(journals, range) {
            case .success(let fold): rows.add(fold.facts, known: known[id])
            case .failure(let error): problems.append(error)
            }
        }
        try rows.store(&connection)
        try note(problems, of: ids, &connection)
    }

    /// The journals of cases, by complaint and version.
    private static func journals(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult? {
        guard let first = ids.min(), let last = ids.max() else { return nil }
        return try connection.execute(
            "journals to fold",
            """
            SELECT \(JournalEntry.columns) FROM journal
            WHERE complaint_id = ANY ($1) AND complaint_id BETWEEN $2 AND $3 ORDER BY complaint_id, version
            """, [.ids(ids), .id(first), .id(last)])
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

    static func presentVersions(
        of ids: some Collection<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Int] {
        guard !ids.isEmpty else { return [:] }
        return try connection.execute(
            "versions of facts", "SELECT complaint_id, version FROM fact_present WHERE complaint_id = ANY ($1)",
            [.ids(ids)]
        ).reduce(into: [:]) { $0[$1.complaintID("complaint_id")] = $1.integer("version") }
    }

    private static func note(
        _ problems: [ReplayError], of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "forget problems of facts", "DELETE FROM fact_problem WHERE complaint_id = ANY ($1)", [.ids(ids)])
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
