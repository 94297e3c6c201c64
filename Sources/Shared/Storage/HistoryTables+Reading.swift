public import Postgres

extension HistoryTables {
    /// Cases of exports by period of submission (in Jakarta) and status, and how many have neither.
    ///
    /// - Throws: `PostgresError`, `FigureError`.
    public static func cases(
        by period: ReportPeriod, at now: Instant, _ connection: inout PostgresConnection
    ) throws -> (table: FigureTable, leftOut: Int) {
        try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let rows = try connection.execute(
            "history by \(period.rawValue)",
            """
            SELECT date_trunc('\(period.rawValue)', submitted_at AT TIME ZONE 'Asia/Jakarta')::date::text,
                status::text, count(*)
            FROM history_case WHERE status IS NOT NULL AND submitted_at IS NOT NULL GROUP BY 1, 2
            """)
        let total = try connection.execute(
            "history whole",
            """
            SELECT '', coalesce(CASE WHEN submitted_at IS NOT NULL THEN status::text END, ''), count(*)
            FROM history_case GROUP BY 2
            """)
        try connection.run("COMMIT")
        var question = FigureQuestion()
        question.dimensions = [.period]
        question.period = period
        let cells = Self.cells(rows)
        let whole = Self.cells(total)
        let table = try FigureTable(
            question,
            rows: cells.sorted { $0.key < $1.key }.map { code, cell in
                let name = CivilDate(iso: code).map(period.label) ?? code
                return FigureTable.Row(keys: [FigureTable.Key(code: code, name: name)], cell: cell)
            }, total: whole[""] ?? FigureCell(), asOf: now)
        let leftOut = (0..<total.count).first { total.text($0, 1).isEmpty }.map { Int(total.integer($0, 2)) } ?? 0
        return (table, leftOut)
    }

    private static func cells(_ rows: QueryResult) -> [String: FigureCell] {
        var cells: [String: FigureCell] = [:]
        for row in 0..<rows.count {
            guard let status = CaseStatus(rawValue: rows.text(row, 1)) else { continue }
            let count = Int(rows.integer(row, 2))
            cells[rows.text(row, 0), default: FigureCell()][.status(status)] += count
            cells[rows.text(row, 0), default: FigureCell()][.cases] += count
        }
        return cells
    }

    /// Rows of published tables; of two for the same time and place the one of the newest file.
    ///
    /// - Throws: `PostgresError`.
    public static func figures(_ connection: inout PostgresConnection) throws(PostgresError) -> [PublishedRow] {
        let rows = try connection.execute(
            "history figures",
            """
            SELECT line, period, region_code, name, total, p.status, p.count
            FROM (SELECT DISTINCT ON (period, region_code, name) * FROM history_figure
                ORDER BY period, region_code, name, file_id DESC, line DESC) f
            CROSS JOIN LATERAL (SELECT place, part->>'status' AS status, (part->>'count')::bigint AS count
                FROM jsonb_array_elements(f.parts) WITH ORDINALITY AS e (part, place)) p
            ORDER BY period, region_code NULLS FIRST, name, p.place
            """)
        var found: [PublishedRow] = []
        for row in 0..<rows.count {
            let part = PublishedRow.Part(rows.text(row, 5), Int(rows.integer(row, 6)))
            let (period, region, name) = (rows.text(row, 1), rows.optionalText(row, 2), rows.text(row, 3))
            if let last = found.last, last.period == period, last.region == region, last.name == name {
                found[found.count - 1].parts.append(part)
                continue
            }
            found.append(
                PublishedRow(
                    line: Int(rows.integer(row, 0)), period: period, region: region, name: name,
                    total: Int(rows.integer(row, 4)), parts: [part]))
        }
        return found
    }

    /// What is wrong with rows, by file and line.
    ///
    /// - Throws: `PostgresError`.
    public static func problems(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(file: String, problem: HistoryFile.Problem)] {
        let rows = try connection.execute(
            "history problems",
            """
            SELECT f.name, p.line, p.reason FROM history_problem p JOIN history_file f ON f.id = p.file_id
            ORDER BY f.id, p.line, p.reason
            """)
        return (0..<rows.count).map { row in
            (
                rows.text(row, 0),
                HistoryFile.Problem(line: Int(rows.integer(row, 1)), reason: rows.text(row, 2))
            )
        }
    }
}
