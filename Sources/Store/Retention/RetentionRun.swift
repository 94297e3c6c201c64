package import Complaints
package import Postgres

/// Erases what the rules of retention say. Each page is one transaction with its rows of `erasure`: whoever is interrupted goes on where
/// they were, and twice changes nothing.
package struct RetentionRun: Sendable {
    /// How many parts were erased.
    package private(set) var erased: [CasePart: Int] = [:]
    package private(set) var cases = 0

    private init() {}

    /// - Parameters:
    ///   - actor: who lets it run.
    ///   - reason: why, when it is a person.
    ///   - page: cases of a transaction.
    ///   - beat: called after each transaction; what it throws ends the work, to be done again.
    package init(
        by actor: String, reason: String? = nil, at now: Instant, page: Int = RetentionScan.page,
        _ connection: inout PostgresConnection, beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) {
        var scan = RetentionScan(try RetentionRuleTable.inForce(&connection), at: now, page: page)
        while let step = try connection.transaction({ connection throws(PostgresError) in
            try Self.step(&scan, by: actor, reason: reason, at: now, &connection)
        }) {
            cases += step.cases
            erased.merge(step.erased, uniquingKeysWith: +)
            try beat()
        }
    }

    /// A page; nil when there is none.
    private static func step(
        _ scan: inout RetentionScan, by actor: String, reason: String?, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> RetentionRun? {
        guard let found = try scan.next(locking: true, &connection) else { return nil }
        var groups: [Group: [ComplaintID]] = [:]
        for one in found {
            guard case .due(let rule, let parts) = one.judgement else { continue }
            groups[Group(rule: rule.name, parts: Set(parts)), default: []].append(one.state.id)
        }
        var run = RetentionRun()
        for (group, ids) in groups.sorted(by: { $0.key.rule < $1.key.rule }) {
            let cause = ErasureTable.Cause(
                by: actor, reason: reason, rule: group.rule, ruleSet: scan.rules.version)
            try ErasureTable.erase(group.parts, of: ids, by: cause, at: now, &connection)
            run.cases += ids.count
            for part in group.parts { run.erased[part, default: 0] += ids.count }
        }
        return run
    }

    /// What is erased together.
    private struct Group: Hashable {
        var rule: String
        var parts: Set<CasePart>
    }
}
