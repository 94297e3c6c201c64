import Figures
import Testing

@testable import Complaints

/// An objected case needs a reply before it ends or goes elsewhere, by whatever door.
@Suite struct ObjectedCaseTests {
    private static func objected() throws -> RoutedCaseBuilder {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        led.wait(days: 1)
        try led.carryOut(SampleCasework.command(.dispute))
        return led
    }

    private static func spam(_ role: CaseRole) -> CaseCommand { SampleCasework.command(.archive, by: role) }

    @Test(arguments: [CaseRole.officer, .coordinator, .national]) func `no door is open before the reply`(
        role: CaseRole
    ) throws {
        var led = try Self.objected()
        let other = try RoutedCaseBuilder(number: 2, at: led.now).state
        #expect(Gaming.code(SampleCasework.command(.close, by: role), on: led) == .replyFirst)
        #expect(Gaming.code(SampleCasework.command(.merge, by: role), on: led, other: other) == .replyFirst)
        if role != .officer {
            #expect(Gaming.code(Gaming.moving(.transfer, to: "64.72", by: role), on: led) == .replyFirst)
            #expect(Gaming.code(Self.spam(role), on: led) == .replyFirst)
        }
        try led.carryOut(SampleCasework.command(.reply))
        #expect(Gaming.code(SampleCasework.command(.close, by: role), on: led) == nil)
        #expect(Gaming.code(SampleCasework.command(.merge, by: role), on: led, other: other) == nil)
        if role != .officer { #expect(Gaming.code(Gaming.moving(.transfer, to: "64.72", by: role), on: led) == nil) }
    }

    @Test func `nor where an earlier release has let it go to another desk`() throws {
        let led = try Self.objected()
        var details = EventDetails()
        (details.role, details.body, details.hop) = (.coordinator, "64", 2)
        details.clocks = led.state.clocks(after: .transferred, details, at: led.now, led.rules.clocks)
        let (state, _) = try led.state.taking(CaseStep(.transferred, details), at: led.now, actor: "admin")
        for name in [CommandName.archive, .ask] {
            let command = SampleCasework.command(name, by: .coordinator)
            #expect(Gaming.code(command, in: state, of: led) == .replyFirst, "\(name)")
        }
        #expect(Gaming.code(Gaming.moving(.disposition, to: "64/1.03"), in: state, of: led) == nil)
    }

    @Test func `the reporter may end it`() throws {
        let led = try Self.objected()
        #expect(Gaming.code(SampleCasework.command(.close, by: .reporter), on: led) == nil)
        #expect(Gaming.code(SampleCasework.command(.withdraw), on: led) == nil)
    }

    @Test func `spam that was replied to is filed by the coordinator as spam, and as nothing else`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        var other = SampleCasework.command(.archive, by: .coordinator)
        for cause in [nil, "duplicate"] {
            other.cause = cause
            #expect(Gaming.code(other, on: led) == .incomplete)
        }
        let asked = try led.carryOut(Self.spam(.officer))
        #expect(asked.event == .escalated && led.state.status == .proses)
        try led.carryOut(Self.spam(.coordinator))
        // Shows in `arsip_lain`.
        let fact = try Gaming.fact(led)
        #expect(fact.status == .arsip && fact.cause == "spam")
    }

    @Test func `lateness and objection stay with whom they arose`() throws {
        var led = try Self.objected()
        try Gaming.live(&led, days: 30)
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(Gaming.moving(.transfer, to: "64.72"))
        try led.carryOut(Gaming.moving(.disposition, to: "64.72/1.03"))
        let facts = try CaseFact.fold(led.journal).facts
        let last = try #require(facts.last)
        #expect(last.body == "64.72/1.03" && last.wasOverdue && last.wasOverdueElsewhere && last.isDisputedElsewhere)
        let late = facts.filter { $0.settled?[.reply]?.isKept == false }
        #expect(late.map(\.settled?.body) == ["64/1.03"], "`tepat_waktu_jawaban` of the body that owed the answer")
        #expect(facts.allSatisfy { $0.body != "64/1.03" || !$0.isDisputedElsewhere && !$0.wasOverdueElsewhere })
    }
}
