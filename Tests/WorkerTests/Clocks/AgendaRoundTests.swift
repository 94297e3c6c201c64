import Complaints
import Store
import Testing

@testable import ClockWorker

/// What is done by the clock, and what it does to cases.
@Suite struct AgendaRoundTests {
    private let start = SampleCases.start

    private func round(_ task: AgendaTask, after days: Int64, _ state: CaseState) -> AgendaRound {
        let knowledge = ClockKnowledge(calendar: 1, legal: SampleCases.rules.clocks)
        var round = AgendaRound(task, knowledge, at: start.advanced(bySeconds: days * 86_400))
        round.advance(SampleCases.locked(state))
        return round
    }

    @Test func `what is due is done; a new calendar takes turns with it`() {
        func next(oldest: Int?, due: Int64?, after last: AgendaTask? = nil) -> AgendaTask? {
            let outlook = AgendaTable.Outlook(
                calendar: 2, oldestCalendar: oldest, next: due.map { start.advanced(bySeconds: $0) })
            return .next(outlook, after: last, at: start)
        }
        #expect(next(oldest: nil, due: nil) == nil && next(oldest: 2, due: 1) == nil)
        #expect(next(oldest: 2, due: 0) == .fire && next(oldest: 2, due: -9, after: .fire) == .fire)
        #expect(next(oldest: 1, due: nil) == .reschedule && next(oldest: 1, due: -9) == .reschedule)
        #expect(next(oldest: 1, due: -9, after: .reschedule) == .fire)
        #expect(next(oldest: 1, due: 1, after: .reschedule) == .reschedule)
    }

    @Test func `a clock whose moment has come says one thing`() throws {
        let state = try SampleCases.assigned(1)
        let quiet = round(.fire, after: 0, state)
        #expect(quiet.changes.isEmpty && quiet.unchanged.map(\.id) == [state.id] && quiet.taken == 1)
        let late = round(.fire, after: 30, state)
        #expect(late.changes.entries.map(\.event) == [.overdue])
        #expect(late.changes.entries.map(\.actor) == ["ClockWorker"] && late.unchanged.isEmpty)
    }

    @Test func `deadlines of an older calendar move, those that are right stay`() throws {
        let state = try SampleCases.assigned(1)
        #expect(round(.reschedule, after: 1, state).unchanged.count == 1)
        var older = EventDetails()
        older.clocks = state.clocks.map { clock in
            var clock = clock
            clock.due = clock.due?.advanced(bySeconds: -86_400)
            return clock
        }
        let wrong = try state.taking(CaseStep(.rescheduled, older), at: start, actor: "ClockWorker").0
        let entry = try #require(round(.reschedule, after: 1, wrong).changes.entries.first)
        #expect(entry.event == .rescheduled && entry.details.moves?.count == state.clocks.count)
    }

    @Test func `a case that cannot go on is a misfit and leaves the others alone`() throws {
        let broken = ReplayError(complaint: SampleCases.id(2), version: 3, reason: "x")
        var round = round(.fire, after: 30, try SampleCases.assigned(1))
        round.advance(.failure(broken))
        #expect(round.taken == 2 && round.misfits == [broken] && round.changes.entries.count == 1)
    }
}
