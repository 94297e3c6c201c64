import Complaints
import Figures
import Postgres

/// Facts that were folded, by how they are stored.
struct FoldedRows {
    private var past = FactRows()
    /// Of cases that have none yet, and that nobody else stores any of: routing does that for those at version 1 alone.
    private var first = FactRows()
    /// Those that take the place of older ones, or meet routing's.
    private var others = FactRows()

    /// Adds what is new of a case.
    ///
    /// - Parameter known: the version of its present fact, as it was seen after its journal; nil: it has none.
    mutating func add(_ facts: [CaseFact], known: Int?) {
        for fact in facts where fact.version >= known ?? 0 {
            if fact.until != nil {
                past.add(fact)
            } else if known == nil, fact.version > 1 {
                first.add(fact)
            } else {
                others.add(fact)
            }
        }
    }

    func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        try first.copy(into: "fact_present", connection)
        try past.copy(into: "fact_past", connection)
        guard others.rows.count > 0 else { return }
        try connection.run("CREATE TEMPORARY TABLE IF NOT EXISTS fact_staged (LIKE fact) ON COMMIT DELETE ROWS")
        try others.copy(into: "fact_staged", connection)
        let renewed = FactRows.columns.dropFirst()
        // By id, as workers store theirs: who has the same cases waits, and is not in the way.
        try connection.execute(
            "store present facts",
            """
            INSERT INTO fact_present AS f (\(FactRows.columnList)) SELECT \(FactRows.columnList) FROM fact_staged
            ORDER BY complaint_id ON CONFLICT (complaint_id) DO UPDATE
            SET (\(renewed.joined(separator: ", "))) = (\(renewed.map { "EXCLUDED.\($0)" }.joined(separator: ", ")))
            WHERE f.version < EXCLUDED.version
            """)
    }
}
