package import Complaints
import Contract
package import Figures
package import Postgres

/// A case of an official export, without a word of its texts.
package struct HistoryCase: Sendable, Equatable {
    package var id: String
    package var line: Int
    package var submittedAt: Instant?
    package var kind: ReportKind?
    package var category: String?
    package var institution: String?
    package var publishedStatus: String
    /// Which of the six that is.
    package var status: CaseStatus?
    package var cause: String?
    package var province: String?
    package var regency: String?

    package init(id: String, line: Int, publishedStatus: String) {
        self.id = id
        self.line = line
        self.publishedStatus = publishedStatus
    }
}

package struct HistoryFile: Sendable {
    package struct Problem: Sendable, Equatable {
        package var line: Int
        package var reason: String

        package init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    /// The rows that it has, whether they could be kept or not.
    package var rows = 0
    package var cases: [HistoryCase] = []
    package var figures: [PublishedRow] = []
    package var problems: [Problem] = []
    /// `cases` or `table`.
    package var kind: String
    /// The day as of which it speaks, as it says itself; nil: nobody knows.
    package var statedOn: CivilDate?
    /// Columns of which nothing is kept, as the file names them.
    package var columnsLeftOut: [String] = []
    /// Rows of sums that say what the others sum to.
    package var sumsThatAgree = 0

    package init(kind: String) { self.kind = kind }
}

/// History: figures of the time before the journal.
package enum HistoryTables {
    /// Stores a file, once, and notes what is wrong with it and what it contradicts.
    ///
    /// - Parameters:
    ///   - text: the whole file, by which it is known again until it is withdrawn.
    ///   - actor: who imports it.
    /// - Returns: how many problems its rows have; nil when the same file was stored before.
    package static func store(
        _ file: HistoryFile, name: String, text: String, by actor: String, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int? {
        try connection.transaction { connection throws(PostgresError) -> Int? in
            // Two files at once would not see what they contradict in each other.
            try connection.run("LOCK TABLE history_figure IN SHARE ROW EXCLUSIVE MODE")
            let id = try connection.execute(
                "note history file",
                """
                INSERT INTO history_file (digest, name, kind, imported_at, rows, stated_on, imported_by)
                VALUES (encode(sha256(convert_to($1, 'UTF8')), 'hex'), $2, $3, $4, $5, $6::text::date, $7)
                ON CONFLICT DO NOTHING RETURNING id
                """,
                [
                    .text(text.filter { $0 != "\0" }), .text(name), .text(file.kind),
                    .instant(now), .integer(Int32(file.rows)), .text(file.statedOn?.description), .text(actor),
                ])
            guard let number = id.first.map({ Int32($0.integer("id")) }) else { return nil }
            try store(file.cases, number, &connection)
            try store(file.figures, number, &connection)
            let elsewhere = try misplaced(file.figures, &connection)
            try store(file.problems + elsewhere, number, &connection)
            return try compare(number, &connection)
        }
    }

    private static func store(
        _ cases: [HistoryCase], _ file: Int32, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !cases.isEmpty else { return }
        var rows = CopyRows(columns: 11)
        for row in cases {
            rows.beginRow()
            rows.append(row.id)
            rows.append(Int32(row.line))
            rows.append(row.submittedAt)
            for text in [row.kind?.rawValue, row.category, row.institution, row.publishedStatus, row.status?.rawValue] {
                rows.append(text)
            }
            for text in [row.cause, row.province, row.regency] { rows.append(text) }
        }
        try connection.run(
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS history_staged (id text, line integer, submitted_at timestamptz,
                kind text, category text, institution text, status_published text, status case_status, cause text,
                province text, regency text) ON COMMIT DELETE ROWS
            """)
        try connection.copy(into: "history_staged", rows)
        try noteStepsBack(file, &connection)
        let columns = [
            "line", "submitted_at", "kind", "category", "institution", "status_published", "status", "cause",
            "province",
            "regency",
        ].joined(separator: ", ")
        try connection.execute(
            "store history cases",
            """
            INSERT INTO history_case (external_id, file_id, \(columns)) SELECT id, $1, \(columns) FROM history_staged
            ORDER BY id
            """, [.integer(file)])
    }

    private static func store(
        _ figures: [PublishedRow], _ file: Int32, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !figures.isEmpty else { return }
        var rows = CopyRows(columns: 9)
        for row in figures {
            rows.beginRow()
            rows.append(file)
            rows.append(Int32(row.line))
            rows.append(row.period)
            rows.append(row.region)
            rows.append(row.name)
            rows.append(row.subject)
            rows.append(Int32(clamping: row.total))
            rows.append(jsonb: json(row.parts))
            rows.append(Int32(clamping: row.difference))
        }
        try connection.copy(
            into: "history_figure (file_id, line, period, region_code, name, subject, total, parts, difference)", rows)
    }

    /// An array, so that the order of the table stays.
    private static func json(_ parts: [PublishedRow.Part]) -> [UInt8] {
        let objects = parts.map { part -> [UInt8] in
            var object = JSONObject(capacity: 64)
            object.add("status", part.status)
            object.add("count", part.count)
            return object.bytes
        }
        return [UInt8(ascii: "[")] + objects.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }

    private static func store(
        _ problems: [HistoryFile.Problem], _ file: Int32, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 3)
        for problem in problems {
            rows.beginRow()
            rows.append(file)
            rows.append(Int32(problem.line))
            rows.append(problem.reason)
        }
        try connection.copy(into: "history_problem (file_id, line, reason)", rows)
    }
}
