package import Complaints
package import Postgres

/// Table `known_account`: who stands in the accounts file.
package enum KnownAccounts {
    package enum Server: String, Sendable { case broker, database }

    package static func names(
        at server: Server, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<String> {
        let rows = try connection.execute(
            "known accounts", "SELECT name FROM known_account WHERE server = $1", [.text(server.rawValue)])
        return Set(rows.map { $0.text("name") })
    }

    /// Makes these the only ones.
    package static func set(
        _ names: Set<String>, at server: Server, on now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "note accounts",
            """
            WITH gone AS (DELETE FROM known_account WHERE server = $1 AND NOT name = ANY ($2))
            INSERT INTO known_account SELECT $1, name, $3 FROM unnest($2) AS u (name) ON CONFLICT DO NOTHING
            """, [.text(server.rawValue), .texts(names.sorted()), .instant(now)])
    }
}
