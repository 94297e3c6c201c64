import Figures
import Postgres
import Routing

extension HistoryTables {
    /// SQL: two rows of `history_figure` publish the same numbers, whatever the order of their columns.
    static func saysTheSame(_ one: String, _ other: String) -> String {
        "(\(one).total = \(other).total AND \(one).parts @> \(other).parts AND \(one).parts <@ \(other).parts)"
    }

    /// SQL: nobody can say which of two files is the newer statement.
    private static func areOfOneTime(_ one: String, _ other: String) -> String {
        "(\(one).stated_on <> \(other).stated_on) IS NOT TRUE"
    }

    /// Notes rows of a file that contradict others of the same time, at both, and rows that stand in it twice; returns how many
    /// problems it has.
    static func compare(_ file: Int32, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "note contradictions",
            """
            INSERT INTO history_problem (file_id, line, reason, other_file)
            SELECT DISTINCT ON (a.file_id, a.line, c.file_id) a.file_id, a.line,
                format('%s, %s: other figures than line %s of %s', a.name, a.period, c.line, cf.name),
                nullif(c.file_id, a.file_id)
            FROM history_figure a JOIN history_file af ON af.id = a.file_id
                JOIN history_figure c ON (c.period, c.subject) = (a.period, a.subject) AND $1 IN (a.file_id, c.file_id)
                JOIN history_file cf ON cf.id = c.file_id
            WHERE num_nulls(af.withdrawn_at, cf.withdrawn_at) = 2 AND \(areOfOneTime("af", "cf"))
                AND NOT \(saysTheSame("a", "c"))
            ORDER BY a.file_id, a.line, c.file_id, c.line
            ON CONFLICT (file_id, line, reason) DO UPDATE SET other_file = EXCLUDED.other_file
            """, [.integer(file)])
        try connection.execute(
            "note repeated rows",
            """
            INSERT INTO history_problem (file_id, line, reason)
            SELECT a.file_id, a.line, format('%s, %s: the same as line %s, shown once', a.name, a.period, min(b.line))
            FROM history_figure a JOIN history_figure b ON (b.period, b.subject) = (a.period, a.subject)
            WHERE a.file_id = $1 AND b.file_id = $1 AND b.line < a.line AND \(saysTheSame("a", "b"))
            GROUP BY a.file_id, a.line
            """, [.integer(file)])
        return try connection.execute(
            "count history problems", "SELECT count(*) AS problems FROM history_problem WHERE file_id = $1",
            [.integer(file)]
        )[0].integer("problems")
    }

    /// Notes staged cases that another file has with another date of submission, or, of the same time, as ended where they are
    /// open again: at both.
    static func noteStepsBack(_ file: Int32, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "note cases that step back",
            """
            INSERT INTO history_problem (file_id, line, reason, other_file)
            SELECT v.file_id, v.line, format('%s: %s of %s, and line %s of %s says %s of %s; the newer statement counts',
                s.id, v.status, v.date, v.other_line, v.other_file, v.other_status, v.other_date), v.other_id
            FROM history_staged s JOIN history_case c ON c.external_id = s.id AND c.file_id <> $1
            JOIN history_file old ON old.id = c.file_id JOIN history_file new ON new.id = $1
            CROSS JOIN LATERAL (VALUES
                ($1, s.line, s.status_published, s.submitted_at::date, c.line, old.name, c.status_published, c.submitted_at::date,
                    old.id),
                (c.file_id, c.line, c.status_published, c.submitted_at::date, s.line, new.name, s.status_published,
                    s.submitted_at::date, new.id))
                AS v (file_id, line, status, date, other_line, other_file, other_status, other_date, other_id)
            WHERE old.withdrawn_at IS NULL AND (c.submitted_at IS DISTINCT FROM s.submitted_at OR \(areOfOneTime("old", "new"))
                AND c.status IN ('selesai', 'arsip') AND s.status NOT IN ('selesai', 'arsip'))
            ON CONFLICT (file_id, line, reason) DO UPDATE SET other_file = EXCLUDED.other_file
            """, [.integer(file)])
    }

    /// Rows under a code that no region has, or that is another region's than the one named.
    static func misplaced(
        _ figures: [PublishedRow], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [HistoryFile.Problem] {
        let rows = try connection.execute(
            "find regions of history",
            """
            SELECT code, name FROM region WHERE code = ANY($1)
            UNION ALL SELECT region_code, alias FROM alias WHERE region_code = ANY($1)
            """, [.texts(Set(figures.compactMap(\.region)).sorted())])
        var names: [String: [String]] = [:]
        for row in rows { names[row.text("code"), default: []].append(row.text("name")) }
        return figures.compactMap { row in
            misplacement(row, names).map { reason in
                HistoryFile.Problem(line: row.line, reason: "\(row.name), \(row.period): \(reason)")
            }
        }
    }

    /// What is wrong with a row's code, given the names of regions by code.
    private static func misplacement(_ row: PublishedRow, _ names: [String: [String]]) -> String? {
        guard let code = row.region else { return nil }
        guard let known = names[code] else { return "no region has code \(code)" }
        // The name may be a body's, or missing.
        guard row.subject == code, row.name != code else { return nil }
        let given = RegionName(row.name)
        if known.contains(where: { RegionName($0).fits(given) }) { return nil }
        return "code \(code) is that of \(known.first ?? code)"
    }
}
