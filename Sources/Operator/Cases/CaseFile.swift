import Complaints
import Contract
import Store

/// One case as its operators see it: where it stands and how it came there. The citizen's words and name stay where
/// they are.
package struct CaseFile: CommandResult {
    /// A legal clock that runs, or stands still.
    struct Clock: Encodable {
        var clock: String
        /// Nil while it stands still.
        var due: Instant?
        /// Working days that are left, while it stands still.
        var daysLeft: Int?
        /// How far its warnings have come.
        var step: String
        /// When they go on.
        var next: Instant?
    }

    var code: String
    var complaintId: String
    var status: String
    var kind: String
    var channel: String
    var anonymous: Bool
    var confidential: Bool
    var category: String?
    var body: String?
    var region: String?
    var zone: String
    var hops: Int
    var submittedAt: Instant
    var receivedAt: Instant
    var verifyDue: Instant?
    var firstReplyDue: Instant?
    /// The body above that holds the case, because its own cannot act.
    var heldAt: String?
    var clocks: [Clock]
    var history: [JournalTable.Step]
    var notices: [NotificationTable.Listed]

    /// The cases with the code, as it was typed: one, in all likelihood.
    ///
    /// - Throws: `Failure` when there is none, and the errors of the database.
    package static func read(_ text: String) throws -> [CaseFile] {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        let found = try CaseTable.facts(ofCode: code, &database)
        guard !found.isEmpty else { throw Failure(.notFound, CommonWords.noCase(code.grouped)) }
        return try found.map { try CaseFile($0, code, &database) }
    }

    private init(_ facts: CaseTable.Facts, _ code: TrackingCode, _ database: inout Database) throws {
        let state = try CaseTable.read([facts.id], &database)[facts.id].flatMap { try? $0.get() }
        self.code = code.grouped
        complaintId = facts.id.description
        (status, kind, channel) = (facts.status, facts.kind, facts.channel)
        (anonymous, confidential) = (facts.isAnonymous, facts.isConfidential)
        (category, body, region, zone, hops) = (facts.category, facts.body, facts.region, facts.zone, facts.hops)
        (submittedAt, receivedAt) = (facts.submittedAt, facts.receivedAt)
        (verifyDue, firstReplyDue) = (facts.verifyDue, facts.firstReplyDue)
        heldAt = state?.heldAt
        clocks = (state?.clocks ?? []).map(Clock.init)
        history = try JournalTable.steps(of: facts.id, &database)
        notices = try NotificationTable.notices(about: facts.id, &database)
    }
}

extension CaseFile.Clock {
    init(_ clock: RunningClock) {
        self.init(
            clock: clock.clock.rawValue, due: clock.due, daysLeft: clock.isPaused ? clock.days : nil,
            step: clock.step.rawValue, next: clock.next)
    }
}
