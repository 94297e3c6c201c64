package import Complaints
package import Ops
package import Shared
package import Store

/// Finds the body that must answer each registered complaint, or the desk that must look at it.
package enum RoutingWorker {
    package static let process = WorkerProcess.reading(
        "routing", name: "RoutingWorker",
        purpose: "finds the responsible body of each complaint and starts its legal clocks", prefetch: 64,
        furtherSettings: SettingKey.routing
    ) { preparation in
        let url = preparation.settings.databaseURL
        let knowledge = SharedKnowledge<RoutingKnowledge>()
        let keys = preparation.keys
        return { try stage(at: url, knowledge, keys: keys, now: try StoreClock.of(url)) }
    }

    /// A stage with a session of its own.
    ///
    /// - Parameters:
    ///   - knowledge: what the stages of a process know together.
    ///   - keys: what it can open.
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package static func stage(
        at url: String, _ knowledge: SharedKnowledge<RoutingKnowledge>, keys: CaseKeys = .none,
        now: @escaping @Sendable () -> Instant
    ) throws -> some Stage & SendableMetatype & ~Copyable {
        let session = try StageSession(
            url: url, name: "RoutingWorker", knowledge: knowledge, at: now(), keys: keys,
            read: RoutingKnowledge.read)
        return RoutingStage(session, now: now)
    }
}
