package import Complaints
package import Figures
package import Postgres
import Shared

/// Answers questions about figures from the table of facts.
package enum FigureReader {
    /// A session fit for reports: long statements, plans for the tables as they are.
    package static func session(_ url: String) throws(PostgresError) -> PostgresConnection {
        let connection = try PostgresConnection(at: url, name: "lapor figures", seconds: 600)
        try connection.run(PostgresConnection.planning)
        return connection
    }

    /// The table that answers `question`. Folds first what the journal has and the facts have not, if the login may: one of role
    /// `report` sees the facts as ClockWorker has folded them, each minute.
    ///
    /// - Throws: `PostgresError`, `FigureError`.
    package static func answer(
        _ question: FigureQuestion, at now: Instant, _ connection: inout PostgresConnection
    ) throws -> FigureTable {
        if try mayFold(&connection) { try FactProjector.catchUpWhole(&connection) }
        return try snapshot(&connection) { connection throws in
            if let moment = question.asOf, moment > now { throw FigureError.future(moment, now: now) }
            return try table(question, now, &connection)
        }
    }

    /// The days that figures of age depend on, as of the moment that `question` asks for.
    package static func days(
        of question: FigureQuestion, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> FigureDays {
        FigureDays(asOf: question.asOf ?? now, clocks: try ReferenceTables.clocks(&connection))
    }

    private static func mayFold(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("may fold", "SELECT has_table_privilege('fact_todo', 'DELETE') AS may")[0].boolean("may")
    }

    /// Runs `body` on one snapshot, after a look whether there are journals that cannot be replayed.
    ///
    /// - Throws: what `body` throws, `PostgresError`, `FigureError`.
    package static func snapshot<Result>(
        _ connection: inout PostgresConnection, _ body: (inout PostgresConnection) throws -> Result
    ) throws -> Result {
        try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        do {
            let problems = try connection.execute(
                "problems of facts",
                """
                SELECT count(*) AS cases, min(complaint_id::text || ', version ' || version || ': ' || reason) AS example
                FROM fact_problem
                """)[0]
            if problems.integer("cases") > 0 {
                throw FigureError.replay(cases: problems.integer("cases"), example: problems.text("example"))
            }
            let result = try body(&connection)
            try connection.run("COMMIT")
            return result
        } catch {
            _ = try? connection.run("ROLLBACK")
            throw error
        }
    }

    /// The table that answers `question` by the facts as they are, within the caller's snapshot.
    static func table(
        _ question: FigureQuestion, _ now: Instant, _ connection: inout PostgresConnection
    ) throws -> FigureTable {
        let days = try Self.days(of: question, at: now, &connection)
        var cells = try FigureCounts(question, days).read(grouped: true, &connection)
        let total = try FigureCounts(question, days).read(grouped: false, &connection)[[]] ?? FigureCell()
        if question.dimensions.isEmpty { cells = [:] }
        let names = try FigureNames(question, days, cells.keys, &connection)
        let rows = cells.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { codes, cell in
            FigureTable.Row(keys: names.keys(codes), cell: cell)
        }
        let table = try FigureTable(question, rows: rows, total: total, asOf: question.asOf ?? now)
        if question.isWholePresent { try compareWithCases(&connection) }
        return table
    }

    /// Cases and facts must agree on where every case stands, but for cases that moved on this very moment.
    private static func compareWithCases(_ connection: inout PostgresConnection) throws {
        let rows = try connection.execute(
            "compare facts with cases",
            """
            SELECT status::text AS status, sum(facts)::bigint AS facts, sum(cases)::bigint AS cases FROM (
                SELECT status, 1 AS facts, 0 AS cases FROM fact_present f
                WHERE NOT EXISTS (SELECT 1 FROM fact_waiting t WHERE t.complaint_id = f.complaint_id)
                UNION ALL SELECT status, 0, 1 FROM complaint c
                WHERE NOT EXISTS (SELECT 1 FROM fact_waiting t WHERE t.complaint_id = c.id)) AS both_
            GROUP BY status
            """)
        for row in rows {
            let (facts, cases) = (row.integer("facts"), row.integer("cases"))
            guard facts != cases, let status = CaseStatus(rawValue: row.text("status")) else { continue }
            throw FigureError.sources(status: status, journal: facts, cases: cases)
        }
    }
}
