import Testing

@testable import Complaints

/// How bodies stand by what was read of them.
@Suite struct BodySurveyTests {
    private static let start = CivilDate(daysSinceEpoch: 0)
    private static let province = "64"
    private static let city = "64.72"
    private static let clinic = "64.72/1.02"
    private static let rules = CaseRules(
        clocks: LegalClocks(holidays: [], rules: DeadlineRules([])),
        bodies: [
            Body(code: Body.nationalDesk, parentCode: nil, kind: .national, name: "Admin Nasional"),
            Body(code: province, parentCode: Body.nationalDesk, kind: .province, name: "Provinsi", regionCode: "64"),
            Body(code: city, parentCode: province, kind: .city, name: "Kota", regionCode: "64.72"),
            Body(code: clinic, parentCode: city, kind: .opd, name: "Dinas Kesehatan", regionCode: "64.72"),
        ])
    private let now: Instant

    init() throws { now = try Self.time("2026-11-25") }

    /// Noon in western time.
    private static func time(_ day: String) throws -> Instant {
        try #require(Instant(rfc3339: "\(day)T05:00:00Z"))
    }

    private func survey(_ effect: StandingEffect = .hold) -> BodySurvey {
        let rules = [
            StandingRule(.noOfficer, .registered, effect, validFrom: Self.start),
            StandingRule(.noOfficer, .government, .list, validFrom: Self.start),
            StandingRule(.decreeMissing, .government, .list, validFrom: Self.start),
            StandingRule(.contactBounces, .registered, effect, threshold: 5, validFrom: Self.start),
            StandingRule(.inactive, .registered, effect, threshold: 10, validFrom: Self.start),
        ]
        var survey = BodySurvey(Self.rules, by: rules, at: now)
        for body in Self.rules.bodies.keys { survey.terms[body] = [OfficerTerm(from: Self.start)] }
        return survey
    }

    @Test func `with officers in office and no work that waits all are sound`() {
        #expect(survey().standings.isEmpty)
    }

    @Test func `where nothing was read the governments are listed`() {
        var survey = survey()
        survey.terms = [:]
        let listed = BodyStanding(isDormant: false, reasons: [.noOfficer])
        #expect(survey.standings == [Self.province: listed, Self.city: listed])
    }

    @Test func `one decree on record, and those without one are missed`() throws {
        var survey = survey()
        survey.decrees[Self.city] = [Decree("1", issued: Self.start)]
        #expect(survey.standings == [Self.province: BodyStanding(isDormant: false, reasons: [.decreeMissing])])
    }

    @Test func `ten full working days without work while cases wait`() throws {
        var survey = survey()
        survey.waitingSince[Self.clinic] = try Self.time("2026-11-11")
        #expect(survey.standings.isEmpty)
        survey.waitingSince[Self.clinic] = try Self.time("2026-11-10")
        #expect(survey.standings == [Self.clinic: BodyStanding(isDormant: true, reasons: [.inactive])])
        survey.work = [.init(body: Self.clinic, isOfficers: true, at: try Self.time("2026-11-20"))]
        #expect(survey.standings.isEmpty)
    }

    @Test func `what a coordinator does is the work of the desks above the case`() throws {
        var survey = survey()
        for body in [Self.clinic, Self.city, Self.province] {
            survey.waitingSince[body] = try Self.time("2026-11-02")
        }
        survey.work = [.init(body: Self.clinic, isOfficers: false, at: try Self.time("2026-11-20"))]
        #expect(Array(survey.standings.keys) == [Self.clinic])
    }

    @Test func `failed notices count from the rule's number on`() {
        var survey = survey()
        survey.failedNotices = [Self.clinic: 5, Self.city: 4]
        #expect(survey.standings == [Self.clinic: BodyStanding(isDormant: true, reasons: [.contactBounces])])
    }

    @Test func `it asks only for what matters`() {
        let asking = survey()
        #expect(asking.asksForNotices && asking.asksForWorkSince == now.advanced(bySeconds: -50 * 86_400))
        let silent = survey(.none)
        #expect(!silent.asksForNotices && silent.asksForWorkSince == nil)
    }
}
