import Complaints
import Testing

/// Who holds the cases of a body that cannot act.
@Suite struct HoldingTests {
    private func step(_ state: CaseState, dormant: Set<String>) -> CaseStep? {
        var rules = SampleCases.rules
        rules.dormant = dormant
        return state.holdingStep(rules) { "tidak ada pejabat di \($0)" }
    }

    @Test func `the nearest body above that can act holds the case`() throws {
        let state = try SampleCases.assigned(1)
        #expect(step(state, dormant: []) == nil && step(state, dormant: ["64.72/1.03"]) == nil)
        let held = try #require(step(state, dormant: [SampleCases.office]))
        #expect(held.event == .held && held.details.heldAt == "32.73")
        #expect(held.details.reason == "tidak ada pejabat di \(SampleCases.office)")
        #expect(step(state, dormant: [SampleCases.office, "32.73"])?.details.heldAt == "NASIONAL")
    }

    @Test func `it goes back when the body can act, and up when its holder cannot`() throws {
        let held = try SampleCases.assigned(1, heldAt: "32.73")
        #expect(step(held, dormant: [SampleCases.office]) == nil)
        #expect(step(held, dormant: []) == CaseStep(.released))
        #expect(step(held, dormant: [SampleCases.office, "32.73"])?.details.heldAt == "NASIONAL")
    }

    @Test func `a case that has ended stays where it is`() throws {
        var details = EventDetails()
        details.clocks = []
        let reply = try SampleCases.assigned(1).taking(CaseStep(.replied), at: SampleCases.start, actor: "uji").0
        let closed = try reply.taking(CaseStep(.closed, details), at: SampleCases.start, actor: "uji").0
        #expect(step(closed, dormant: [SampleCases.office]) == nil)
    }
}
