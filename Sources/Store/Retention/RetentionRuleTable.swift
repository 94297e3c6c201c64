package import Complaints
package import Postgres

/// Sets of rules of retention, in the table `retention_rule_set`.
package enum RetentionRuleTable {
    package struct Applied: Sendable {
        package var version: Int
        package var at: Instant
        package var actor: String
        package var text: String
    }

    /// The newest set, or nil before the first.
    package static func newest(_ connection: inout PostgresConnection) throws(PostgresError) -> Applied? {
        try connection.execute(
            "rules of retention",
            "SELECT version, at, actor, text FROM retention_rule_set ORDER BY version DESC LIMIT 1"
        ).first.map {
            Applied(
                version: $0.integer("version"), at: $0.instant("at"), actor: $0.text("actor"), text: $0.text("text"))
        }
    }

    /// The rules in force.
    ///
    /// - Throws: `PostgresError`, also when this program cannot read them: then nothing is erased.
    package static func inForce(_ connection: inout PostgresConnection) throws(PostgresError) -> RetentionRules {
        guard let newest = try newest(&connection) else { return RetentionRules() }
        do throws(RuleFileError) {
            return RetentionRules(version: newest.version, rules: try RetentionRuleFile(newest.text).rules)
        } catch {
            throw PostgresError(
                .abandoned(.fault), in: "rules of retention \(newest.version)", error.description)
        }
    }

    /// Puts a set in force, in the place of those before.
    ///
    /// - Returns: its number.
    package static func apply(
        _ text: String, at now: Instant, actor: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "apply rules of retention",
            "INSERT INTO retention_rule_set (at, actor, text) VALUES ($1, $2, $3) RETURNING version",
            [.instant(now), .text(actor), .text(text)])[0].integer("version")
    }
}
