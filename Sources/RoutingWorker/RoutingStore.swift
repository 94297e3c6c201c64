import Complaints
import Routing
import Shared
import Store

/// A complaint that waits for routing.
struct RoutableComplaint: Sendable {
    var id: ComplaintID
    var code: String
    var version: Int
    var facts: ReportFacts
    var kind: ReportKind
    var submittedAt: Instant
    var receivedAt: Instant
    /// What its journal tells, when it comes back: from a refusal, or with an answer.
    var state: CaseState?
    /// Bodies that had it so far.
    var hops = 0
    /// Those of them that refused it, oldest first.
    var refusals: [Refusal] = []

    /// When its clocks start: a channel's clock that runs ahead must not lengthen a legal term.
    var startedAt: Instant { min(submittedAt, receivedAt) }
}

/// An earlier complaint that reported the same.
struct IncidentMatch: Sendable, Equatable {
    /// Id of the incident's first complaint.
    var id: ComplaintID
    /// 0…1.
    var similarity: Double
}

struct JournaledStep: Sendable {
    var version: Int
    var event: CaseEvent
    var at: Instant
    var data: [UInt8]
}

/// What became of one complaint.
enum RoutingOutcome: Sendable {
    /// Decided and stored now.
    case routed(RoutedComplaint)
    /// Decided earlier; the complaint has not moved since.
    case routedBefore(JournaledStep, isPublished: Bool)
    /// Others have taken it further.
    case movedOn
}

/// The operations that routing needs of the system of record.
protocol RoutingStore: ~Copyable {
    /// Decides the complaints that wait for it, stores decision, assignment, journal event and the marks in one
    /// transaction.
    ///
    /// - Parameter requests: complaints, each with its version when routing was asked for.
    /// - Returns: an outcome for each complaint that exists.
    /// - Throws: `StageFailure`.
    mutating func route(
        _ requests: [ComplaintID: Int], marking marks: OutboxMarks, at now: Instant
    ) throws(StageFailure) -> [ComplaintID: RoutingOutcome]

    /// Stores the marks alone.
    ///
    /// - Throws: `StageFailure`.
    mutating func mark(_ marks: OutboxMarks) throws(StageFailure)

    /// Looks now and then whether the database is still there.
    ///
    /// - Throws: `StageFailure`.
    mutating func check(at now: Instant) throws(StageFailure)

    /// Opens a new session.
    ///
    /// - Throws: `StageFailure`.
    mutating func reopen() throws(StageFailure)
}
