package import Complaints
package import Postgres

package enum StandingTable {
    /// All bodies that lag, cannot act, or woke a moment ago.
    package static func records(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: StandingRecord] {
        try connection.execute(
            "standings",
            "SELECT body_code, dormant, array_to_string(reasons, ',') AS reasons, since, woke_at FROM body_standing"
        ).reduce(into: [:]) { records, row in
            let reasons = row.text("reasons").split(separator: ",").compactMap { StandingReason(rawValue: String($0)) }
            records[row.text("body_code")] = StandingRecord(
                BodyStanding(isDormant: row.boolean("dormant"), reasons: reasons), since: row.instant("since"),
                wokeAt: row.optionalInstant("woke_at"))
        }
    }

    /// The same, which nobody else who locks them may change until the transaction ends.
    package static func lock(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: StandingRecord] {
        try connection.run("SELECT pg_advisory_xact_lock(hashtext('body_standing'))")
        return try records(&connection)
    }

    /// The rules, of all days.
    package static func rules(_ connection: inout PostgresConnection) throws(PostgresError) -> [StandingRule] {
        let rows = try connection.execute(
            "standing rules",
            """
            SELECT reason, applies_to, effect, threshold, valid_from, valid_to FROM standing_rule
            ORDER BY reason, applies_to, valid_from
            """)
        return rows.compactMap { row in
            guard let reason = StandingReason(rawValue: row.text("reason")),
                let scope = StandingRule.Scope(rawValue: row.text("applies_to")),
                let effect = StandingEffect(rawValue: row.text("effect"))
            else { return nil }
            return StandingRule(
                reason, scope, effect, threshold: row.integer("threshold"), validFrom: row.date("valid_from"),
                validTo: row.optionalDate("valid_to"))
        }
    }

    /// Sets a rule from its first day on; the older one stays on record.
    package static func set(
        _ rule: StandingRule, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "set standing rule",
            """
            INSERT INTO standing_rule (reason, applies_to, effect, threshold, valid_from, source)
            VALUES ($1, $2, $3, $4, $5::text::date, 'I') ON CONFLICT (reason, applies_to, valid_from)
            DO UPDATE SET effect = EXCLUDED.effect, threshold = EXCLUDED.threshold, valid_to = NULL
            """,
            [
                .text(rule.reason.rawValue), .text(rule.scope.rawValue), .text(rule.effect.rawValue),
                .integer(Int32(rule.threshold)), .day(rule.validFrom),
            ])
    }

    package static func store(
        _ records: [String: StandingRecord], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !records.isEmpty else { return }
        let sorted = records.sorted { $0.key < $1.key }
        try connection.execute(
            "store standings",
            """
            INSERT INTO body_standing (body_code, dormant, reasons, since, woke_at, checked_at)
            SELECT code, dormant, string_to_array(reasons, ','), since, woke_at, $6
            FROM unnest($1, $2, $3, $4, $5) AS u (code, dormant, reasons, since, woke_at) ORDER BY code
            ON CONFLICT (body_code) DO UPDATE SET dormant = EXCLUDED.dormant, reasons = EXCLUDED.reasons,
                since = EXCLUDED.since, woke_at = EXCLUDED.woke_at, checked_at = EXCLUDED.checked_at
            """,
            [
                .texts(sorted) { $0.key }, .booleans(sorted) { $0.value.standing.isDormant },
                .texts(sorted) { $0.value.standing.reasons.map(\.rawValue).joined(separator: ",") },
                .instants(sorted) { $0.value.since }, .instants(sorted) { $0.value.wokeAt }, .instant(now),
            ])
    }

    /// The cases of those that woke before `moment` have been looked through since: of them no trace need stay.
    package static func settle(
        wokenBefore moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "settle woken", "UPDATE body_standing SET woke_at = NULL WHERE woke_at < $1",
            [.instant(moment)])
        try connection.execute(
            "forget sound", "DELETE FROM body_standing WHERE NOT dormant AND reasons = '{}' AND woke_at IS NULL")
    }
}
