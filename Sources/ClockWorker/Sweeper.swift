import Complaints
import Shared
import Store

/// Finds events that were stored and never announced, because an alarm held publishers back or a worker died in between,
/// and announces them.
///
/// Most rows of the outbox are struck off within seconds. What is not routed is found in the journal, and looked at until
/// the slowest transaction that could have brought one with an earlier time has ended.
struct Sweeper: ~Copyable {
    /// Seconds after which what the outbox holds counts as forgotten.
    static let age: Int64 = 5
    /// Seconds between two looks for what is not routed.
    static let routingLook: Int64 = 60
    /// Seconds after which a complaint that nobody has routed is announced again: its message may have been lost with a
    /// queue or a binding that somebody removed.
    static let routingPatience: Int64 = 60
    /// Seconds after which every transaction has ended: three times the longest statement, lock and idle timeouts.
    static let longestTransaction: Int64 = 120
    /// Seconds between two looks for parts of SMS whose wait is over: each is taken in once more for each look.
    static let partsLook: Int64 = 15
    static let batch = 1000

    private var store: SweepStore
    /// Whether time stands still between two lines of a scenario: then nothing ever becomes old, and all is looked at again.
    private let isRehearsal: Bool
    /// Seconds for which parts of an SMS wait for each other.
    private let smsWait: Int
    private var routingLookAt: Instant?
    private var partsLookAt: Instant?
    private var tidyAt: Instant?

    init(store: consuming SweepStore, isRehearsal: Bool = false, smsWait: Int = 300) {
        self.store = store
        self.isRehearsal = isRehearsal
        self.smsWait = smsWait
    }

    /// One sweep.
    ///
    /// - Parameter publish: returns whether the broker has confirmed all.
    /// - Returns: how many events were announced; nil when another process sweeps.
    /// - Throws: `StageFailure`, and what `publish` throws; what was not struck off is found again.
    mutating func sweep(at now: Instant, publish: ([Outbound]) throws -> Bool) throws -> Int? {
        guard try store.isMyTurn() else { return nil }
        try tidy(at: now)
        let end = isRehearsal ? Instant(microseconds: now.microseconds + 1) : now.advanced(bySeconds: -Self.age)
        var announced = try announceRequested(publish: publish)
        guard try announceOutbox(before: end, &announced, publish: publish) else { return announced }
        announced += try takeInAgain(at: now, publish: publish)
        guard isRehearsal || routingLookAt.map({ $0 <= now }) ?? true else { return announced }
        announced += try announceAnswers(before: end, publish: publish)
        let start = try store.settledTo()
        let unrouted = try announceUnrouted(from: start, at: now, publish: publish)
        announced += unrouted.count
        let settled = end.advanced(bySeconds: -Self.longestTransaction)
        // What is not routed yet is looked at again.
        try store.advance(settledTo: max(start, min(settled, unrouted.oldest ?? settled)))
        routingLookAt = now.advanced(bySeconds: Self.routingLook)
        return announced
    }

    /// Gives numbers to events that have none yet.
    ///
    /// - Returns: whether more of them may wait.
    mutating func numberEvents() throws(StageFailure) -> Bool { try store.numberEvents() }

    /// What an operator asked for, because a queue was lost with what it held. Who has had an event before recognises it.
    private mutating func announceRequested(publish: ([Outbound]) throws -> Bool) throws -> Int {
        var announced = 0
        while let (start, end) = try store.requested() {
            let events = try store.events(from: start, to: end, limit: Self.batch)
            guard events.isEmpty ? true : try publish(events.map(\.outbound)) else { break }
            let next =
                events.count < Self.batch
                ? end : events.last.map { Instant(microseconds: $0.at.microseconds + 1) } ?? end
            try store.fulfilled(from: start, upTo: next)
            announced += events.count
        }
        return announced
    }

    /// What the broker may not have: its worker died, or an alarm held it back. Returns false when one holds it back now.
    private mutating func announceOutbox(
        before end: Instant, _ announced: inout Int, publish: ([Outbound]) throws -> Bool
    ) throws -> Bool {
        var after: Int64 = 0
        while case let held = try store.held(after: after, before: end), let last = held.last {
            guard try publish(held.events.map(\.outbound)) else { return false }
            KillPoint.swept.pass()
            try store.strikeOff(held.known, at: end)
            announced += held.events.count
            after = last
        }
        return true
    }

    /// Answers that intake has kept and CaseWorker has not taken up: their command was lost in an alarm or a crash.
    private mutating func announceAnswers(before end: Instant, publish: ([Outbound]) throws -> Bool) throws -> Int {
        let answers = try store.waitingAnswers(before: end, limit: Self.batch)
        guard !answers.isEmpty, try publish(answers) else { return 0 }
        return answers.count
    }

    /// Parts of SMS that have waited long enough: intake joins them without those that never came.
    private mutating func takeInAgain(at now: Instant, publish: ([Outbound]) throws -> Bool) throws -> Int {
        guard isRehearsal || partsLookAt.map({ $0 <= now }) ?? true else { return 0 }
        partsLookAt = now.advanced(bySeconds: Self.partsLook)
        let parts = try store.waitingParts(before: now.advanced(bySeconds: -Int64(smsWait)), limit: Self.batch)
        guard !parts.isEmpty, try publish(parts) else { return 0 }
        return parts.count
    }

    private mutating func announceUnrouted(
        from start: Instant, at now: Instant, publish: ([Outbound]) throws -> Bool
    ) throws -> (count: Int, oldest: Instant?) {
        let events = try store.unrouted(
            from: start, to: now.advanced(bySeconds: -Self.routingPatience), limit: 5 * Self.batch)
        guard !events.isEmpty, try publish(events.map(\.outbound)) else { return (0, events.first?.at) }
        return (events.count, events.first?.at)
    }

    /// Once a day: a complaint must find the partition of its month.
    private mutating func tidy(at now: Instant) throws(StageFailure) {
        guard tidyAt.map({ $0.advanced(bySeconds: 86_400) <= now }) ?? true else { return }
        try store.tidy(at: now)
        tidyAt = now
    }
}
