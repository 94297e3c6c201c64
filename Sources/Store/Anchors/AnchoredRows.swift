package import Complaints
package import Postgres
package import Tokens

/// The rows of the journal in the order in which anchors have them: by complaint and version.
package enum AnchoredRows {
    /// Rows fetched together.
    private static let page = 5_000

    /// A leaf of an anchor's tree.
    package struct Leaf: Sendable {
        package var complaint: ComplaintID
        package var version: Int
        /// Empty where the row has none, which is a row that somebody wrote by hand.
        package var hash: [UInt8]
    }

    /// Those of a stretch of time; within the caller's transaction.
    package static func leaves(
        from start: Instant?, to end: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Leaf] {
        var leaves: [Leaf] = []
        try connection.execute(
            "open anchored rows",
            """
            DECLARE anchored CURSOR FOR SELECT complaint_id, version, COALESCE(hash, '') AS hash FROM journal
            WHERE at >= $1 AND at < $2 ORDER BY complaint_id, version
            """, [.instant(start ?? beginning), .instant(end)])
        try fetch("anchored", &connection) { row throws(PostgresError) in
            leaves.append(
                Leaf(
                    complaint: row.complaintID("complaint_id"), version: row.integer("version"),
                    hash: row.utf8("hash")))
        }
        return leaves
    }

    /// The tree over the rows of a stretch of time; within the caller's transaction.
    package static func tree(
        from start: Instant?, to end: Instant, _ connection: inout PostgresConnection,
        beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) -> MerkleTree.Root {
        let trees = try trees(until: [end], from: start, &connection, beat: beat)
        return trees[end] ?? MerkleTree.Root()
    }

    /// The trees over the rows between these moments, by where each ends, in one walk; within the caller's transaction. Where there
    /// are no rows there is no tree.
    ///
    /// - Parameter start: where the first begins; nil: with the journal.
    package static func trees(
        until ends: [Instant], from start: Instant? = nil, _ connection: inout PostgresConnection,
        beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) -> [Instant: MerkleTree.Root] {
        let ends = Set(ends).sorted()
        guard let last = ends.last else { return [:] }
        try connection.execute(
            "open rows of anchors",
            """
            DECLARE anchors CURSOR FOR SELECT width_bucket(at, $3) AS place, COALESCE(hash, '') AS hash FROM journal
            WHERE at >= $1 AND at < $2 ORDER BY place, complaint_id, version
            """, [.instant(start ?? beginning), .instant(last), .instants(ends) { $0 }])
        var trees: [Instant: MerkleTree.Root] = [:]
        var (place, tree) = (0, MerkleTree.Root())
        try fetch("anchors", &connection, beat: beat) { row throws(PostgresError) in
            let next = row.integer("place")
            if next != place {
                if tree.leaves > 0 { trees[ends[place]] = tree }
                (place, tree) = (next, MerkleTree.Root())
            }
            tree.add(row.utf8("hash"))
        }
        if tree.leaves > 0 { trees[ends[place]] = tree }
        return trees
    }

    /// Before every row.
    private static let beginning = Instant(microseconds: -62_000_000_000_000_000)

    private static func fetch(
        _ cursor: String, _ connection: inout PostgresConnection, beat: () throws(PostgresError) -> Void = {},
        _ body: (Row) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        while case let rows = try connection.execute("fetch \(cursor)", "FETCH \(page) FROM \(cursor)"), !rows.isEmpty {
            for row in rows { try body(row) }
            try beat()
        }
        try connection.run("CLOSE \(cursor)")
    }
}
