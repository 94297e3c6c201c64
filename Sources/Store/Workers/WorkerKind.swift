import Shared

/// The five workers, by the names of their programs.
package enum WorkerKind: String, Sendable, CaseIterable {
    case intake = "IntakeWorker"
    case routing = "RoutingWorker"
    case casework = "CaseWorker"
    case notify = "NotifyWorker"
    case clock = "ClockWorker"

    /// The queue that it reads; nil: none.
    package var queue: String? { self == .clock ? nil : Topology.stages.first { "\(self)" == $0 } }

    /// Tables that it writes to, of those without which it gets nothing done.
    var tables: [String] {
        switch self {
        case .intake: ["submission", "complaint", "reporter", "case_key", "journal", "outbox", "worker"]
        case .routing: ["complaint", "assignment", "explanation", "journal", "outbox", "worker"]
        case .casework: ["command", "correspondence", "case_key", "journal", "outbox", "used_token", "worker"]
        case .notify: ["notification", "notification_claim", "worker"]
        case .clock: ["agenda", "journal", "outbox", "nightly_run", "worker"]
        }
    }
}
