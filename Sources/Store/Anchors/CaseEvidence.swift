package import Complaints
package import Postgres
import Tokens

/// The rows of a case's journal as their hashes were made of them, for who proves them to others.
package enum CaseEvidence {
    package struct Step: Sendable {
        package var version: Int
        package var event: String
        package var at: Instant
        package var actor: String
        /// JSON, byte by byte as it is stored.
        package var data: String
        package var hash: [UInt8]
    }

    /// A case's rows, and the anchors that hold some of them, each with the leaves that its tree has now.
    package struct Evidence: Sendable {
        package var steps: [Step]
        package var anchors: [(anchor: AnchorTable.Anchor, leaves: [AnchoredRows.Leaf])]
    }

    /// All of it, from one snapshot.
    package static func read(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Evidence {
        try connection.transaction { connection throws(PostgresError) in
            try connection.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            var evidence = Evidence(steps: try steps(of: id, &connection), anchors: [])
            for anchor in try AnchorTable.holding(evidence.steps.map(\.at), &connection) {
                guard let head = AnchorHead(anchor.text, signedBy: anchor.key) else { continue }
                evidence.anchors.append((anchor, try AnchoredRows.leaves(from: head.start, to: head.end, &connection)))
            }
            return evidence
        }
    }

    /// Oldest first.
    private static func steps(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Step] {
        try connection.execute(
            "evidence of a case",
            "SELECT \(JournalEntry.columnsWithHash) FROM journal WHERE complaint_id = $1 ORDER BY version", [.id(id)]
        ).map { row in
            Step(
                version: row.integer("version"), event: row.text("event"), at: row.instant("at"),
                actor: row.text("actor"), data: row.text("data"), hash: row.isNull("hash") ? [] : row.utf8("hash"))
        }
    }
}
