import Complaints
import Store

/// Whether the rules of retention that are switched on are carried out.
enum RetentionChecks {
    struct Facts {
        /// 0: no set was ever put in force.
        var version: Int
        var isOn: Bool
        /// When the set came into force.
        var since: Instant?
        var lastNight: CivilDate?
    }

    /// Nights that may be missed: a machine that is mended over a weekend.
    private static let patience = 3

    static func facts(_ database: inout Database) throws -> Facts {
        let rules = try RetentionRuleTable.inForce(&database)
        return Facts(
            version: rules.version, isOn: !rules.active.isEmpty, since: try RetentionRuleTable.newest(&database)?.at,
            lastNight: try NightlyRuns.last("retention", &database))
    }

    static func finding(_ facts: Facts, at now: Instant) -> Finding {
        guard facts.isOn else { return .good(RetentionWords.subject, RetentionWords.off) }
        let today = IndonesianZone.wib.date(at: now).daysSinceEpoch
        // A set that came into force today has no nights behind it.
        let began = facts.since.map { IndonesianZone.wib.date(at: $0).daysSinceEpoch } ?? today
        let nights = today - max(began, facts.lastNight?.daysSinceEpoch ?? began)
        guard nights > patience else { return .good(RetentionWords.subject, RetentionWords.onTime(facts.version)) }
        return .bad(
            .warning, RetentionWords.subject, RetentionWords.behind(facts.version, nights),
            do: RetentionWords.startClock)
    }
}
