package import Complaints
package import Ops
package import Shared
package import Store

/// Tells reporters and officers what happened to a complaint, each of them once.
package enum NotifyWorker {
    package static let process: WorkerProcess = {
        var process = reading
        process.files = { try ProviderSettings($0).files }
        process.servers = { try ProviderSettings($0).faults }
        return process
    }()

    private static let reading = WorkerProcess.reading(
        "notify", name: "NotifyWorker",
        purpose: "tells reporters and liaison officers what happened, each of them once", prefetch: 64,
        furtherSettings: SettingKey.notify
    ) { preparation in
        let url = preparation.settings.databaseURL
        let providers = try ProviderSettings(preparation.environment)
        // A folder that cannot be had is told at the start, and not by lane after lane.
        _ = try FileOutbox(directory: providers.outboxDirectory)
        if let files = providers.files {
            preparation.warn(
                "channels without a provider: their messages go to files, and to nobody",
                ["channels": .text(files.channels.joined(separator: ", ")), "folder": .text(files.folder)])
        }
        let knowledge = SharedKnowledge<NotifyKnowledge>()
        let (world, keys) = (preparation.world, preparation.keys)
        return { try stage(at: url, providers, knowledge, keys: keys, world: world, now: try StoreClock.of(url)) }
    }

    /// A stage with a session of its own, and the providers that `environment` names.
    ///
    /// - Parameter keys: what it can open.
    /// - Throws: `SettingError`; `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package static func stage(
        at url: String, _ environment: Environment, keys: CaseKeys = .none, now: @escaping @Sendable () -> Instant
    ) throws -> some Stage & SendableMetatype & ~Copyable {
        try stage(at: url, try ProviderSettings(environment), SharedKnowledge(), keys: keys, now: now)
    }

    private static func stage(
        at url: String, _ providers: ProviderSettings, _ knowledge: SharedKnowledge<NotifyKnowledge>,
        keys: CaseKeys, world: LaneWorld? = nil, now: @escaping @Sendable () -> Instant
    ) throws -> NotifyStage {
        try NotifyStage(
            try StageSession(
                url: url, name: "NotifyWorker", knowledge: knowledge, at: now(), keys: keys,
                read: NotifyKnowledge.read),
            providers: try Providers(providers), hours: providers.smsHours,
            receiptPatience: providers.receiptPatience, world: world, now: now)
    }
}
