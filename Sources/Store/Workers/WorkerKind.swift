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
}
