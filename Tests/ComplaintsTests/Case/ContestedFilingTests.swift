import Figures
import Testing

@testable import Complaints

/// A reporter says that it is wrong that their case was filed.
@Suite struct ContestedFilingTests {
    private static func filed(_ name: CommandName = .archive) throws -> RoutedCaseBuilder {
        var led = try Gaming.begin()
        let other = try RoutedCaseBuilder(number: 2, at: led.now)
        try led.carryOut(
            SampleCasework.command(name, by: name == .withdraw ? .reporter : .coordinator), other: other.state)
        return led
    }

    private static func words() -> CaseCommand {
        var command = SampleCasework.command(.answer)
        command.correspondence = ComplaintID(high: 3, low: 3)
        return command
    }

    @Test(arguments: [CommandName.archive, .merge, .withdraw], [true, false])
    func `it is told as what it is, and somebody must look in the time of a verification`(
        _ name: CommandName, isByMessage: Bool
    ) throws {
        var led = try Self.filed(name)
        let cause = led.state.cause
        let entry = try led.carryOut(isByMessage ? Self.words() : SampleCasework.command(.add))
        #expect(entry.event == .added && entry.details.isAboutFiling && entry.details.isToldToReporter(.added))
        #expect(led.state.status == .arsip && led.state.cause == cause && led.state.contestedAt == led.now)
        #expect(led.state.due(of: .verify) != nil && led.violations.isEmpty && !led.state.isOverdue)
        // More words give no more time, and are not told again.
        let due = led.state.due(of: .verify)
        led.wait(days: 1)
        let more = try led.carryOut(isByMessage ? Self.words() : SampleCasework.command(.add))
        #expect(led.state.due(of: .verify) == due && !more.details.isToldToReporter(more.event))
    }

    @Test func `what nobody had when it was filed is the national desk's`() throws {
        var led = try RoutedCaseBuilder(at: Self.filed().now, isRouted: false)
        try led.carryOut(SampleCasework.command(.withdraw))
        let entry = try led.carryOut(SampleCasework.command(.add))
        #expect(entry.details.body == nil && led.state.due(of: .verify) != nil)
        #expect(entry.details.places(hearing: .added).map(\.place) == [Body.nationalDesk])
        for said in try Gaming.live(&led, days: 60) { #expect(said.details.concerned == Body.nationalDesk) }
        try led.carryOut(SampleCasework.command(.reopen, by: .national))
        #expect(led.state.desk == Body.nationalDesk && led.violations.isEmpty)
    }

    @Test func `figures count what is contested, and not that somebody asked for a code`() throws {
        var led = try Self.filed()
        try led.carryOut(SampleCasework.command(.askCode))
        #expect(try !Gaming.fact(led).isContested)
        try led.carryOut(SampleCasework.command(.add))
        try led.carryOut(SampleCasework.command(.askCode))
        #expect(try Gaming.fact(led).isContested)
        try led.carryOut(SampleCasework.command(.archive, by: .coordinator))
        #expect(try !Gaming.fact(led).isContested)
    }

    @Test func `who says that it is solved, or may go to the Ombudsman, contests nothing`() throws {
        var led = try Self.filed()
        for isSettlement in [true, false] {
            var command = Self.words()
            (command.isSettlement, command.isConsent) = (isSettlement, !isSettlement)
            let entry = try led.carryOut(command)
            #expect(entry.event == .added && !entry.details.isAboutFiling)
            #expect(led.state.status == .arsip && led.state.contestedAt == nil && led.state.clocks.isEmpty)
        }
        try led.carryOut(Self.words())
        let (contested, due) = (led.state.contestedAt, led.state.due(of: .verify))
        var command = Self.words()
        command.isSettlement = true
        try led.carryOut(command)
        #expect(contested != nil && led.state.contestedAt == contested && led.state.due(of: .verify) == due)
        #expect(led.violations.isEmpty)
    }

    @Test func `nobody looks: reminded, overdue and up the ladder, and no legal deadline is missed by that`() throws {
        var led = try Self.filed()
        try led.carryOut(SampleCasework.command(.add))
        let said = try Gaming.live(&led, days: 60)
        #expect(said.map(\.event) == [.reminded, .overdue, .escalated, .escalated, .escalated])
        #expect(said.allSatisfy { $0.details.isAboutFiling && !$0.details.isToldToReporter($0.event) })
        #expect(led.state.missed.isEmpty && !led.state.isOverdue && led.state.contestedAt != nil)
        #expect(led.state.due(of: .verify) != nil && led.violations.isEmpty)
    }

    @Test func `who looks takes it up again, or files it anew with a reason and for what it was filed`() throws {
        for name in [CommandName.archive, .reopen] {
            var led = try Self.filed(.archive)
            #expect(
                name == .reopen
                    || Gaming.code(SampleCasework.command(.archive, by: .coordinator), on: led) == .illegalMove)
            try led.carryOut(SampleCasework.command(.add))
            var command = SampleCasework.command(name, by: .coordinator)
            command.cause = "out_of_scope"
            let entry = try led.carryOut(command)
            #expect(led.state.contestedAt == nil && led.violations.isEmpty)
            if name == .archive {
                #expect(entry.details.cause == "spam" && led.state.clocks.isEmpty && led.state.status == .arsip)
                // It may be contested again.
                try led.carryOut(SampleCasework.command(.add))
                #expect(led.state.contestedAt != nil)
            } else {
                #expect(led.state.status == .belumTerverifikasi && led.state.due(of: .verify) != nil)
            }
        }
    }

    @Test func `what follows another goes on following it where the desk stays with that`() throws {
        var led = try Self.filed(.merge)
        try led.carryOut(SampleCasework.command(.add))
        try led.carryOut(SampleCasework.command(.archive, by: .national))
        #expect(led.state.cause == "merged" && led.state.mergedInto != nil && led.violations.isEmpty)
        try led.carryOut(SampleCasework.command(.add))
        try led.carryOut(SampleCasework.command(.unmerge, by: .national))
        #expect(led.state.status.isOpen && led.state.contestedAt == nil && led.violations.isEmpty)
    }

    @Test func `words on an open case, and a late answer, contest nothing`() throws {
        var led = try Gaming.begin()
        #expect(try !led.carryOut(SampleCasework.command(.add)).details.isAboutFiling)
        try led.carryOut(SampleCasework.command(.ask))
        try Gaming.live(&led, days: 40)
        #expect(led.state.cause == "no_answer")
        #expect(try led.carryOut(SampleCasework.command(.answer)).event == .answered && led.state.contestedAt == nil)
    }
}
