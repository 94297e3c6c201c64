import Complaints
import Shared
import Store

/// What the doctor looks at in the database: whether it is safe, and whether work is getting done.
enum DatabaseChecks {
    private static let oldestVersion = 150_000
    /// Seconds that clocks may differ: deadlines are counted in days, but leases and marks in seconds.
    private static let skew = (warning: 1.0, error: 5.0)

    static func findings() -> [Finding] {
        do {
            var database = try Connections.database()
            let safety = try settings(&database) + [clock(&database)]
            guard let schema = try schema(&database) else {
                return safety + [.bad(.error, "schema", "there are no tables", do: "run 'lapor migrate'")]
            }
            return safety + [schema]
                + (schema.severity == .good ? try work(&database) + [reconciliation(&database)] : [])
        } catch {
            return [
                .bad(.error, "database", "\(error)", do: "start it, or set LAPOR_DATABASE_URL; queues fill meanwhile")
            ]
        }
    }

    // MARK: Safety

    private static func settings(_ database: inout Database) throws -> [Finding] {
        let settings = try DatabaseHealth.settings(&database)
        var findings = [
            settings.versionNumber < oldestVersion
                ? .bad(.error, "database", "PostgreSQL \(settings.version) is too old", do: "run 15 or later")
                : Finding.good("database", "PostgreSQL \(settings.version)")
        ]
        let values = [
            ("fsync", settings.fsync), ("synchronous_commit", settings.synchronousCommit),
            ("full_page_writes", settings.fullPageWrites),
        ]
        for (name, value) in values {
            findings.append(
                value == "off" || value == "local" && name == "synchronous_commit"
                    ? .bad(
                        .error, "database", "\(name) is \(value): a crash loses complaints that were accepted",
                        do: "ALTER SYSTEM SET \(name) = on; SELECT pg_reload_conf()")
                    : .good("database", "\(name) is \(value)"))
        }
        if settings.standbys.isEmpty {
            findings.append(
                .bad(
                    .note, "database", "there is no synchronous standby: losing this machine loses complaints",
                    do: "see 'Durability' in docs/operators.md"))
        }
        return findings
    }

    private static func clock(_ database: inout Database) throws -> Finding {
        let before = Instant.now
        let there = try DatabaseHealth.time(&database)
        let after = Instant.now
        let middle = (before.microseconds + after.microseconds) / 2
        let seconds = Double(there.microseconds - middle) / 1e6
        let text = "the database's differs from this machine's by \((seconds * 1000).rounded() / 1000) s"
        if abs(seconds) < skew.warning { return .good("clock", text) }
        return .bad(
            abs(seconds) < skew.error ? .warning : .error, "clock", text, do: "run a time service (NTP) on all machines"
        )
    }

    /// Nil when nothing was ever migrated.
    private static func schema(_ database: inout Database) throws -> Finding? {
        let migrator = try Migrator()
        guard let applied = try Migrator.applied(&database) else { return nil }
        let missing = Set(migrator.names).subtracting(applied)
        guard missing.isEmpty else {
            let names = missing.sorted().joined(separator: ", ")
            return .bad(.error, "schema", "not applied: \(names)", do: "run 'lapor migrate'")
        }
        return .good("schema", "up to date (\(applied.count) migrations)")
    }

    // MARK: Work

    private static func work(_ database: inout Database) throws -> [Finding] {
        try WorkInHand.faults(&database).map { fault, count in
            count == 0 ? .good(fault.subject, "none") : .bad(.error, fault.subject, String(count), do: fault.advice)
        }
    }

    /// Hours after which the last night's proof is missed.
    private static let reconciliationHours: Int64 = 30

    private static func reconciliation(_ database: inout Database) throws -> Finding {
        guard let last = try Reconciliation.last(&database) else {
            return .bad(.note, "reconciliation", "none yet", do: "a ClockWorker does it at night; or 'lapor reconcile'")
        }
        let brief = LastReconciliation(last)
        guard brief.ok else {
            return .bad(
                .error, "reconciliation", "\(brief.at): does not add up: \(brief.failed.joined(separator: ", "))",
                do: "see what: lapor reconcile --last; and whether it still is so: lapor reconcile")
        }
        let now = try StoreClock.scenarioTime(&database) ?? .now
        guard last.at.advanced(bySeconds: reconciliationHours * 3600) > now else {
            return .bad(.warning, "reconciliation", "the last was at \(brief.at)", do: "is a ClockWorker running?")
        }
        return .good("reconciliation", "\(brief.at): everything adds up")
    }
}

extension WorkInHand.Fault {
    fileprivate var subject: String {
        switch self {
        case .unrouted: "complaints that were not routed"
        case .unannounced: "events that were not announced"
        case .abandoned: "notices claimed by a worker that is gone"
        case .overdue: "notices that are overdue"
        case .partitions: "months without a partition"
        }
    }

    fileprivate var advice: String {
        switch self {
        case .unrouted: "look at RoutingWorker's log and at queue routing"
        case .unannounced: "is a ClockWorker running? It announces them"
        case .abandoned: "is a NotifyWorker running? It takes them over"
        case .overdue: "is a NotifyWorker running? Look at its log"
        case .partitions: "is a ClockWorker running? It makes them"
        }
    }
}
