import Testing

@testable import Complaints

/// What a look at all bodies changes on record.
@Suite struct StandingChangeTests {
    private let before = Instant(microseconds: 1)
    private let now = Instant(microseconds: 2)
    private let dormant = BodyStanding(isDormant: true, reasons: [.noOfficer])
    private let listed = BodyStanding(isDormant: false, reasons: [.decreeMissing])

    private func change(_ record: StandingRecord?, _ standing: BodyStanding) -> StandingChange {
        StandingChange(from: record.map { ["x": $0] } ?? [:], to: ["x": standing], at: now)
    }

    @Test func `who falls asleep does so now`() {
        for record in [nil, StandingRecord(listed, since: before)] {
            let change = change(record, dormant)
            #expect(change.records == ["x": StandingRecord(dormant, since: now)])
            #expect(change.asleep == 1 && change.woken == 0)
        }
    }

    @Test func `who wakes is noted, also when nothing is said of them`() {
        let record = StandingRecord(dormant, since: before)
        #expect(change(record, listed).records == ["x": StandingRecord(listed, since: now, wokeAt: now)])
        let silent = StandingChange(from: ["x": record], to: [:], at: now)
        #expect(silent.records == ["x": StandingRecord(.sound, since: now, wokeAt: now)])
        #expect(silent.woken == 1 && silent.asleep == 0)
    }

    @Test func `what stays keeps its beginning, for other reasons too`() {
        let other = BodyStanding(isDormant: true, reasons: [.inactive])
        let change = change(StandingRecord(dormant, since: before), other)
        #expect(change.records == ["x": StandingRecord(other, since: before)])
        #expect(change.asleep == 0 && change.woken == 0)
    }

    @Test func `who woke is remembered until they sleep again`() {
        let woken = StandingRecord(.sound, since: before, wokeAt: before)
        #expect(change(woken, .sound).records == ["x": woken] && woken.movesCases)
        #expect(change(woken, dormant).records == ["x": StandingRecord(dormant, since: now)])
        #expect(!StandingRecord(listed, since: before).movesCases)
    }
}
