package import Postgres
package import Shared

/// Table `parked_overflow`: parked messages that their queue had no room for, as they would lie in it.
package enum ParkedOverflow {
    /// One of them.
    package struct Message: Sendable {
        package var row: Int
        /// `KeptProperties` as JSON.
        package var properties: String
        package var body: [UInt8]
    }

    /// Those of `stage` behind the row `row`, the oldest first.
    package static func messages(
        of stage: String, after row: Int, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Message] {
        let keys = connection.keys
        return try connection.execute(
            "overflow",
            """
            SELECT id, properties::text AS properties, body, sealed FROM parked_overflow WHERE stage = $1 AND id > $2
            ORDER BY id LIMIT $3
            """, [.text(stage), .bigint(Int64(row)), .bigint(Int64(limit))]
        ).map { row throws(PostgresError) in
            let kept = try KeptBytes.opened(row, in: column, keys)
            return Message(row: row.integer("id"), properties: kept.properties, body: kept.body)
        }
    }

    /// How many there are, by stage; a stage without any has no entry.
    package static func counts(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Int] {
        try connection.execute("overflowing", "SELECT stage, count(*) AS messages FROM parked_overflow GROUP BY stage")
            .reduce(into: [:]) { $0[$1.text("stage")] = $1.integer("messages") }
    }

    /// Removes one that somebody has dealt with.
    package static func remove(_ row: Int, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute("remove overflow", "DELETE FROM parked_overflow WHERE id = $1", [.bigint(Int64(row))])
    }

    static let column = "parked_overflow.sealed"

    fileprivate static func keep(
        _ message: RefusedMessage, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let kept = try KeptBytes(message.properties, message.body, in: column, connection.keys)
        try connection.execute(
            "keep overflow",
            """
            INSERT INTO parked_overflow (stage, properties, body, sealed) VALUES ($1, $2::text::json, $3, $4)
            """,
            [
                .text(message.stage), .text(kept.properties), .bytea(kept.body), .bytea(kept.sealed),
            ])
    }
}

/// Keeps parked messages in the store, in a session of its own: it is needed so seldom that none waits for it.
package struct StoredOverflow: ParkingOverflow {
    private let databaseURL: String
    private let keys: CaseKeys

    package init(databaseURL: String, keys: CaseKeys = .none) { (self.databaseURL, self.keys) = (databaseURL, keys) }

    package func keep(_ messages: [RefusedMessage]) throws(StageFailure) {
        var session = try DatabaseSession(url: databaseURL, name: "overflow", keys: keys)
        try session.transaction { connection throws(PostgresError) in
            for message in messages { try ParkedOverflow.keep(message, &connection) }
        }
    }
}
