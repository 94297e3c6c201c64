package import Complaints
package import Ops
package import Shared
package import Store

/// Takes submissions in: decodes, validates, normalises, stores each once, and announces it.
package enum IntakeWorker {
    package static let process = WorkerProcess.readingChannels(
        "intake", name: "IntakeWorker",
        purpose: "stores submissions of all channels, each once, and announces them", prefetch: 1000,
        furtherSettings: SettingKey.intake
    ) { preparation, watch in
        let url = preparation.settings.databaseURL
        let patience = try IntakePatience(preparation.environment)
        let knowledge = SharedKnowledge<RoutingKnowledge>()
        let keys = preparation.keys
        return { try stage(at: url, patience, knowledge, $0, watch, keys: keys, now: try StoreClock.of(url)) }
    }

    /// A stage with a session of its own.
    ///
    /// - Parameters:
    ///   - knowledge: what the stages of a process know together of routing.
    ///   - budget: that of the channel whose queue it reads alone; nil: it reads the queue of all others.
    ///   - watch: is told which channels have queues.
    ///   - keys: what it can seal and open.
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package static func stage(
        at url: String, _ patience: IntakePatience = IntakePatience(),
        _ knowledge: SharedKnowledge<RoutingKnowledge> = SharedKnowledge(), _ budget: ChannelBudget? = nil,
        _ watch: ChannelWatch = ChannelWatch(), keys: CaseKeys = .none, now: @escaping @Sendable () -> Instant
    ) throws -> some Stage & SendableMetatype & ~Copyable {
        try IntakeStage(
            try DatabaseSession(url: url, name: "IntakeWorker", keys: keys), patience: patience, knowledge: knowledge,
            pace: budget.map(ChannelPace.init), watch: watch, now: now)
    }
}
