import Testing

@testable import Complaints

/// What becomes of a case by the rules of retention: nothing that is not due, and nothing that somebody may still need.
@Suite struct RetentionRuleTests {
    private static let ended = Instant(rfc3339: "2026-01-10T17:30:00Z") ?? .init(microseconds: 0)

    private static func rule(
        _ name: String = "semua", _ days: [CasePart: Int] = [.identity: 30, .words: 60], isOn: Bool = true,
        narrow: (inout RetentionRule.Conditions) -> Void = { _ in }
    ) -> RetentionRule {
        var conditions = RetentionRule.Conditions()
        narrow(&conditions)
        return RetentionRule(name: name, conditions: conditions, days: days, source: "uji", isOn: isOn)
    }

    private static func retained(_ change: (inout CaseState) -> Void = { _ in }) -> RetainedCase {
        var state = CaseState(id: ComplaintID(high: 1, low: 1))
        (state.status, state.cause, state.channel) = (.arsip, "spam", "web")
        (state.endedAt, state.zone) = (ended, .wib)
        change(&state)
        return RetainedCase(state)
    }

    private func judge(
        _ retained: RetainedCase, _ rules: [RetentionRule] = [rule()], on day: String
    ) throws -> RetentionJudgement {
        let now = try #require(Instant(rfc3339: day))
        return RetentionRules(version: 1, rules: rules).judgement(of: retained, at: now)
    }

    @Test func `days are counted from the day of the end in the case's zone`() throws {
        // In Jakarta it is the 11th already: the 30th day after is the 10th of February.
        #expect(try judge(Self.retained(), on: "2026-02-09T16:59:59Z") == .stays)
        #expect(try judge(Self.retained(), on: "2026-02-09T17:00:00Z") == .due(Self.rule(), [.identity]))
        #expect(try judge(Self.retained(), on: "2026-03-12T00:00:00Z") == .due(Self.rule(), [.identity, .words]))
        // In Jayapura the day begins two hours sooner.
        let east = Self.retained { $0.zone = .wit }
        #expect(try judge(east, on: "2026-02-09T15:00:00Z") == .due(Self.rule(), [.identity]))
    }

    @Test func `the first rule that is on and holds decides, for all parts`() throws {
        let late = "2030-01-01T00:00:00Z"
        let keep = Self.rule("rahasia", [:]) { $0.isConfidential = true }
        var retained = Self.retained()
        #expect(try judge(retained, [keep, Self.rule()], on: late) == .due(Self.rule(), [.identity, .words]))
        retained.isConfidential = true
        #expect(try judge(retained, [keep, Self.rule()], on: late) == .stays)
        #expect(try judge(retained, [Self.rule(isOn: false)], on: late) == .stays)
        for narrow: (inout RetentionRule.Conditions) -> Void in [
            { $0.kinds = [.aspirasi] }, { $0.statuses = [.selesai] }, { $0.causes = ["withdrawn"] },
            { $0.channels = ["sms"] },
            { $0.isAnonymous = true },
        ] { #expect(try judge(retained, [Self.rule("lain", narrow: narrow)], on: late) == .stays) }
    }

    @Test(arguments: RetentionBar.allCases)
    func `what somebody may still need is not touched`(bar: RetentionBar) throws {
        let late = "2030-01-01T00:00:00Z"
        var retained = Self.retained { state in
            switch bar {
            case .open: state.status = .proses
            case .objection: (state.status, state.objectionDue) = (.selesai, nil)
            case .contested: state.contestedAt = Self.ended
            case .ombudsman: (state.ombudsmanAt, state.hasConsent) = (Self.ended, true)
            case .followed, .held: break
            }
        }
        retained.isLeaderOpen = bar == .followed
        if bar == .held { retained.hold = hold(true, after: 0) }
        #expect(try judge(retained, on: late) == .barred(bar, Self.rule()))
    }

    private func hold(_ isHeld: Bool, after seconds: Int64) -> RetentionHold {
        RetentionHold(isHeld: isHeld, at: Self.ended.advanced(bySeconds: seconds), actor: "uji", reason: "uji")
    }

    @Test func `a release ends a hold, and what is done at the Ombudsman`() throws {
        let late = "2030-01-01T00:00:00Z"
        var retained = Self.retained { ($0.ombudsmanAt, $0.hasConsent) = (Self.ended, true) }
        retained.hold = hold(false, after: -1)
        #expect(try judge(retained, on: late) == .barred(.ombudsman, Self.rule()), "released before it was handed up")
        retained.hold = hold(false, after: 1)
        #expect(try judge(retained, on: late) == .due(Self.rule(), [.identity, .words]))
    }

    @Test func `what is gone is not due, and what was said since has its time as well`() throws {
        let late = "2026-06-01T00:00:00Z"
        var retained = Self.retained()
        retained.erased = [.identity: Self.ended.advanced(bySeconds: 100 * 86_400)]
        #expect(try judge(retained, on: late) == .due(Self.rule(), [.words]))
        retained.keyed = [.identity]
        retained.erased[.words] = Self.ended
        #expect(try judge(retained, on: "2026-05-20T00:00:00Z") == .stays)
        #expect(try judge(retained, on: late) == .due(Self.rule(), [.identity]))
    }
}
