import Complaints
import Testing

/// What holds for the clocks of every case, whatever people do to it and however late somebody looks.
@Suite struct WanderingCaseTests {
    private func run(_ seed: UInt64, _ body: (inout WanderingCase) throws -> Void) throws {
        var wandering = try WanderingCase(seed: seed)
        for _ in 0..<40 {
            wandering.wait()
            try wandering.act()
            try body(&wandering)
        }
    }

    @Test(arguments: 0..<10) func `each look lets each clock speak once at most, the longest due first`(part: UInt64)
        throws
    {
        for seed in part * 60..<(part + 1) * 60 {
            try run(seed) { wandering in
                var spoken: [DeadlineClock] = []
                var last = Instant(microseconds: .min)
                while true {
                    let before = wandering.state
                    guard let entry = try wandering.tick() else { break }
                    let clock = try #require(entry.details.clock)
                    // While a question is open only its own clock runs; what passed before is still said.
                    #expect(before.status != .tunda || clock == .answer || entry.details.step == .overdue)
                    let due = try #require(before.clocks.first { $0.clock == clock }?.next)
                    #expect(due >= last && due <= wandering.now)
                    last = due
                    #expect(!spoken.contains(clock), "\(clock) speaks twice at one moment")
                    spoken.append(clock)
                }
                #expect(wandering.state.nextStepAt.map { $0 > wandering.now } ?? true)
            }
        }
    }

    @Test(arguments: 0..<10) func `a clock goes up its steps one by one and never back`(part: UInt64) throws {
        for seed in part * 60..<(part + 1) * 60 {
            try run(seed) { wandering in
                while true {
                    let before = wandering.state
                    guard let entry = try wandering.tick() else { break }
                    let clock = try #require(entry.details.clock)
                    let step = try #require(entry.details.step)
                    let old = try #require(before.clocks.first { $0.clock == clock })
                    // Only a reminder that came too late is left out, and never the warning before silence has an effect.
                    let isWarned = clock == .silence || clock == .answer
                    let isNext = step == old.step.next || (old.step == .quiet && step == .overdue && !isWarned)
                    #expect(isNext, "\(clock): \(old.step) to \(step)")
                    #expect((step == .reminded) == (entry.event == .reminded || entry.event == .warned))
                    if step == .overdue { #expect(try #require(old.due) < wandering.now) }
                    #expect(step <= .overdue || clock.hasLadder)
                    let kept = wandering.state.clocks.first { $0.clock == clock }
                    #expect(kept?.step ?? step == step)
                    if step == .reminded {
                        #expect(try #require(kept?.due) >= wandering.now)
                        #expect(isWarned || old.due == kept?.due)
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<10) func `a paused clock says nothing, a closed case has none, and the journal tells the same`(
        part: UInt64
    ) throws {
        for seed in part * 60..<(part + 1) * 60 {
            var last: WanderingCase?
            try run(seed) { wandering in
                while let entry = try wandering.tick() {
                    let event: CaseEvent? =
                        entry.details.clock == .silence && entry.details.step == .overdue ? .closed : nil
                    #expect(event == nil || entry.event == event)
                }
                let clocks = wandering.state.clocks
                #expect(clocks.allSatisfy { !$0.isPaused || $0.next == nil })
                #expect(Set(clocks.map(\.clock)).count == clocks.count)
                #expect(wandering.state.status.isOpen || clocks.isEmpty || wandering.state.contestedAt != nil)
                last = wandering
            }
            let end = try #require(last)
            #expect(try CaseState(replaying: end.journal) == end.state)
        }
    }

    @Test(arguments: 0..<200)
    func `nobody acts: reminder, deadline, head, coordinator, national desk, each in its turn`(
        seed: UInt64
    ) throws {
        var wandering = try WanderingCase(seed: seed)
        var steps: [DeadlineClock: [ClockStep]] = [:]
        for _ in 0..<40 {
            wandering.waitForClocks()
            guard let entry = try wandering.tick() else { break }
            steps[try #require(entry.details.clock), default: []].append(try #require(entry.details.step))
        }
        #expect(wandering.state.nextStepAt == nil)
        #expect(wandering.state.ombudsmanAt != nil)
        for (clock, taken) in steps {
            let all: [ClockStep] =
                clock == .ombudsman ? [.overdue] : [.reminded, .overdue, .head, .coordinator, .national]
            #expect(taken == all, "\(clock)")
        }
        #expect(steps.count >= 2)
    }

    @Test func `a deadline that passed before a question is marked while the question is open`() throws {
        var state = CaseState(id: ComplaintID(high: 1, low: 1))
        let start = try #require(Instant(rfc3339: "2025-08-11T10:00:00+07:00"))
        var details = EventDetails()
        details.kind = .pengaduan
        try state.apply(entry(.registered, details, state, at: start))
        details = EventDetails()
        details.body = "64"
        details.clocks = [LegalClocksTests.legal.start(.firstReply, at: start, in: state.place)].compactMap(\.self)
        try state.apply(entry(.assigned, details, state, at: start))
        let late = try #require(state.nextStepAt).advanced(bySeconds: 30 * 86_400)
        details = EventDetails()
        details.clocks = state.clocks(after: .asked, details, at: late, LegalClocksTests.legal)
        try state.apply(entry(.asked, details, state, at: late))
        let step = try #require(state.clockStep(at: late, LegalClocksTests.legal))
        #expect(step.event == .overdue)
        try state.apply(entry(step.event, step.details, state, at: late))
        #expect(state.status == .tunda && state.wasOverdue)
    }

    private func entry(_ event: CaseEvent, _ details: EventDetails, _ state: CaseState, at: Instant) -> JournalEntry {
        JournalEntry(
            complaint: state.id, version: state.version + 1, event: event, at: at, actor: "test", details: details)
    }
}
