import Complaints
import Figures
import Postgres

/// The statements that count what a question asks for: each is a list of facts, and groups of it.
struct FigureSQL {
    let question: FigureQuestion
    let days: FigureDays
    private(set) var parameters: [Parameter] = []
    private var conditions: [String] = []

    init(_ question: FigureQuestion, _ days: FigureDays) {
        self.question = question
        self.days = days
        let moment = question.asOf.map { bind(.instant($0)) }
        if let moment {
            conditions.append("from_at <= \(moment)")
            if question.view == .cohort { conditions.append("to_at > \(moment)") }
        }
        if let from = question.from { conditions.append("\(date) >= \(bind(.text(from.description)))::date") }
        if let to = question.to { conditions.append("\(date) <= \(bind(.text(to.description)))::date") }
        if let region = question.region {
            let code = bind(.text(region))
            conditions.append("(region_code = \(code) OR region_code LIKE \(code) || '.%')")
        }
        if let body = question.body {
            conditions.append("\(bodyColumn) IN (\(Self.bodies(below: bind(.text(body)), at: moment)))")
        }
        switch question.view {
        case .cohort: break
        // Registrations are counted as the cases that they are.
        case .activity: conditions.append("event <> 'registered'")
        case .deadlines: conditions.append("due < DATE '\(days.today)'")
        }
    }

    /// Adds a parameter; how the statement refers to it.
    private mutating func bind(_ parameter: Parameter) -> String {
        parameters.append(parameter)
        return "$\(parameters.count)"
    }

    /// Codes of a body and those below it, as they stood at a moment; nil: as they stand. Both are references to parameters.
    private static func bodies(below code: String, at moment: String?) -> String {
        let tree =
            moment.map {
                """
                SELECT b.code, CASE WHEN p.code IS NULL THEN b.parent_code ELSE p.parent_code END AS parent_code
                FROM body b LEFT JOIN LATERAL (SELECT m.code, m.parent_code FROM body_parent_before m
                    WHERE m.code = b.code AND m.until > \($0) ORDER BY m.until LIMIT 1) p ON true
                """
            } ?? "SELECT code, parent_code FROM body"
        return """
            WITH RECURSIVE tree AS (\(tree)), below AS (SELECT code FROM body WHERE code = \(code)
                UNION SELECT t.code FROM tree t JOIN below u ON t.parent_code = u.code) SELECT code FROM below
            """
    }

    private var date: String {
        switch question.view {
        case .cohort: "cohort_date"
        case .activity: "event_date"
        case .deadlines: "due"
        }
    }
    private var bodyColumn: String {
        switch question.view {
        case .cohort: "body_code"
        case .activity: "event_body"
        case .deadlines: "nullif(coalesce(duty_body, event_body), '')"
        }
    }
    private var source: String {
        switch question.view {
        case .cohort: question.asOf == nil ? "fact_present" : "fact"
        case .activity: "fact"
        case .deadlines:
            """
            (SELECT f.*, d.* FROM fact f CROSS JOIN LATERAL (VALUES ('verify', verify_due, verify_kept),
                ('first_reply', first_reply_due, first_reply_kept), ('completion', completion_due, completion_kept))
                AS d (duty, due, kept)
            WHERE verify_kept IS NOT NULL OR first_reply_kept IS NOT NULL OR completion_kept IS NOT NULL) AS settled
            """
        }
    }

    /// Names of columns: dimensions and tallies, by their places in the question.
    static func key(_ place: Int) -> String { "key_\(place)" }
    static func tally(_ place: Int) -> String { "tally_\(place)" }

    /// The statement whose rows are the dimensions and the tallies.
    func counts(_ tallies: [CaseTally], grouped: Bool) -> (name: String, sql: String) {
        let columns = tallies.enumerated().map { "\($1.sql(days)) AS \(Self.tally($0))" }
        return statement(columns, grouped: grouped, conditions: conditions, further: [])
    }

    /// The statement whose rows are the dimensions, an `event`, and how many `cases` it happened to.
    func events(grouped: Bool) -> (name: String, sql: String) {
        statement(["event", "count(*) AS cases"], grouped: grouped, conditions: conditions, further: ["event"])
    }

    /// The statement whose rows are the dimensions, working `days`, and `cases` that took them.
    func durations(_ time: WorkingTime, grouped: Bool) -> (name: String, sql: String) {
        let column = time.rawValue + "_days"
        return statement(
            ["\(column) AS days", "count(*) AS cases"], grouped: grouped,
            conditions: conditions + ["\(column) IS NOT NULL"], further: [column])
    }

    private func statement(
        _ columns: [String], grouped: Bool, conditions: [String], further: [String]
    ) -> (name: String, sql: String) {
        let dimensions = grouped ? question.dimensions.map(expression) : []
        let groups = dimensions + further
        // Text is made once for each group, and not for each case.
        let keys = dimensions.enumerated().map { "(\($1))::text AS \(Self.key($0))" }
        var sql = "SELECT \((keys + columns).joined(separator: ", ")) FROM \(source)"
        if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
        if !groups.isEmpty { sql += " GROUP BY " + groups.joined(separator: ", ") }
        return ("figures \(SQLDigest.of(sql))", sql)
    }

    private func expression(_ dimension: FigureQuestion.Dimension) -> String {
        switch dimension {
        case .period where question.period == .day: date
        case .period: "date_trunc('\(question.period.rawValue)', \(date)::timestamp)::date"
        case .region where question.level == .district: "region_code"
        case .region: "left(region_code, \(question.level.codeLength))"
        case .body: bodyColumn
        case .category: "category_code"
        case .kind: "kind"
        case .channel: "channel"
        case .status: "status"
        }
    }
}

/// A name for a statement that is made of parts: one text, one name.
enum SQLDigest {
    static func of(_ sql: String) -> String { String(FNV1a.hash(of: sql.utf8), radix: 36) }
}
