import Shared
import Testing

@Suite struct DeadlineRuleTests {
    @Test func rawValuesAreThoseOfTheTable() {
        #expect(
            DeadlineClock.allCases.map(\.rawValue) == [
                "verify", "first_reply", "silence", "answer", "complete_information", "complete_aspiration",
                "complete_unsupervised", "complete_supervised", "ombudsman", "reminder", "escalate_head",
                "escalate_coordinator", "escalate_national",
            ])
    }

    @Test func theNewestRuleValidOnTheDayCounts() throws {
        let old = try #require(CivilDate(iso: "2018-01-01"))
        let new = try #require(CivilDate(iso: "2025-07-01"))
        let rules = DeadlineRules([
            DeadlineRule(clock: .verify, workingDays: 3, validFrom: new),
            DeadlineRule(clock: .verify, workingDays: 7, validFrom: old),
            DeadlineRule(clock: .silence, workingDays: 9, validFrom: old),
            DeadlineRule(clock: .silence, workingDays: 10, validFrom: old),
        ])
        #expect(rules.days(for: .verify, on: old.adding(days: -1)) == nil)
        #expect(rules.days(for: .verify, on: old) == 7)
        #expect(rules.days(for: .verify, on: new.adding(days: -1)) == 7)
        #expect(rules.days(for: .verify, on: new) == 3)
        #expect(rules.days(for: .silence, on: new) == 10)
        #expect(rules.days(for: .ombudsman, on: new) == nil)
    }
}
