package import Complaints
package import Postgres
package import Tokens

/// Makes the anchor of the hours that are over, whoever comes first.
package enum Anchoring {
    /// Held by the copy that makes one; the database forgets it with the transaction.
    private static let lock: Int64 = 0x6c61_706f_7205
    /// Seconds after an hour's end: by then every transaction has ended that could bring a row of it.
    package static let patience: Int64 = 900
    private static let hour: Int64 = 3_600

    /// Where an anchor ends that is made at this moment.
    static func end(at now: Instant) -> Instant {
        let seconds = now.advanced(bySeconds: -patience).microseconds / 1_000_000
        return Instant(microseconds: seconds / hour * hour * 1_000_000)
    }

    /// - Parameter beat: called between two pages of rows; what it throws ends the work, to be done again.
    /// - Returns: the anchor; nil when there is none to be made, or another copy makes it.
    /// - Throws: `PostgresError`; the anchor is then still to be made.
    package static func make(
        signedBy key: SigningKey, at now: Instant, _ connection: inout PostgresConnection,
        beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) -> AnchorTable.Anchor? {
        let end = end(at: now)
        return try connection.transaction { connection throws(PostgresError) in
            let mine = try connection.execute(
                "my anchor", "SELECT pg_try_advisory_xact_lock($1) AS mine", [.bigint(lock)])
            guard mine[0].boolean("mine") else { return nil }
            let last = try AnchorTable.last(&connection)
            if let last, last.end >= end { return nil }
            let tree = try AnchoredRows.tree(from: last?.end, to: end, &connection, beat: beat)
            let head = AnchorHead(
                number: (last?.number ?? 0) + 1, from: last?.end, to: end, rows: tree.leaves, root: tree.hash,
                after: last.map { AnchorHead.digest(of: $0.text) })
            guard let text = head.signed(by: key) else {
                throw PostgresError(.abandoned(.fault), in: "anchor", "the key cannot sign")
            }
            let anchor = AnchorTable.Anchor(number: head.number, end: end, text: text, key: key.verificationKey)
            try AnchorTable.add(anchor, at: now, &connection)
            return anchor
        }
    }
}
