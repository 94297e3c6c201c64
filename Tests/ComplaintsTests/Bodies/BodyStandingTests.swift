import Testing

@testable import Complaints

@Suite("Whether a body can act")
struct BodyStandingTests {
    private let today = Self.day("2026-11-25")
    private static let start = day("2000-01-01")
    private let standard = StandingRules(
        [
            StandingRule(.noOfficer, .registered, .hold, validFrom: start),
            StandingRule(.noOfficer, .government, .list, validFrom: start),
            StandingRule(.decreeMissing, .government, .list, validFrom: start),
            StandingRule(.decreeExpired, .all, .list, validFrom: start),
            StandingRule(.decreeExpired, .registered, .hold, threshold: 20, validFrom: start),
            StandingRule(.decreeOutdated, .all, .list, validFrom: start),
            StandingRule(.contactBounces, .registered, .hold, threshold: 5, validFrom: start),
            StandingRule(.inactive, .registered, .hold, threshold: 10, validFrom: start),
        ], on: day("2026-11-25"))

    private static func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(daysSinceEpoch: 0) }

    private func standing(_ facts: StandingFacts, keepsDecrees: Bool = true, by rules: StandingRules? = nil)
        -> BodyStanding
    {
        BodyStanding(
            of: facts, by: rules ?? standard, on: today, keepsDecrees: keepsDecrees,
            calendar: WorkingCalendar(holidays: []))
    }

    private let inOffice = [OfficerTerm(from: Self.start)]

    @Test("a unit without an officer of its own is sound: its government answers for it")
    func neverRegistered() {
        #expect(standing(StandingFacts(idleDays: 400)) == .sound)
        #expect(standing(StandingFacts(isGovernment: false, failedNotices: 9)) == .sound)
    }

    @Test("a government that never had an officer is listed; a body that lost its last one is dormant")
    func officers() {
        let government = standing(StandingFacts(isGovernment: true), keepsDecrees: false)
        #expect(government == BodyStanding(isDormant: false, reasons: [.noOfficer]))
        let yesterday = today.adding(days: -1)
        let left = StandingFacts(terms: [OfficerTerm(from: Self.start, to: yesterday)])
        #expect(standing(left) == BodyStanding(isDormant: true, reasons: [.noOfficer]))
        #expect(standing(StandingFacts(terms: [OfficerTerm(from: Self.start, to: today)])) == .sound)
        #expect(standing(StandingFacts(terms: left.terms + [OfficerTerm(from: today)])) == .sound)
    }

    @Test("the root of the tree is never dormant: nobody could hold its cases")
    func root() {
        let facts = StandingFacts(hasParent: false, terms: [OfficerTerm(from: Self.start, to: Self.start)])
        #expect(standing(facts) == BodyStanding(isDormant: false, reasons: [.noOfficer]))
    }

    @Test("decrees are missed only where decrees are kept, and only of governments")
    func missingDecree() {
        let government = StandingFacts(isGovernment: true, terms: inOffice)
        #expect(standing(government, keepsDecrees: false) == .sound)
        #expect(standing(government) == BodyStanding(isDormant: false, reasons: [.decreeMissing]))
        #expect(standing(StandingFacts(terms: inOffice)) == .sound)
    }

    @Test(
        "a decree that ended is listed at once and holds cases from its twentieth working day on",
        arguments: [("2026-11-25", nil), ("2026-11-24", false), ("2026-10-29", false), ("2026-10-28", true)]
            as [(String, Bool?)])
    func expiredDecree(_ until: String, _ isDormant: Bool?) {
        let decree = Decree("1", issued: Self.day("2025-01-02"), until: Self.day(until))
        let found = standing(StandingFacts(terms: inOffice, decrees: [decree]))
        #expect(found == (isDormant.map { BodyStanding(isDormant: $0, reasons: [.decreeExpired]) } ?? .sound))
    }

    @Test("a change of officers after the decree's date demands a new decree")
    func outdatedDecree() {
        let decree = Decree("1", issued: Self.day("2026-03-02"))
        func reasons(_ terms: [OfficerTerm], _ decrees: [Decree]) -> [StandingReason] {
            standing(StandingFacts(terms: terms, decrees: decrees)).reasons
        }
        let came = inOffice + [OfficerTerm(from: Self.day("2026-03-03"))]
        let left = inOffice + [OfficerTerm(from: Self.start, to: Self.day("2026-03-02"))]
        #expect(reasons(inOffice + [OfficerTerm(from: Self.day("2026-03-02"))], [decree]) == [])
        #expect(reasons(inOffice + [OfficerTerm(from: Self.start, to: Self.day("2026-03-01"))], [decree]) == [])
        #expect(reasons(came, [decree]) == [.decreeOutdated])
        #expect(reasons(left, [decree]) == [.decreeOutdated])
        #expect(reasons(inOffice + [OfficerTerm(from: today.adding(days: 1))], [decree]) == [])
        #expect(reasons(came, [decree, Decree("2", issued: Self.day("2026-03-04"))]) == [])
    }

    @Test(
        "thresholds count from their number on",
        arguments: [(4, 9, []), (5, 9, [.contactBounces]), (4, 10, [.inactive])] as [(Int, Int, [StandingReason])])
    func thresholds(_ failed: Int, _ idle: Int, _ reasons: [StandingReason]) {
        let found = standing(StandingFacts(terms: inOffice, failedNotices: failed, idleDays: idle))
        #expect(found == BodyStanding(isDormant: !reasons.isEmpty, reasons: reasons))
    }

    @Test("of two rules for the same the newest of the day counts; of several that fit, the strongest effect")
    func rules() {
        let rules = [
            StandingRule(.inactive, .all, .list, threshold: 3, validFrom: Self.start),
            StandingRule(.inactive, .registered, .hold, threshold: 10, validFrom: Self.start),
            StandingRule(
                .inactive, .registered, .none, validFrom: Self.day("2026-11-01"), validTo: Self.day("2026-11-25")),
        ]
        let facts = StandingFacts(terms: inOffice, idleDays: 30)
        let now = standing(facts, by: StandingRules(rules, on: today))
        #expect(now == BodyStanding(isDormant: false, reasons: [.inactive]))
        let later = standing(facts, by: StandingRules(rules, on: today.adding(days: 1)))
        #expect(later == BodyStanding(isDormant: true, reasons: [.inactive]))
        #expect(StandingRules(rules, on: today).longest(.inactive) == 3)
    }
}
