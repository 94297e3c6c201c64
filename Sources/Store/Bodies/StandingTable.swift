package import Complaints
package import Postgres

/// Tables `body_standing` and `standing_rule`.
package enum StandingTable {
    /// A row of `body_standing`.
    package struct Row: Sendable, Equatable {
        /// How the body stands.
        package var standing: BodyStanding
        /// Since when it is dormant, or listed.
        package var since: Instant
        /// When it woke, until its cases have been looked through once more.
        package var wokeAt: Instant?
    }

    /// All bodies that lag, cannot act, or woke a moment ago.
    package static func rows(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Row] {
        let rows = try connection.execute(
            "standings",
            "SELECT body_code, dormant, array_to_string(reasons, ',') AS reasons, since, woke_at FROM body_standing")
        var found: [String: Row] = [:]
        for row in rows {
            let reasons = row.text("reasons").split(separator: ",").compactMap { StandingReason(rawValue: String($0)) }
            found[row.text("body_code")] = Row(
                standing: BodyStanding(isDormant: row.boolean("dormant"), reasons: reasons),
                since: row.instant("since"), wokeAt: row.optionalInstant("woke_at"))
        }
        return found
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

    /// Stores how all bodies stand now; those not named in `standings` are sound.
    ///
    /// - Returns: how many fell asleep and how many woke.
    static func store(
        _ standings: [String: BodyStanding], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (asleep: Int, woken: Int) {
        // Whoever watches at the same time waits, and then compares with what this one has written.
        try connection.run("SELECT pg_advisory_xact_lock(hashtext('body_standing'))")
        let before = try rows(&connection)
        var changes = StandingChanges(at: now)
        for code in Set(before.keys).union(standings.keys).sorted() {
            changes.add(code, before[code], standings[code] ?? .sound)
        }
        try changes.store(&connection)
        return (changes.asleep, changes.woken)
    }

    /// The cases of those that woke before `moment` have been looked through since: of them no trace need stay.
    static func settle(wokenBefore moment: Instant, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "settle woken", "UPDATE body_standing SET woke_at = NULL WHERE woke_at < $1",
            [.instant(moment)])
        try connection.execute(
            "forget sound", "DELETE FROM body_standing WHERE NOT dormant AND reasons = '{}' AND woke_at IS NULL")
    }
}

/// What is to be written to `body_standing`.
private struct StandingChanges {
    private(set) var asleep = 0
    private(set) var woken = 0
    private let now: Instant
    private var codes = BinaryArray(.text), dormant = BinaryArray(.boolean), reasons = BinaryArray(.text)
    private var since = BinaryArray(.timestamptz), wokeAt = BinaryArray(.timestamptz)

    init(at now: Instant) { self.now = now }

    mutating func add(_ code: String, _ before: StandingTable.Row?, _ after: BodyStanding) {
        let wasDormant = before?.standing.isDormant ?? false
        let hadReasons = before.map { !$0.standing.reasons.isEmpty } ?? false
        if after.isDormant, !wasDormant { asleep += 1 }
        if wasDormant, !after.isDormant { woken += 1 }
        codes.append(code)
        dormant.append(after.isDormant)
        reasons.append(after.reasons.map(\.rawValue).joined(separator: ","))
        let isSame = wasDormant == after.isDormant && hadReasons == !after.reasons.isEmpty
        since.append(isSame ? before?.since ?? now : now)
        wokeAt.append(after.isDormant ? nil : wasDormant ? now : before?.wokeAt)
    }

    func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard codes.count > 0 else { return }
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
                .array(codes), .array(dormant), .array(reasons), .array(since), .array(wokeAt),
                .instant(now),
            ])
    }
}
