import Complaints
import Shared
import Store

/// What the doctor looks at in the database: whether it is safe, and whether work is getting done.
enum DatabaseChecks {
    private static let oldestVersion = 150_000
    /// Seconds that clocks may differ: deadlines are counted in days, but leases and the outbox in seconds.
    private static let skew = (warning: 1.0, error: 5.0)

    static func findings() -> [Finding] {
        do {
            var database = try Connections.database()
            let safety = try settings(&database) + [clock(&database)]
            guard let schema = try schema(&database) else {
                return safety + [.bad(.error, DoctorWords.schema, DoctorWords.noTables, do: DoctorWords.migrate)]
            }
            return safety + [schema]
                + (schema.severity == .good ? try work(&database) + [reconciliation(&database)] : [])
        } catch {
            return [
                .bad(.error, DoctorWords.database, Phrase(said: "\(error)"), do: DoctorWords.startDatabase)
            ]
        }
    }

    // MARK: Safety

    private static func settings(_ database: inout Database) throws -> [Finding] {
        let settings = try DatabaseHealth.settings(&database)
        let server = "PostgreSQL \(settings.version)"
        var findings = [
            settings.versionNumber < oldestVersion
                ? .bad(.error, DoctorWords.database, DoctorWords.tooOld(server), do: DoctorWords.atLeast("15"))
                : Finding.good(DoctorWords.database, Phrase(same: server))
        ]
        let values = [
            ("fsync", settings.fsync), ("synchronous_commit", settings.synchronousCommit),
            ("full_page_writes", settings.fullPageWrites),
        ]
        for (name, value) in values {
            findings.append(
                value == "off" || value == "local" && name == "synchronous_commit"
                    ? .bad(
                        .error, DoctorWords.database, DoctorWords.losing(name, value),
                        do: Phrase(same: "ALTER SYSTEM SET \(name) = on; SELECT pg_reload_conf()"))
                    : .good(DoctorWords.database, DoctorWords.setting(name, value)))
        }
        if settings.standbys.isEmpty {
            findings.append(
                .bad(
                    .note, DoctorWords.database, DoctorWords.noStandby, do: DoctorWords.seeDurability))
        }
        return findings
    }

    private static func clock(_ database: inout Database) throws -> Finding {
        let before = Instant.now
        let there = try DatabaseHealth.time(&database)
        let after = Instant.now
        let middle = (before.microseconds + after.microseconds) / 2
        let seconds = Double(there.microseconds - middle) / 1e6
        let skewed = DoctorWords.skew((seconds * 1000).rounded() / 1000)
        if abs(seconds) < skew.warning { return .good(DoctorWords.clock, skewed) }
        return .bad(
            abs(seconds) < skew.error ? .warning : .error, DoctorWords.clock, skewed, do: DoctorWords.timeService
        )
    }

    /// Nil when nothing was ever migrated.
    private static func schema(_ database: inout Database) throws -> Finding? {
        let migrator = try Migrator()
        guard let applied = try Migrator.applied(&database) else { return nil }
        let missing = Set(migrator.names).subtracting(applied)
        guard missing.isEmpty else {
            let names = missing.sorted().joined(separator: ", ")
            return .bad(.error, DoctorWords.schema, DoctorWords.notApplied(names), do: DoctorWords.migrate)
        }
        return .good(DoctorWords.schema, DoctorWords.upToDate(applied.count))
    }

    // MARK: Work

    private static func work(_ database: inout Database) throws -> [Finding] {
        try WorkInHand.faults(at: try StoreClock.now(&database), &database).map { fault, count in
            count == 0
                ? .good(fault.subject, CommonWords.none)
                : .bad(.error, fault.subject, Phrase(same: String(count)), do: fault.advice)
        }
    }

    /// Hours after which the last night's proof is missed.
    private static let reconciliationHours: Int64 = 30

    private static func reconciliation(_ database: inout Database) throws -> Finding {
        guard let last = try Reconciliation.last(&database) else {
            return .bad(
                .note, ReconciliationWords.subject, ReconciliationWords.doctorNone, do: ReconciliationWords.doItAtNight)
        }
        let time = IndonesianZone.wib.time(last.at)
        guard last.isSound else {
            return .bad(
                .error, ReconciliationWords.subject,
                ReconciliationWords.at(time, ReconciliationWords.failed(last.failed.joined(separator: ", "))),
                do: ReconciliationWords.seeWhat)
        }
        let now = try StoreClock.now(&database)
        guard last.at.advanced(bySeconds: reconciliationHours * 3600) > now else {
            return .bad(
                .warning, ReconciliationWords.subject, ReconciliationWords.last(time),
                do: ReconciliationWords.isClockWorkerRunning)
        }
        return .good(ReconciliationWords.subject, ReconciliationWords.at(time, ReconciliationWords.everythingAddsUp))
    }
}
