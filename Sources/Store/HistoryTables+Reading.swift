package import Complaints
package import Figures
package import Postgres

extension HistoryTables {
    /// SQL: a row of `history_case_now` stands in the list of what is wrong.
    private static let isListed = """
        EXISTS (SELECT FROM history_problem_now p WHERE (p.file_id, p.line) = (history_case_now.file_id, history_case_now.line))
        """

    /// Cases of exports by period of submission (in Jakarta) and status, and how many are left out: without date or status,
    /// or listed as wrong.
    ///
    /// - Throws: `PostgresError`, `FigureError`.
    package static func cases(
        by period: ReportPeriod, at now: Instant, _ connection: inout PostgresConnection
    ) throws -> (table: FigureTable, leftOut: Int) {
        try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let rows = try connection.execute(
            "history by \(period.rawValue)",
            """
            SELECT date_trunc('\(period.rawValue)', submitted_at AT TIME ZONE 'Asia/Jakarta')::date::text AS period,
                status::text AS status, cause, count(*) AS cases
            FROM history_case_now WHERE status IS NOT NULL AND submitted_at IS NOT NULL AND NOT \(isListed) GROUP BY 1, 2, 3
            """)
        let total = try connection.execute(
            "history whole",
            """
            SELECT '' AS period, coalesce(CASE WHEN submitted_at IS NOT NULL AND NOT \(isListed) THEN status::text END, '')
                AS status, cause, count(*) AS cases
            FROM history_case_now GROUP BY 2, 3
            """)
        try connection.run("COMMIT")
        var question = FigureQuestion()
        question.dimensions = [.period]
        question.period = period
        question.measures = try Measure.named([
            "status", "ditutup_petugas", "ditutup_pelapor", "ditutup_diam", "ditutup_lain",
        ])
        let cells = Self.cells(rows)
        let whole = Self.cells(total)
        let table = try FigureTable(
            question,
            rows: cells.sorted { $0.key < $1.key }.map { code, cell in
                let name = CivilDate(iso: code).map(period.label) ?? code
                return FigureTable.Row(keys: [FigureTable.Key(code: code, name: name)], cell: cell)
            }, total: whole[""] ?? FigureCell(), asOf: now)
        let leftOut = total.filter { $0.text("status").isEmpty }.reduce(0) { $0 + $1.integer("cases") }
        return (table, leftOut)
    }

    private static func cells(_ rows: QueryResult) -> [String: FigureCell] {
        var cells: [String: FigureCell] = [:]
        for row in rows {
            guard let status = CaseStatus(rawValue: row.text("status")) else { continue }
            let (period, count) = (row.text("period"), row.integer("cases"))
            cells[period, default: FigureCell()][.status(status)] += count
            cells[period, default: FigureCell()][.cases] += count
            if status == .selesai {
                let closing = row.optionalText("cause").flatMap(CaseTally.Closing.init) ?? .other
                cells[period, default: FigureCell()][.closed(closing)] += count
            }
        }
        return cells
    }

    /// Rows of published tables; those that say the same of the same time and place are one, those that contradict
    /// each other are all there.
    package static func figures(_ connection: inout PostgresConnection) throws(PostgresError) -> [PublishedRow] {
        let rows = try connection.execute(
            "history figures",
            """
            SELECT f.file_id, o.name AS file, f.line, f.period, f.region_code, f.name, f.subject, f.total,
                (SELECT string_agg(q.reason, '; ' ORDER BY q.reason) FROM history_problem_now q
                    WHERE (q.file_id, q.line) = (f.file_id, f.line)) AS flaw,
                p.part->>'status' AS part, (p.part->>'count')::bigint AS count
            FROM history_figure_now f JOIN history_file o ON o.id = f.file_id
            LEFT JOIN LATERAL jsonb_array_elements(f.parts) WITH ORDINALITY AS p (part, place) ON true
            WHERE NOT EXISTS (SELECT FROM history_figure_now b WHERE (b.period, b.subject) = (f.period, f.subject)
                AND (b.file_id, b.line) < (f.file_id, f.line) AND \(saysTheSame("b", "f")))
            ORDER BY f.period, f.region_code NULLS FIRST, f.name, f.file_id, f.line, p.place
            """)
        var found: [PublishedRow] = []
        var last: (Int, Int)?
        for row in rows {
            let place = (row.integer("file_id"), row.integer("line"))
            if last.map({ $0 != place }) ?? true { found.append(published(row)) }
            last = place
            guard let status = row.optionalText("part") else { continue }
            found[found.count - 1].parts.append(PublishedRow.Part(status, row.integer("count")))
        }
        return found
    }

    private static func published(_ row: Row) -> PublishedRow {
        var found = PublishedRow(
            line: row.integer("line"), period: row.text("period"), region: row.optionalText("region_code"),
            name: row.text("name"), total: row.integer("total"), parts: [])
        found.subject = row.text("subject")
        found.file = row.text("file")
        found.flaw = row.optionalText("flaw")
        return found
    }

    /// What is wrong with rows, by file and line.
    package static func problems(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(file: String, problem: HistoryFile.Problem)] {
        try connection.execute(
            "history problems",
            """
            SELECT f.name, p.line, p.reason FROM history_problem_now p JOIN history_file f ON f.id = p.file_id
            ORDER BY f.id, p.line, p.reason
            """
        ).map { ($0.text("name"), HistoryFile.Problem(line: $0.integer("line"), reason: $0.text("reason"))) }
    }
}
