package import Complaints
package import Ops
package import Shared
import Store

/// Takes submissions in: decodes, validates, normalises, stores each once, and announces it.
package enum IntakeWorker {
    package static let process = WorkerProcess.reading(
        "intake", name: "IntakeWorker",
        purpose: "stores submissions of all channels, each once, and announces them", prefetch: 1000
    ) { preparation in
        let url = preparation.settings.databaseURL
        return { try stage(at: url, now: try StoreClock.of(url)) }
    }

    /// A stage with a session of its own.
    ///
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package static func stage(
        at url: String, now: @escaping @Sendable () -> Instant
    ) throws -> some Stage & SendableMetatype & ~Copyable {
        try IntakeStage(try DatabaseSession(url: url, name: "IntakeWorker"), now: now)
    }
}
