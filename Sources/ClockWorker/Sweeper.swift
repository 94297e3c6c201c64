import Complaints
import Shared
import Store

/// Finds events that were stored and never announced, because an alarm held publishers back or a worker died in between,
/// and announces them.
///
/// Most events are marked a few seconds after they were stored. Each is looked at once when it should be marked, and once
/// more, minutes later, when the slowest transaction that could have brought one with an earlier time has ended.
struct Sweeper: ~Copyable {
    /// Seconds after which an unmarked event counts as forgotten.
    static let age: Int64 = 5
    /// Seconds between two second looks.
    static let secondLook: Int64 = 60
    /// Seconds after which a complaint that nobody has routed is announced again: its message may have been lost with a
    /// queue or a binding that somebody removed.
    static let routingPatience: Int64 = 60
    /// Seconds after which every transaction has ended: three times the longest statement, lock and idle timeouts.
    static let longestTransaction: Int64 = 120
    static let batch = 1000

    private var store: SweepStore
    /// Whether time stands still between two lines of a scenario: then nothing ever becomes old, and all is looked at again.
    private let isRehearsal: Bool
    private var secondLookAt: Instant?
    private var tidyAt: Instant?

    init(store: consuming SweepStore, isRehearsal: Bool = false) {
        self.store = store
        self.isRehearsal = isRehearsal
    }

    /// One sweep.
    ///
    /// - Parameter publish: returns whether the broker has confirmed all.
    /// - Returns: how many events were announced; nil when another process sweeps.
    /// - Throws: `StageFailure`, and what `publish` throws; what was not marked is found again.
    mutating func sweep(at now: Instant, publish: ([Outbound]) throws -> Bool) throws -> Int? {
        guard try store.isMyTurn() else { return nil }
        try tidy(at: now)
        let bounds = try store.bounds()
        let end = isRehearsal ? Instant(microseconds: now.microseconds + 1) : now.advanced(bySeconds: -Self.age)
        let isSecondLook = isRehearsal || secondLookAt.map { $0 <= now } ?? true
        let start = isSecondLook ? bounds.settledTo : bounds.lookedTo
        var announced = try announceRequested(publish: publish) + announceOutbox(before: end, publish: publish)
        while true {
            let events = try store.unmarked(from: start, to: end, limit: Self.batch)
            guard !events.isEmpty else { break }
            guard try publish(events.map(\.outbound)) else { return announced }
            KillPoint.swept.pass()
            try store.mark(events, at: now)
            announced += events.count
        }
        var settled = bounds.settledTo
        if isSecondLook {
            announced += try announceAnswers(before: end, publish: publish)
            let unrouted = try announceUnrouted(from: start, at: now, publish: publish)
            announced += unrouted.count
            settled = end.advanced(bySeconds: -Self.longestTransaction)
            // What is not routed yet is looked at again.
            settled = max(bounds.settledTo, min(settled, unrouted.oldest ?? settled))
            secondLookAt = now.advanced(bySeconds: Self.secondLook)
        }
        try store.advance(lookedTo: end, settledTo: settled)
        return announced
    }

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

    /// What people and clocks did and the broker may not have: its worker died, or an alarm held it back.
    private mutating func announceOutbox(before end: Instant, publish: ([Outbound]) throws -> Bool) throws -> Int {
        var announced = 0
        while true {
            let events = try store.outbox(before: end, limit: Self.batch)
            guard !events.isEmpty, try publish(events.map(\.outbound)) else { return announced }
            KillPoint.swept.pass()
            try store.strikeOff(events)
            announced += events.count
        }
    }

    /// Answers that intake has kept and CaseWorker has not taken up: their command was lost in an alarm or a crash.
    private mutating func announceAnswers(before end: Instant, publish: ([Outbound]) throws -> Bool) throws -> Int {
        let answers = try store.waitingAnswers(before: end, limit: Self.batch)
        guard !answers.isEmpty, try publish(answers) else { return 0 }
        return answers.count
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
