package import Complaints
package import Postgres
package import Tokens

/// Table `anchor`: what was signed of the journal, hour by hour.
package enum AnchorTable {
    /// A signed head as it is stored.
    package struct Anchor: Sendable, Equatable {
        package var number: Int
        package var end: Instant
        /// The head as it is told outside.
        package var text: String
        package var key: VerificationKey?

        package init(number: Int, end: Instant, text: String, key: VerificationKey?) {
            self.number = number
            self.end = end
            self.text = text
            self.key = key
        }
    }

    private static let columns = "number, to_at, head, public_key"

    package static func last(_ connection: inout PostgresConnection) throws(PostgresError) -> Anchor? {
        try connection.execute("last anchor", "SELECT \(columns) FROM anchor ORDER BY number DESC LIMIT 1").first
            .map(Anchor.init)
    }

    package static func all(
        after number: Int = 0, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Anchor] {
        try connection.execute(
            "anchors", "SELECT \(columns) FROM anchor WHERE number > $1 ORDER BY number", [.bigint(Int64(number))]
        ).map(Anchor.init)
    }

    /// The anchor that holds rows of each of these moments, by its number; those that none holds yet are left out.
    package static func holding(
        _ moments: [Instant], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Anchor] {
        guard let first = moments.min(), let last = moments.max() else { return [] }
        return try connection.execute(
            "anchors of a case",
            """
            SELECT \(columns) FROM anchor WHERE to_at > $1
                AND to_at <= COALESCE((SELECT min(to_at) FROM anchor WHERE to_at > $2), 'infinity') ORDER BY number
            """, [.instant(first), .instant(last)]
        ).map(Anchor.init)
    }

    package static func add(
        _ anchor: Anchor, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "add anchor", "INSERT INTO anchor VALUES ($1, $2, $3, decode($4, 'hex'), $5)",
            [
                .bigint(Int64(anchor.number)), .instant(anchor.end), .text(anchor.text),
                .text(Hexadecimal.text(of: anchor.key?.bytes ?? [])), .instant(now),
            ])
    }

    /// Those of which the broker has not confirmed that it has them, oldest first.
    package static func unannounced(_ connection: inout PostgresConnection) throws(PostgresError) -> [Anchor] {
        try connection.execute(
            "anchors to announce",
            """
            SELECT \(columns) FROM anchor a WHERE NOT EXISTS (SELECT 1 FROM anchor_announced d WHERE d.number = a.number)
            ORDER BY number
            """
        ).map(Anchor.init)
    }

    package static func noteAnnounced(
        _ anchors: [Anchor], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "note announced anchors",
            "INSERT INTO anchor_announced SELECT unnest($1), $2 ON CONFLICT DO NOTHING",
            [.bigints(anchors.map { Int64($0.number) }), .instant(now)])
    }
}

extension AnchorTable.Anchor {
    fileprivate init(_ row: Row) {
        self.init(
            number: row.integer("number"), end: row.instant("to_at"), text: row.text("head"),
            key: VerificationKey(bytes: row.utf8("public_key")))
    }
}
