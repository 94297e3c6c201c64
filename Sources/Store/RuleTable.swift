package import Complaints
package import Postgres
import Routing

/// Sets of routing rules, in the table `rule_set`.
package enum RuleTable {
    package struct Applied: Sendable {
        package var version: Int
        package var at: Instant
        package var actor: String
        package var text: String
    }

    /// The newest set, or nil before the first.
    package static func newest(_ connection: inout PostgresConnection) throws(PostgresError) -> Applied? {
        try all(&connection, limit: 1).first
    }

    /// Newest first.
    package static func all(
        _ connection: inout PostgresConnection, limit: Int
    ) throws(PostgresError) -> [Applied] {
        try connection.execute(
            "rule sets", "SELECT version, at, actor, text FROM rule_set ORDER BY version DESC LIMIT $1",
            [.bigint(Int64(limit))]
        ).map { row in
            Applied(
                version: row.integer("version"), at: row.instant("at"), actor: row.text("actor"),
                text: row.text("text"))
        }
    }

    /// The rules in force.
    ///
    /// - Throws: `PostgresError`, also when this program cannot read them: a rule is never left out silently.
    static func inForce(_ connection: inout PostgresConnection) throws(PostgresError) -> RuleBook {
        guard let newest = try newest(&connection) else { return RuleBook() }
        do throws(RuleFileError) {
            return try RuleFile(newest.text).book(version: newest.version)
        } catch {
            throw PostgresError(.abandoned(.fault), in: "rule set \(newest.version)", error.description)
        }
    }

    /// Puts a set in force; running workers read it within half a minute.
    package static func apply(
        _ text: String, at now: Instant, actor: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            let rows = try connection.execute(
                "apply rules", "INSERT INTO rule_set (at, actor, text) VALUES ($1, $2, $3) RETURNING version",
                [.instant(now), .text(actor), .text(text)])
            try ReferenceTables.announceChange(&connection)
            return rows[0].integer("version")
        }
    }
}
