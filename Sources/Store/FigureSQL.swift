import Complaints
import Figures
import Postgres

/// The statements that count what a question asks.
struct FigureSQL {
    let question: FigureQuestion
    private(set) var parameters: [Parameter] = []
    private var conditions: [String] = []

    init(_ question: FigureQuestion) {
        self.question = question
        if let asOf = question.asOf {
            let moment = Parameter.instant(asOf)
            let isActivity = question.view == .activity
            require(isActivity ? "from_at <= $" : "from_at <= $# AND to_at > $", moment)
        }
        if let from = question.from { require("\(date) >= $::date", .text(from.description)) }
        if let to = question.to { require("\(date) <= $::date", .text(to.description)) }
        if let region = question.region { require("(region_code = $# OR region_code LIKE $ || '.%')", .text(region)) }
        if let body = question.body {
            require(
                """
                \(bodyColumn) IN (WITH RECURSIVE tree AS (\(tree)), below AS (SELECT code FROM body WHERE code = $
                    UNION SELECT t.code FROM tree t JOIN below u ON t.parent_code = u.code) SELECT code FROM below)
                """, .text(body))
        }
    }

    /// `$` in `condition` stands for `parameter`; `$#` too, when it is needed twice.
    private mutating func require(_ condition: String, _ parameter: Parameter) {
        parameters.append(parameter)
        let numbered = condition.split(separator: "$", omittingEmptySubsequences: false).joined(
            separator: "$\(parameters.count)")
        conditions.append(numbered.split(separator: "#").joined().replacing(Self.first, with: "$1"))
    }

    /// Bodies with those above them, as they stood at the moment that is asked for: its parameter is the first.
    private var tree: String {
        guard question.asOf != nil else { return "SELECT code, parent_code FROM body" }
        return """
            SELECT b.code, CASE WHEN p.code IS NULL THEN b.parent_code ELSE p.parent_code END AS parent_code
            FROM body b LEFT JOIN LATERAL (SELECT m.code, m.parent_code FROM body_parent_before m
                WHERE m.code = b.code AND m.until > \(Self.first) ORDER BY m.until LIMIT 1) p ON true
            """
    }

    /// Stands for the first parameter in a condition of another.
    private static let first = "{first}"

    private var date: String { question.view == .cohort ? "cohort_date" : "event_date" }
    private var bodyColumn: String { question.view == .cohort ? "body_code" : "event_body" }
    private var source: String { question.view == .cohort && question.asOf == nil ? "fact_present" : "fact" }

    /// The statement whose rows are the dimensions and the tallies.
    func counts(grouped: Bool) -> (name: String, sql: String) {
        statement(question.tallies.map(\.sql), grouped: grouped, condition: nil, further: nil)
    }

    /// The statement whose rows are the dimensions, working days, and cases that took them.
    func days(_ time: WorkingTime, grouped: Bool) -> (name: String, sql: String) {
        let column = time.rawValue + "_days"
        return statement([column, "count(*)"], grouped: grouped, condition: "\(column) IS NOT NULL", further: column)
    }

    private func statement(
        _ columns: [String], grouped: Bool, condition: String?, further: String?
    ) -> (name: String, sql: String) {
        let dimensions = grouped ? question.dimensions.map(expression) : []
        let conditions = conditions + [condition].compactMap(\.self)
        let groups = dimensions + [further].compactMap(\.self)
        // Text is made once for each group, and not for each case.
        let keys = dimensions.map { "(\($0))::text" }
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
