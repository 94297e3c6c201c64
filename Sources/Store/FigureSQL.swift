import Complaints
import Figures
import Postgres

struct FigureSQL {
    let question: FigureQuestion
    private(set) var parameters: [Parameter] = []
    private var conditions: [String] = []

    init(_ question: FigureQuestion) {
        self.question = question
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

    private var date: String { question.view == .cohort ? "cohort_date" : "event_date" }
    private var bodyColumn: String { question.view == .cohort ? "body_code" : "event_body" }
    private var source: String { question.view == .cohort && question.asOf == nil ? "fact_present" : "fact" }

    /// Names of columns: dimensions and tallies, by their places in the question.
    static func key(_ place: Int) -> String { "key_\(place)" }
    static func tally(_ place: Int) -> String { "tally_\(place)" }

    /// The statement whose rows are the dimensions and the tallies.
    func counts(grouped: Bool) -> (name: String, sql: String) {
        let tallies = question.tallies.enumerated().map { "\($1.sql) AS \(Self.tally($0))" }
        return statement(tallies, grouped: grouped, condition: nil, further: nil)
    }

    /// The statement whose rows are the dimensions, working `days`, and `cases` that took them.
    func days(_ time: WorkingTime, grouped: Bool) -> (name: String, sql: String) {
        let column = time.rawValue + "_days"
        return statement(
            ["\(column) AS days", "count(*) AS cases"], grouped: grouped, condition: "\(column) IS NOT NULL",
            further: column)
    }

    private func statement(
        _ columns: [String], grouped: Bool, condition: String?, further: String?
    ) -> (name: String, sql: String) {
        let dimensions = grouped ? question.dimensions.map(expression) : []
        let conditions = conditions + [condition].compactMap(\.self)
        let groups = dimensions + [further].compactMap(\.self)
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

extension CaseTally {
    /// The aggregate that counts it; what `value(_:)` says of one case.
    var sql: String {
        switch self {
        case .cases: "count(*)"
        case .hops: "coalesce(sum(hops), 0)::bigint"
        case .refusals: "coalesce(sum(refusals), 0)::bigint"
        case .stars: "coalesce(sum(stars), 0)::bigint"
        default: "count(*) FILTER (WHERE \(condition))"
        }
    }

    private var condition: String {
        switch self {
        case .cases, .hops, .refusals, .stars: "true"
        case .status(let status): "status = '\(status.rawValue)'"
        case .closed(.other): "status = 'selesai' AND coalesce(cause, '') NOT IN (\(Closing.words))"
        case .closed(let closing): "status = 'selesai' AND cause = '\(closing.rawValue)'"
        case .filed(.other): "status = 'arsip' AND coalesce(cause, '') NOT IN (\(Filing.words))"
        case .filed(let filing): "status = 'arsip' AND cause = '\(filing.rawValue)'"
        case .everOverdue: "was_overdue"
        case .overdue: "is_overdue"
        case .waitingAtDesk:
            "status = 'belum_terverifikasi' OR status = 'belum_ditindaklanjuti' AND at_desk"
        case .waitingAtBody: "status = 'belum_ditindaklanjuti' AND NOT at_desk"
        case .refused: "refusals > 0"
        case .reopened: "reopenings > 0"
        case .disputed: "disputes > 0"
        case .confirmed: "confirmed AND status = 'selesai'"
        case .rated: "stars IS NOT NULL"
        case .pasted: "pasted"
        case .asked: "questions > 0"
        case .event(let event): "event = '\(event.rawValue)'"
        }
    }
}

extension CaseTally.Closing {
    fileprivate static var words: String {
        allCases.filter { $0 != .other }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}

extension CaseTally.Filing {
    fileprivate static var words: String {
        allCases.filter { $0 != .other }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}
