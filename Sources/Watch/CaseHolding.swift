import Complaints
import Store

/// Where the open cases of bodies belong that are dormant, or woke a moment ago.
struct CaseHolding: Sendable {
    /// Codes of these bodies, in order.
    let bodies: [String]
    private var rules: CaseRules
    private let records: [String: StandingRecord]
    private let calendar: Int

    /// - Parameters:
    ///   - records: how bodies stand; those without one are sound.
    ///   - calendar: version of the calendar that the clocks in `rules` are of.
    init(_ rules: CaseRules, _ records: [String: StandingRecord], calendar: Int) {
        bodies = records.filter(\.value.movesCases).keys.sorted()
        self.rules = rules
        self.rules.dormant = Set(records.filter(\.value.standing.isDormant).keys)
        self.records = records
        self.calendar = calendar
    }

    func isMisplaced(_ state: CaseState) -> Bool { step(for: state) != nil }

    /// What brings cases to where they belong; those that are there stay.
    ///
    /// - Throws: `ReplayError` when a step is illegal, which is a fault of the program.
    func changes(to cases: [CaseState], at now: Instant) throws(ReplayError) -> CaseChanges {
        var changes = CaseChanges(calendar: calendar)
        for locked in cases {
            guard let step = step(for: locked) else { continue }
            _ = try changes.add(step, to: locked, at: now, actor: "ClockWorker")
        }
        return changes
    }

    private func step(for state: CaseState) -> CaseStep? {
        state.holdingStep(rules) { records[$0]?.standing.reasons.map(\.officialText).joined(separator: ", ") }
    }
}
