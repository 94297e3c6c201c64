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
        /// Where it comes from.
        package var source: Source

        /// A row.
        package init(_ rule: DeadlineRule, source: Source) {
            self.rule = rule
            self.source = source
        }
    }

    /// All rows, in the order of clock, class, region and day.
    ///
    /// - Throws: `PostgresError`.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Row] {
        let rows = try connection.execute(
            "deadline rules",
            """
            SELECT clock, working_days, valid_from, valid_to, class, region_code, source FROM deadline_rule
            ORDER BY clock, class, region_code, valid_from
            """)
        return (0..<rows.count).compactMap { row in
            guard let clock = DeadlineClock(rawValue: rows.text(row, 0)) else { return nil }
            let rule = DeadlineRule(
                clock: clock, workingDays: Int(rows.integer(row, 1)),
                validFrom: CivilDate(daysSinceEpoch: rows.days(row, 2)),
                validTo: rows.isNull(row, 3) ? nil : CivilDate(daysSinceEpoch: rows.days(row, 3)),
                caseClass: CaseClass(rawValue: rows.text(row, 4)), region: rows.text(row, 5))
            return Row(rule, source: Source(rawValue: rows.text(row, 6)) ?? .inference)
        }
    }

    /// Adds rules, each in the place of one for the same clock, class, region and first day, and gives the calendar a new
    /// number.
    ///
    /// - Returns: the number; nil when all were there already.
    /// - Throws: `PostgresError`.
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
