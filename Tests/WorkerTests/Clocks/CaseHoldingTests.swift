import Complaints
import Store
import Testing

@testable import Watch

/// Which cases the watch over bodies moves.
@Suite struct CaseHoldingTests {
    private let now = SampleCases.start.advanced(bySeconds: 60)
    private let dormant = StandingRecord(
        BodyStanding(isDormant: true, reasons: [.noOfficer, .inactive]), since: SampleCases.start)

    private func locked(_ number: UInt64, heldAt: String? = nil) throws -> CaseState {
        try SampleCases.assigned(number, heldAt: heldAt)
    }

    @Test func `cases of a dormant body are held above it, with all reasons`() throws {
        let holding = CaseHolding(SampleCases.rules, [SampleCases.office: dormant], calendar: 1)
        #expect(holding.bodies == [SampleCases.office])
        let (free, held) = (try locked(1), try locked(2, heldAt: "32.73"))
        #expect(holding.isMisplaced(free) && !holding.isMisplaced(held))
        let entries = try holding.changes(to: [free, held], at: now).entries
        #expect(entries.map(\.event) == [.held] && entries.map(\.complaint) == [free.id])
        #expect(entries.first?.details.heldAt == "32.73" && entries.first?.actor == "ClockWorker")
        #expect(
            entries.first?.details.reason == "tidak ada pejabat penghubung, laporan menunggu tanpa tindak lanjut")
    }

    @Test func `cases of a body that woke go back`() throws {
        let woken = StandingRecord(.sound, since: now, wokeAt: now)
        let holding = CaseHolding(SampleCases.rules, [SampleCases.office: woken], calendar: 1)
        #expect(holding.bodies == [SampleCases.office])
        let changes = try holding.changes(to: [try locked(1), try locked(2, heldAt: "32.73")], at: now)
        #expect(changes.entries.map(\.event) == [.released])
    }

    @Test func `bodies that are listed only have their cases`() throws {
        let listed = StandingRecord(BodyStanding(isDormant: false, reasons: [.decreeMissing]), since: now)
        let holding = CaseHolding(SampleCases.rules, [SampleCases.office: listed], calendar: 1)
        let state = try SampleCases.assigned(1)
        #expect(holding.bodies.isEmpty && !holding.isMisplaced(state))
    }
}
