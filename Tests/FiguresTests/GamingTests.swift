import Complaints
import Figures
import Testing

/// Ways to make a rate look better than the work is, each with the figure that shows it. What the rules refuse is tried elsewhere.
@Suite struct GamingTests {
    private static let clocks = LegalClocks(
        calendar: WorkingCalendar(holidays: []),
        rules: DeadlineRules(
            [
                (DeadlineClock.verify, 3), (.firstReply, 5), (.completeOrdinary, 14), (.silence, 10), (.answer, 10),
                (.ombudsman, 60), (.reply, 5),
            ].map { DeadlineRule(clock: $0.0, workingDays: $0.1, validFrom: CivilDate(daysSinceEpoch: 0)) }))
    /// Monday, 6 January 2025, 9:00 in Jakarta.
    private static let start = Instant(microseconds: 1_736_128_800_000_000)

    /// A case of one office whose life is `steps`, each so many days after the first.
    private static func facts(
        _ steps: [(event: CaseEvent, day: Int, change: (inout EventDetails) -> Void)]
    ) throws -> [CaseFact] {
        var state = CaseState(id: ComplaintID.v7(milliseconds: start.milliseconds, random: (1, 2)))
        var entries: [JournalEntry] = []
        for step in [(event: CaseEvent.registered, day: 0, change: { $0.channel = "web" }), assigned(0)] + steps {
            let at = start.advanced(bySeconds: Int64(step.day) * 86_400 + Int64(entries.count))
            // What clocks say, they say themselves.
            var details = step.event == .overdue ? try clockDetails(state, at) : EventDetails()
            step.change(&details)
            details.body = details.body ?? state.body ?? state.desk
            details.clocks = details.clocks ?? state.clocks(after: step.event, details, at: at, clocks)
            let entry = JournalEntry(
                complaint: state.id, version: entries.count + 1, event: step.event, at: at, actor: "uji",
                details: details)
            try state.apply(entry)
            entries.append(entry)
        }
        return try CaseFact.fold(entries).facts
    }

    private static func clockDetails(_ state: CaseState, _ at: Instant) throws -> EventDetails {
        try #require(state.clockStep(at: at, clocks)).details
    }

    private static func assigned(
        _ day: Int, _ body: String = "64/1.03"
    ) -> (event: CaseEvent, day: Int, change: (inout EventDetails) -> Void) {
        (.assigned, day, { ($0.body, $0.hop, $0.zone, $0.region) = (body, 1, .wib, "64") })
    }

    private static func closed(
        _ day: Int, _ cause: String, after days: Int
    ) -> (event: CaseEvent, day: Int, change: (inout EventDetails) -> Void) {
        (.closed, day, { ($0.cause, $0.workingDays) = (cause, days) })
    }

    /// Deadlines that were settled in a life: the kind, whether it was kept, and of whom.
    private static func deadlines(_ facts: [CaseFact]) -> [String] {
        facts.flatMap { fact in
            DutyDeadline.allCases.compactMap { kind in
                fact.settled?[kind].map {
                    "\(kind.rawValue) \($0.due) \($0.isKept ? "kept" : "missed") \(fact.settled?.body ?? "nobody")"
                }
            }
        }
    }

    @Test func `waiting for silence: the resolution rate rises, what was decided does not`() throws {
        let facts = try Self.facts([(.replied, 1, { $0.workingDays = 1 }), Self.closed(11, "silence", after: 9)])
        let last = try #require(facts.last)
        #expect(!facts.contains { $0.settled?[.completion] != nil }, "nobody kept what nobody decided")
        #expect(last.status == .selesai && last.cause == CaseTally.Closing.silence.rawValue && last.closings == 1)
    }

    @Test func `pasted replies: followed up, and pasted`() throws {
        let last = try #require(try Self.facts([(.replied, 1, { $0.pasted = 40 })]).last)
        #expect(last.status == .proses && last.isPasted)
    }

    @Test func `closing what is not done: objected to, closed a second time, and how much later`() throws {
        let facts = try Self.facts([
            (.replied, 1, { $0.workingDays = 1 }), Self.closed(1, "officer", after: 1), (.disputed, 2, { _ in }),
            (.replied, 7, { _ in }), Self.closed(8, "officer", after: 6),
        ])
        let last = try #require(facts.last)
        #expect(last.disputes == 1 && last.closings == 2 && last.secondClosingDays == 5)
        #expect(facts.map(\.secondClosingDays).prefix(6) == [nil, nil, nil, nil, nil, nil])
    }

    @Test func `a late reply: its deadline is missed once, and stays missed`() throws {
        let facts = try Self.facts([
            (.overdue, 8, { _ in }),
            (.replied, 10, { $0.workingDays = 8 }), Self.closed(11, "officer", after: 9),
        ])
        #expect(
            Self.deadlines(facts) == ["first_reply 2025-01-13 missed 64/1.03", "completion 2025-01-24 kept 64/1.03"])
        #expect(facts.last?.wasOverdue == true)
    }

    @Test func `closing to stop a clock that has run out: missed all the same`() throws {
        let facts = try Self.facts([(.replied, 1, { _ in }), Self.closed(25, "officer", after: 19)])
        #expect(
            Self.deadlines(facts) == ["first_reply 2025-01-13 kept 64/1.03", "completion 2025-01-24 missed 64/1.03"])
    }

    @Test func `passing on before the deadline: it never falls due, but the case has been with more bodies`() throws {
        let facts = try Self.facts([
            (.refused, 4, { $0.body = "64/1.03" }), (.assigned, 5, { ($0.body, $0.hop) = ("64/1.04", 2) }),
            (.replied, 6, { _ in }),
        ])
        // Routing found another body, so nobody has kept the desk's days; the reply of the second was in its own time.
        #expect(Self.deadlines(facts) == ["first_reply 2025-01-17 kept 64/1.04"])
        #expect(facts.last?.hops == 2 && facts.last?.refusals == 1)
    }

    @Test func `passing on after the deadline: missed by who had it`() throws {
        let facts = try Self.facts([(.refused, 9, { $0.body = "64/1.03" })])
        #expect(Self.deadlines(facts) == ["first_reply 2025-01-13 missed 64/1.03"])
        #expect(facts.last?.settled?.body == "64/1.03")
    }

    @Test func `a desk that gives the case on itself keeps its days, once`() throws {
        let again: [(event: CaseEvent, day: Int, change: (inout EventDetails) -> Void)] = (0..<3).flatMap { round in
            [
                (.transferred, 2 * round, { ($0.body, $0.role) = ("64", .coordinator) }),
                (.assigned, 2 * round + 1, { ($0.body, $0.role) = ("64/1.03", .coordinator) }),
            ]
        }
        #expect(Self.deadlines(try Self.facts(again)) == ["verify 2025-01-09 kept 64"])
    }

    @Test func `closing and opening again, and answering objections: each kind is kept once`() throws {
        let rounds: [(event: CaseEvent, day: Int, change: (inout EventDetails) -> Void)] = (1..<6).flatMap { day in
            [
                (.replied, day, { $0.role = .officer }), Self.closed(day, "officer", after: day),
                (.disputed, day, { $0.role = .reporter }),
            ]
        }
        #expect(
            Self.deadlines(try Self.facts(rounds)) == [
                "first_reply 2025-01-13 kept 64/1.03", "completion 2025-01-24 kept 64/1.03",
                "reply 2025-01-14 kept 64/1.03",
            ])
    }

    @Test func `closing in haste, and late in the end: the missed deadline takes the kept one's place`() throws {
        let facts = try Self.facts([
            (.replied, 1, { _ in }), Self.closed(1, "officer", after: 1), (.reopened, 2, { $0.status = .proses }),
            Self.closed(40, "officer", after: 30), (.reopened, 41, { $0.status = .proses }),
            Self.closed(80, "officer", after: 60),
        ])
        let completions = facts.compactMap { $0.settled?[.completion] }
        #expect(completions.map(\.isKept) == [true, false])
        #expect(facts.flatMap { $0.settled?.voided ?? [] } == [.completion])
    }

    @Test func `asking to stop a clock: open, asked, and getting old`() throws {
        let last = try #require(try Self.facts([(.asked, 4, { _ in })]).last)
        #expect(last.status == .tunda && last.questions == 1 && last.settled == nil)
        let days = FigureDays(asOf: Self.start.advanced(bySeconds: 100 * 86_400), clocks: Self.clocks)
        #expect(try #require(days.firstDay(of: .upTo60)) > last.cohortDate)
    }

    @Test func `filing what is hard: filed, by its cause`() throws {
        let last = try #require(try Self.facts([(.merged, 3, { $0.into = "LAIN" })]).last)
        #expect(last.status == .arsip && last.cause == CaseTally.Filing.merged.rawValue && last.settled == nil)
    }

    @Test func `opening again after the day of the count: taken up again, and not the same age anew`() throws {
        let facts = try Self.facts([
            (.replied, 1, { _ in }), Self.closed(2, "officer", after: 2), (.reopened, 40, { $0.status = .proses }),
        ])
        let last = try #require(facts.last)
        #expect(last.reopenings == 1 && last.closings == 1 && last.cohortDate == facts[0].cohortDate)
    }

    @Test func `many young cases: they are not ripe, so they lift no rate of ripe ones`() throws {
        let last = try #require(try Self.facts([(.replied, 0, { _ in }), Self.closed(0, "officer", after: 0)]).last)
        let soon = FigureDays(asOf: Self.start.advanced(bySeconds: 5 * 86_400), clocks: Self.clocks)
        let later = FigureDays(asOf: Self.start.advanced(bySeconds: 60 * 86_400), clocks: Self.clocks)
        #expect(
            last.cohortDate > soon.lastRipeDay(of: .ordinary) && last.cohortDate <= later.lastRipeDay(of: .ordinary))
    }
}
