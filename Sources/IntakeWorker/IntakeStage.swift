import Complaints
import Contract
import Rabbit
import Shared
import Store

/// One submission on its way to become a complaint. An object, because it is passed on often and has many fields.
final class IntakeItem: Sendable {
    /// What was submitted.
    let submission: AcceptedSubmission
    /// When it was taken from the queue.
    let receivedAt: Instant
    /// Whether the broker delivered it before: then its event may be missing although it is stored.
    let redelivered: Bool

    init(submission: AcceptedSubmission, receivedAt: Instant, redelivered: Bool) {
        self.submission = submission
        self.receivedAt = receivedAt
        self.redelivered = redelivered
    }
}

/// Decides what becomes of each submission: a new complaint, or nothing because it is known.
struct IntakeStage<Store: IntakeStore & ~Copyable>: Stage, ~Copyable {
    let inputIsOurs = false
    private let decoder = SubmissionDecoder()
    private let now: @Sendable () -> Instant
    private var store: Store
    private var marks = OutboxMarks()

    init(store: consuming Store, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.now = now
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<IntakeItem>] {
        let now = now()
        let check = SubmissionCheck(now: now, routedChannel: delivery.routedChannel)
        let parts = decoder.decode(
            delivery.body, contentType: delivery.properties.contentType,
            contentEncoding: delivery.properties.contentEncoding, check: check)
        return parts.map { part in
            let item = part.content.map {
                IntakeItem(submission: $0, receivedAt: now, redelivered: delivery.redelivered)
            }
            return Entry(item, index: part.index, bytes: part.bytes)
        }
    }

    mutating func handle(_ items: ArraySlice<IntakeItem>) throws(StageFailure) -> [Verdict] {
        var firstOfKey: [SubmissionKey: Int] = [:]
        var candidates: [Candidate] = []
        let positions = items.map { item in
            let key = SubmissionKey(item.submission)
            if let position = firstOfKey[key] { return position }
            firstOfKey[key] = candidates.count
            candidates.append(Candidate(item, key: store.codeKey))
            return candidates.count - 1
        }
        let due = marks.isDue(at: now()) ? marks : OutboxMarks()
        let registrations = try store.register(candidates, marking: due)
        if !due.isEmpty { marks = OutboxMarks() }
        var isAnnounced = [Bool](repeating: false, count: candidates.count)
        return zip(items, positions).map { item, position in
            // The same submission twice in one batch is announced once.
            if isAnnounced[position] { return .finish }
            isAnnounced[position] = true
            return verdict(on: registrations[position], candidates[position], redelivered: item.redelivered)
        }
    }

    mutating func confirmed(_ outbound: [Outbound]) {
        marks.add(outbound, at: now())
    }

    mutating func idle() throws(StageFailure) {
        guard !marks.isEmpty else { return try store.check(at: now()) }
        try store.mark(marks)
        marks = OutboxMarks()
    }

    mutating func reopen() throws(StageFailure) { try store.reopen() }

    private func verdict(
        on registration: Registration, _ candidate: Candidate, redelivered: Bool
    ) -> Verdict {
        switch registration {
        case .answer(let complaint):
            return .pass(
                .answer(correspondence: candidate.id, complaint: complaint, at: candidate.item.receivedAt))
        case .new:
            return .pass(.event(candidate.id, 1, .registered, candidate.item.receivedAt, candidate.eventData))
        case .duplicate(let known):
            if let words = known.answer {
                // CaseWorker knows it by its key.
                guard redelivered else { return .finish }
                return .pass(.answer(correspondence: words, complaint: known.id, at: candidate.item.receivedAt))
            }
            // What was stored but perhaps never announced is announced again; the next workers know it by its id.
            let isPublished = known.isPublished || known.version > 1 || marks.contains(known.id, version: 1)
            guard !isPublished || redelivered else { return .finish }
            return .pass(.event(known.id, 1, .registered, known.registeredAt, known.eventData))
        }
    }
}

extension Delivery {
    /// The channel that the routing key `intake.<channel>` names.
    var routedChannel: String? {
        guard exchange == Topology.intakeExchange, routingKey.hasPrefix("intake.") else { return nil }
        return String(routingKey.dropFirst("intake.".count))
    }
}
