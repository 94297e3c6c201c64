package import Complaints
import Figures
package import Postgres

/// How many assignments there were and how many went wrong, counted in the table `assignment`.
package struct AssignmentFigures: Sendable {
    /// What assignments are counted by; raw values are the words of reports.
    package enum Dimension: String, Sendable, CaseIterable {
        case basis = "dasar"
        case rule = "aturan"
        case model = "model"
        case category = "kategori"
        case body = "instansi"

        fileprivate var sql: String {
            switch self {
            case .basis: "COALESCE(a.basis, '-')"
            case .rule: "COALESCE(a.rule, '-')"
            case .model: "COALESCE(a.model, '-')"
            case .category: "COALESCE(a.category_code, '-')"
            case .body: "a.body_code"
            }
        }
    }

    package struct Count: Sendable {
        package var assigned: Int
        package var refused: Int
        /// By a desk, without a refusal.
        package var moved: Int

        fileprivate init(_ row: Row) {
            (assigned, refused, moved) = (row.integer("assigned"), row.integer("refused"), row.integer("moved"))
        }
    }

    package typealias Counted = (by: Dimension, value: String, count: Count)

    package let total: Count
    /// Complaints that routing left to desks.
    package let desk: Int
    /// Rows of each dimension, those with most refusals first.
    package let rows: [Counted]

    /// A desk gave the case to another body next, and nobody refused. Routing gives it out again after an answer.
    private static let isMoved = """
        a.refused_at IS NULL AND EXISTS (SELECT FROM (SELECT l.body_code, l.decided_by FROM assignment l
            WHERE l.complaint_id = a.complaint_id AND l.hop > a.hop ORDER BY l.hop LIMIT 1) AS n
            WHERE n.body_code <> a.body_code AND n.decided_by <> 'RoutingWorker')
        """
    private static let counts = """
        count(*) AS assigned, count(a.refused_at) AS refused, count(*) FILTER (WHERE \(isMoved)) AS moved
        """

    /// Counts those since `start`, in one snapshot.
    ///
    /// - Throws: `PostgresError`; `FigureError` when a table does not sum to the totals.
    package init(since start: Instant, _ connection: inout PostgresConnection) throws {
        let period: [Parameter] = [.instant(start)]
        (total, desk, rows) = try connection.transaction {
            connection throws(PostgresError) -> (Count, Int, [Counted]) in
            try connection.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let total = try connection.execute(
                "totals", "SELECT \(Self.counts) FROM assignment a WHERE at >= $1", period)[0]
            let desk = try connection.execute(
                "desk", "SELECT count(*) AS cases FROM journal WHERE event = 'unrouted' AND at >= $1", period)[0]
                .integer("cases")
            var rows: [Counted] = []
            for dimension in Dimension.allCases {
                rows += try connection.execute(
                    "by \(dimension.rawValue)",
                    """
                    SELECT \(dimension.sql) AS value, \(Self.counts) FROM assignment a
                    WHERE a.at >= $1 GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1
                    """, period
                ).map { (dimension, $0.text("value"), Count($0)) }
            }
            return (Count(total), desk, rows)
        }
        try check()
    }

    private func check() throws(FigureError) {
        for dimension in Dimension.allCases {
            let own = rows.filter { $0.by == dimension }.map(\.count)
            for figure in [\Count.assigned, \.refused, \.moved] {
                let parts = own.reduce(0) { $0 + $1[keyPath: figure] }
                guard parts == total[keyPath: figure] else {
                    throw .sum(parts: parts, total: total[keyPath: figure])
                }
            }
        }
    }
}
