package import Complaints
package import Postgres

/// How many working days each clock has, in the table `deadline_rule`.
package enum DeadlineRuleTable {
    /// Where the length of a clock comes from.
    package enum Source: String, Sendable, CaseIterable {
        /// A regulation says so.
        case regulation = "S"
        /// The installation has decided it.
        case inference = "I"
    }

    package struct Row: Hashable, Sendable {
        package var rule: DeadlineRule
        package var source: Source

        package init(_ rule: DeadlineRule, source: Source) {
            self.rule = rule
            self.source = source
        }
    }

    /// All rows, in the order of clock, class, region and day.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Row] {
        let rows = try connection.execute(
            "deadline rules",
            """
            SELECT clock, working_days, valid_from, valid_to, class, region_code, source FROM deadline_rule
            ORDER BY clock, class, region_code, valid_from
            """)
        return rows.compactMap { row in
            guard let clock = DeadlineClock(rawValue: row.text("clock")) else { return nil }
            let rule = DeadlineRule(
                clock: clock, workingDays: row.integer("working_days"), validFrom: row.date("valid_from"),
                validTo: row.optionalDate("valid_to"), caseClass: CaseClass(rawValue: row.text("class")),
                region: row.text("region_code"))
            return Row(rule, source: Source(rawValue: row.text("source")) ?? .inference)
        }
    }

    /// The length of a clock today, where nothing more special is said.
    package static func workingDays(
        of clock: DeadlineClock, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int? {
        try connection.execute(
            "length of a clock",
            """
            SELECT working_days FROM deadline_rule WHERE clock = $1 AND class = '' AND region_code = ''
                AND store_today() BETWEEN valid_from AND COALESCE(valid_to, 'infinity') ORDER BY valid_from DESC LIMIT 1
            """, [.text(clock.rawValue)]
        ).first?.integer("working_days")
    }

    /// Adds rules, each in the place of one for the same clock, class, region and first day, and gives the calendar a new
    /// number.
    ///
    /// - Returns: the number; nil when all were there already.
    package static func add(
        _ rows: [Row], actor: String, note: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int? {
        try connection.transaction { connection throws(PostgresError) in
            try connection.run("LOCK TABLE deadline_rule, calendar_version IN SHARE ROW EXCLUSIVE MODE")
            let fresh = Set(rows).subtracting(try all(&connection))
            guard !fresh.isEmpty else { return nil }
            for row in rows where fresh.contains(row) { try write(row, &connection) }
            let none = CalendarChange(from: [], to: [])
            return try CalendarTable.record(none, actor: actor, note: note, at: now, &connection).number
        }
    }

    private static func write(_ row: Row, _ connection: inout PostgresConnection) throws(PostgresError) {
        let rule = row.rule
        try connection.execute(
            "add deadline rule",
            """
            INSERT INTO deadline_rule (clock, class, region_code, valid_from, valid_to, working_days, source)
            VALUES ($1, $2, $3, $4::date, $5::date, $6, $7)
            ON CONFLICT (clock, class, region_code, valid_from) DO UPDATE
                SET valid_to = EXCLUDED.valid_to, working_days = EXCLUDED.working_days, source = EXCLUDED.source
            """,
            [
                .text(rule.clock.rawValue), .text(rule.caseClass?.rawValue ?? ""), .text(rule.region),
                .text(rule.validFrom.description), .text(rule.validTo?.description),
                .integer(Int32(rule.workingDays)), .text(row.source.rawValue),
            ])
    }
}
