import Complaints
import Shared
import Store

/// What the doctor looks at in the database: whether it is safe, has what decisions need, and adds up.
enum DatabaseChecks {
    /// What was found, and what tells whether work gets done.
    struct Result {
        var findings: [Finding]
        /// Nil when that cannot be told.
        var workers: [WorkerTable.Listed]?
        var delays: [WorkInHand.Delay] = []
        var parkedGrowth: [String: Double] = [:]
        var parkedGain: [String: Int] = [:]
        var parkedTaken: [String: Double] = [:]
        /// What the store keeps of parked messages that their queues have no room for.
        var overflow: [String: Int] = [:]
    }

    private static let oldestVersion = 150_000
    /// Seconds that clocks may differ: deadlines are counted in days, but leases and the outbox in seconds.
    private static let skew = (warning: 1.0, error: 5.0)

    static func examine() -> Result {
        do {
            var database = try Connections.database()
            let readOnly = try DatabaseHealth.readOnly(&database)
            let safety =
                try settings(&database) + [writing(readOnly), clock(&database), sessions(&database)]
                + certificate(database)
            let lacking = try DatabaseHealth.lackingRights(&database)
            let rights = RightsChecks.database(lacking: lacking)
            guard lacking["SELECT"] == nil else { return Result(findings: safety + [rights]) }
            let schema = try schema(&database)
            guard schema.severity == .good else { return Result(findings: safety + [rights, schema]) }
            let now = try StoreClock.now(&database)
            let workers = try WorkerTable.all(&database)
            let unseen = try WorkChecks.areUnseen(workers, databaseUp: DatabaseHealth.upSeconds(&database))
            let content =
                try ContentChecks.reference(at: now, &database)
                + IssuerChecks.findings(IssuerTable.issuers(&database), at: now)
                + channels(at: now, &database) + BudgetChecks.findings(ChannelBudgetTable.uses(&database))
                + LoginChecks.findings(&database) + GuardChecks.findings(SchemaGuard.faults(&database))
                + ContentChecks.notices(of: workers, at: now, &database) + [
                    stored(&database), reconciliation(&database),
                ] + AnchorChecks.findings(AnchorTable.last(&database), at: now)
                + ReadingChecks.findings(
                    ReadingTable.busyReaders(
                        since: now.advanced(bySeconds: -ReadingChecks.seconds), least: ReadingChecks.many, &database))
                + KeyChecks.findings(try KeyChecks.facts(&database))
                + [RetentionChecks.finding(try RetentionChecks.facts(&database), at: now)]
                + webhooks(served: workers, at: now, &database)
            // Where nothing can be stored nobody proves anything, and all that is late is late because of that.
            guard readOnly == nil else { return Result(findings: safety + [rights, schema] + content) }
            return Result(
                findings: safety + [rights, schema] + content, workers: unseen ? nil : workers,
                delays: try WorkInHand.delays(at: now, &database),
                parkedGrowth: try ParkedGrowthTable.ages(&database),
                parkedGain: try ParkedGrowthTable.gains(&database),
                parkedTaken: try ParkedActionTable.lastTaken(&database), overflow: try ParkedOverflow.counts(&database))
        } catch {
            return Result(findings: [Remedies.finding(DoctorWords.database, error)])
        }
    }

    /// Seconds of a week: what came by within it is still in use.
    private static let lately: Int64 = 604_800

    private static func channels(at now: Instant, _ database: inout Database) throws -> [Finding] {
        let since = now.advanced(bySeconds: -lately)
        return AccountChecks.findings(
            try ChannelAccountTable.pairs(&database),
            open: try ChannelAccountTable.openChannels(since: since, &database))
    }

    private static func webhooks(
        served workers: [WorkerTable.Listed], at now: Instant, _ database: inout Database
    ) throws -> [Finding] {
        WebhookChecks.findings(
            try WebhookTable.all(&database), try DeliveryTable.counts(at: now, &database),
            isServed: !workers.living(WorkerTable.webhook).isEmpty, at: now)
    }

    /// The workers alone; nil when they cannot be told.
    static func workers() -> [WorkerTable.Listed]? {
        guard var database = try? Connections.database() else { return nil }
        return try? WorkerTable.all(&database)
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

    static func writing(_ fault: DatabaseHealth.ReadOnly?) -> Finding {
        switch fault {
        case nil: .good(DoctorWords.database, DoctorWords.takesWrites)
        case .standby: .bad(.error, DoctorWords.database, DoctorWords.standby, do: DoctorWords.findPrimary)
        case .set(let place):
            .bad(.error, DoctorWords.database, DoctorWords.readOnly, do: DoctorWords.resetReadOnly(in: place))
        }
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

    private static func certificate(_ database: borrowing Database) -> [Finding] {
        DatabaseHealth.certificateEnd(database).map {
            [CertificateChecks.finding(DoctorWords.database, ends: $0, at: .now)]
        } ?? []
    }

    /// Share of the sessions there may be from which on somebody must look.
    private static let fullness = 0.9

    private static func sessions(_ database: inout Database) throws -> Finding {
        let (open, most) = try DatabaseHealth.sessions(&database)
        let phrase = DoctorWords.sessions(open, most)
        return Double(open) < fullness * Double(most)
            ? .good(DoctorWords.database, phrase)
            : .bad(.warning, DoctorWords.database, phrase, do: DoctorWords.moreSessions)
    }

    private static func schema(_ database: inout Database) throws -> Finding {
        let state = try Migrator().state(&database)
        if let remedy = state.remedy {
            return .bad(.error, DoctorWords.schema, Phrase(said: remedy.cause), do: Phrase(said: remedy.cure))
        }
        guard case .current(let applied) = state else { return .good(DoctorWords.schema, DoctorWords.upToDate(0)) }
        return .good(DoctorWords.schema, DoctorWords.upToDate(applied))
    }

    // MARK: What is stored

    private static func stored(_ database: inout Database) throws -> Finding {
        .good(WorkWords.complaints, Phrase(same: String(try CaseTable.count(&database))))
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
