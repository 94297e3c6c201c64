import Complaints
import Contract
import Postgres
import Routing
import Shared
import Store

/// Messages that name a case, or sound like words on one. They are few, and each costs some looks at its sender's cases.
extension IntakeStage {
    /// Those among the complaints.
    func addressedMessages(_ complaints: [NewComplaint], besides known: [ComplaintID: ComplaintID]) -> [ComplaintID:
        AddressedMessage]
    {
        complaints.reduce(into: [:]) { messages, complaint in
            guard known[complaint.id] == nil, let address = decider.address(of: complaint.submission) else { return }
            messages[complaint.id] = AddressedMessage(complaint.submission, from: address)
        }
    }

    /// What becomes of those that name a case.
    mutating func placements(
        ofNaming messages: [ComplaintID: AddressedMessage], at now: Instant
    ) throws(StageFailure) -> [ComplaintID: Placement] {
        var placements: [ComplaintID: Placement] = [:]
        for (id, message) in messages where message.form == .named && message.page == nil {
            let (named, target) = try session.read { connection throws(PostgresError) in
                let named = try AddressedCases.named(message.sound, by: message.address, &connection)
                let own =
                    named.values.contains(where: \.isTheirs)
                    ? [] : try AddressedCases.reported(by: message.address, &connection)
                return (named, message.target(named, among: own))
            }
            guard let target else {
                placements[id] = message.placementOfUnknown(named)
                continue
            }
            placements[id] = try placement(of: message, on: target, at: now)
        }
        return placements
    }

    private mutating func placement(
        of message: AddressedMessage, on target: ComplaintID, at now: Instant
    ) throws(StageFailure) -> Placement {
        let found = try session.read { connection throws(PostgresError) in
            try CaseTable.read([target], &connection)[target]
        }
        // A journal that nobody can continue keeps no words from their case.
        guard case .success(let state) = found else { return .words(target) }
        let isOwn =
            message.isTurn || message.purpose != nil
            ? false : try fitting(message, among: [target]).isEmpty
        return message.placement(on: state, at: now) { isOwn }
    }

    /// What becomes of those that ask for something on a case and name none.
    mutating func placements(
        ofCommands messages: [ComplaintID: AddressedMessage], at now: Instant
    ) throws(StageFailure) -> [ComplaintID: Placement] {
        var placements: [ComplaintID: Placement] = [:]
        for (id, message) in messages where message.form != .named && message.page == nil {
            let states = try session.read { connection throws(PostgresError) in
                let own = try AddressedCases.reported(by: message.address, &connection).map(\.id)
                let found = try CaseTable.read(own, &connection)
                return own.compactMap { found[$0].flatMap { try? $0.get() } }
            }
            let candidates = message.candidates(among: states, at: now).map(\.id)
            let fitting = try fitting(message, among: Array(candidates.prefix(Self.mostCompared)))
            placements[id] = message.placement(candidates: candidates.count, fitting: fitting)
        }
        return placements
    }

    /// Cases that a message is compared with; who has more open ones must name one.
    private static var mostCompared: Int { 5 }

    /// Those of the cases than which the message is about no other matter.
    private mutating func fitting(
        _ message: AddressedMessage, among cases: [ComplaintID]
    ) throws(StageFailure) -> [ComplaintID] {
        guard !cases.isEmpty else { return [] }
        let (conversations, router) = try conversations(of: cases)
        return cases.filter { id in
            conversations[id].map { !router.isOwnReport(message.said, in: $0, isAnswered: true) } ?? true
        }
    }
}
