import Complaints
import Testing

@Suite struct DeadlineRuleTests {
    @Test func rawValuesAreThoseOfTheTable() {
        #expect(
            DeadlineClock.allCases.map(\.rawValue) == [
                "verify", "first_reply", "reply", "silence", "answer", "complete_information", "complete_aspiration",
                "complete_unsupervised", "complete_supervised", "ombudsman", "objection", "reminder", "escalate_head",
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

    @Test func theNearestRegionCountsThenTheClassThenTheDay() throws {
        let day = try #require(CivilDate(iso: "2025-07-01"))
        let rules = DeadlineRules([
            DeadlineRule(clock: .firstReply, workingDays: 5, validFrom: day),
            DeadlineRule(clock: .firstReply, workingDays: 4, validFrom: day, caseClass: .aspiration),
            DeadlineRule(clock: .firstReply, workingDays: 3, validFrom: day, region: "64"),
            DeadlineRule(
                clock: .firstReply, workingDays: 2, validFrom: day, validTo: day.adding(days: 9),
                caseClass: .aspiration, region: "64.72"),
        ])
        func days(_ region: String?, _ caseClass: CaseClass, after: Int = 0) -> Int? {
            let place = ClockPlace(zone: .wita, region: region, caseClass: caseClass)
            return rules.days(for: .firstReply, on: day.adding(days: after), place: place)
        }
        #expect(days(nil, .ordinary) == 5)
        #expect(days("32.04", .aspiration) == 4)
        #expect(days("64", .aspiration) == 3)
        #expect(days("64.7", .aspiration) == 3)
        #expect(days("640", .ordinary) == 5)
        #expect(days("64.72.01", .ordinary) == 3)
        #expect(days("64.72.01", .aspiration) == 2)
        #expect(days("64.72", .aspiration, after: 9) == 2)
        #expect(days("64.72", .aspiration, after: 10) == 3)
    }
}
