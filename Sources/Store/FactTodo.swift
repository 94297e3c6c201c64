import Complaints
import Postgres

/// Table `fact_todo`: cases with rows of the journal that may not be folded yet, one row for each batch.
enum FactTodo {
    /// The newest row; nil: there is none.
    static func newest(_ connection: inout PostgresConnection) throws(PostgresError) -> Int64? {
        try connection.execute("newest facts to do", "SELECT id FROM fact_todo ORDER BY id DESC LIMIT 1")
            .first.map { Int64($0.integer("id")) }
    }

    /// Takes rows off, the oldest first, until they have `limit` cases or there are none up to the row `last`.
    ///
    /// - Returns: their cases, in order; empty: there was no row.
    static func take(
        _ limit: Int, through last: Int64, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "take facts to do",
            """
            WITH oldest AS (SELECT id, ids FROM fact_todo WHERE id <= $2 ORDER BY id LIMIT $1),
                few AS (SELECT id, sum(cardinality(ids)) OVER (ORDER BY id) - cardinality(ids) AS before FROM oldest),
                taken AS (DELETE FROM fact_todo WHERE id IN (SELECT id FROM few WHERE before < $1) RETURNING ids)
            SELECT DISTINCT unnest(ids) AS complaint_id FROM taken ORDER BY 1
            """, [.bigint(Int64(limit)), .bigint(last)]
        ).map { $0.complaintID("complaint_id") }
    }
}
