import Figures
import Testing

@testable import Complaints

/// Ways to make a figure look better than the work. Each is refused, or shows: the test says where.
@Suite struct GamingTests {
    // MARK: Circles

    @Test func `transfers in a circle: the desk has the days that were left, and after one the national desk decides`()
        throws
    {
        var led = try Gaming.begin(nil)
        #expect(led.state.desk == "64" && Gaming.due(led, .verify) == "2020-03-05")
        led.wait(days: 2)
        try led.carryOut(Gaming.moving(.transfer, to: "64.72"))
        #expect(Gaming.due(led, .verify) == "2020-03-09", "a desk that is new has its own time")
        led.wait(days: 1)
        try led.carryOut(Gaming.moving(.transfer, to: "64"))
        #expect(Gaming.due(led, .verify) == "2020-03-06", "one of three days was left")
        #expect(led.state.returns == 1 && led.state.bounces == 1)
        #expect(Gaming.code(Gaming.moving(.transfer, to: "64.72"), on: led) == .inCircles)
        #expect(Gaming.code(Gaming.moving(.disposition, to: "64/1.03"), on: led) == nil, "forward is no circle")
        try led.carryOut(Gaming.moving(.transfer, to: "NASIONAL"))
        try led.carryOut(Gaming.moving(.transfer, to: "64.72", by: .national))
        #expect(led.state.bounces == 0, "the national desk has decided")
        // Shows in `rata_perpindahan`.
        #expect(try Gaming.fact(led).hops == 4)
    }

    @Test(arguments: [CommandName.transfer, .disposition]) func `a triangle is counted the first time`(
        name: CommandName
    ) throws {
        let places = name == .transfer ? ["64.72", "KEMENKES", "64"] : ["64/1.02", "64/INSP", "64/1.03"]
        var led = try Gaming.begin(name == .transfer ? nil : "64/1.03")
        for place in places {
            led.wait(days: 1)
            try led.carryOut(Gaming.moving(name, to: place))
        }
        #expect(led.state.returns == 1 && led.state.bounces == 1)
        #expect(Gaming.code(Gaming.moving(name, to: places[0]), on: led) == .inCircles)
    }

    @Test func `a transfer to the desk that has it is none`() throws {
        let led = try Gaming.begin(nil)
        #expect(Gaming.code(Gaming.moving(.transfer, to: "64"), on: led) == .sameBody)
    }

    @Test func `dispositions in a circle give no body its time again, and a missed deadline comes back with the case`()
        throws
    {
        var led = try Gaming.begin()
        #expect(Gaming.due(led, .firstReply) == "2020-03-09")
        led.wait(days: 3)
        try led.carryOut(Gaming.moving(.disposition, to: "64/1.02"))
        #expect(Gaming.due(led, .firstReply) == "2020-03-12")
        led.wait(days: 1)
        try led.carryOut(Gaming.moving(.disposition, to: "64/1.03"))
        #expect(Gaming.due(led, .firstReply) == "2020-03-10" && Gaming.due(led, .completeOrdinary) == "2020-03-23")
        #expect(Gaming.code(Gaming.moving(.disposition, to: "64/1.02"), on: led) == .inCircles)
        try Gaming.live(&led, days: 7)
        #expect(led.state.isOverdue)
        try led.carryOut(Gaming.moving(.disposition, to: "64/1.02", by: .national))
        try led.carryOut(Gaming.moving(.disposition, to: "64/1.03", by: .national))
        #expect(led.state.isOverdue, "overdue stays overdue")
        led.wait(days: 1)
        try led.carryOut(SampleCasework.command(.reply))
        // Shows in `persentase_terlambat`, and the first reply counts from the first disposition of the body.
        let fact = try Gaming.fact(led)
        #expect(fact.wasOverdue && fact.firstReplyDays == 9)
    }

    @Test func `a refusal and a return are two: routing hands the case to the national desk`() throws {
        var led = try Gaming.begin(nil)
        try led.carryOut(Gaming.moving(.disposition, to: "64/1.02"))
        try led.carryOut(Gaming.moving(.transfer, to: "64"))
        try led.carryOut(Gaming.moving(.disposition, to: "64/1.03"))
        try led.carryOut(SampleCasework.command(.refuse))
        #expect(led.state.bounces == CaseState.mostBounces)
        // Shows in `penolakan` and `rata_perpindahan`.
        #expect(try Gaming.fact(led).refusals == 1)
    }

    @Test func `who sends nothing in a circle may go on`() throws {
        var led = try Gaming.begin(nil)
        for body in ["64/1.02", "64/1.03", "64/INSP"] { try led.carryOut(Gaming.moving(.disposition, to: body)) }
        #expect(led.state.returns == 0 && led.state.body == "64/INSP")
    }

    // MARK: Silence

    @Test func `silence after an objection is the body's: it is overdue, goes up the ladder, and closes nothing`()
        throws
    {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        led.wait(days: 1)
        try led.carryOut(SampleCasework.command(.dispute))
        #expect(Gaming.due(led, .reply) == "2020-03-10" && Gaming.due(led, .silence) == nil)
        let said = try Gaming.live(&led, days: 300).filter { $0.details.clock == .reply }
        #expect(said.map(\.event) == [.reminded, .overdue, .escalated, .escalated, .escalated])
        #expect(said.compactMap(\.details.level) == [.head, .coordinator, .national])
        #expect(said.compactMap(\.details.workingDays) == [1, 3, 5, 8], "how late it was")
        // Shows in `persentase_terlambat`, `terlambat_sekarang` and not in `persentase_selesai`.
        let fact = try Gaming.fact(led)
        #expect(fact.status == .proses && fact.wasOverdue && fact.isOverdue && fact.cause == nil)
    }

    @Test func `so is silence after the reporter's question; a second one gives no more time`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.counterReply))
        led.wait(days: 2)
        try led.carryOut(SampleCasework.command(.add))
        #expect(Gaming.due(led, .reply) == "2020-03-09")
        try Gaming.live(&led, days: 100)
        #expect(led.state.status == .proses && led.state.isOverdue)
        try led.carryOut(SampleCasework.command(.reply))
        #expect(led.state.wasOverdue && led.state.due(of: .reply) == nil && led.state.due(of: .silence) != nil)
        let said = try Gaming.live(&led, days: 100).filter { $0.details.clock == .silence }
        #expect(said.map(\.event) == [.warned, .closed] && led.state.cause == "silence")
    }

    @Test func `a case of before, whose silence was the body's, is pressed and not closed`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        var details = EventDetails()
        details.role = .reporter
        details.clocks = led.state.clocks
        try led.add(CaseStep(.counterReplied, details), actor: "lama")
        let said = try Gaming.live(&led, days: 60).filter { $0.details.clock == .reply || $0.event == .closed }
        #expect(said.map(\.event) == [.reminded, .overdue, .escalated, .escalated, .escalated])
        #expect(led.state.status == .proses && led.state.wasOverdue)
    }

    @Test func `what was closed so before is told apart`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.counterReply))
        var state = led.state
        var details = EventDetails()
        (details.cause, details.workingDays, details.clocks) = ("silence", 12, [])
        let (after, _) = try state.taking(CaseStep(.closed, details), at: led.now, actor: "ClockWorker")
        state = after
        #expect(state.cause == "silence_body", "`ditutup_diam_instansi`, not `ditutup_diam`")
    }

    // MARK: Clocks that are to stand still

    @Test func `closing to stop a clock: after the objection it goes on with the days that were left`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        #expect(Gaming.due(led, .completeOrdinary) == "2020-03-20")
        led.wait(days: 15)
        try led.carryOut(SampleCasework.command(.close))
        led.wait(days: 7)
        try led.carryOut(SampleCasework.command(.dispute))
        #expect(Gaming.due(led, .completeOrdinary) == "2020-03-27", "three of fourteen days were left")
        try Gaming.live(&led, days: 10)
        // Shows in `persentase_terlambat`, `dibantah`, `dibuka_kembali`.
        let fact = try Gaming.fact(led)
        #expect(fact.wasOverdue && fact.disputes == 1 && fact.reopenings == 1)
    }

    @Test func `reopening by an officer restarts nothing, however often`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        led.wait(days: 16)
        for _ in 0..<3 {
            try led.carryOut(SampleCasework.command(.close))
            led.wait(days: 14)
            try led.carryOut(SampleCasework.command(.reopen, by: .officer))
            led.wait(days: 1)
        }
        try Gaming.live(&led, days: 5)
        // Shows in `persentase_terlambat` and `dibuka_kembali`.
        let fact = try Gaming.fact(led)
        #expect(fact.wasOverdue && fact.reopenings == 3)
    }

    @Test func `filing and taking up again gives the desk no new days`() throws {
        var led = try Gaming.begin(nil)
        led.wait(days: 2)
        try led.carryOut(SampleCasework.command(.archive))
        led.wait(days: 30)
        try led.carryOut(SampleCasework.command(.reopen, by: .coordinator))
        #expect(Gaming.due(led, .verify) == "2020-04-06", "one of three days was left, from Friday to Monday")
    }

    @Test func `what a place did as a body uses up no day that it had left as a desk`() throws {
        var led = try Gaming.begin(nil)
        led.wait(days: 1)
        try led.carryOut(Gaming.moving(.transfer, to: "64.72"))
        #expect(Gaming.due(led, .verify) == "2020-03-06")
        led.wait(days: 1)
        try led.carryOut(Gaming.moving(.disposition, to: "64.72"))
        led.wait(days: 20)
        try led.carryOut(SampleCasework.command(.archive, by: .coordinator))
        led.wait(days: 30)
        try led.carryOut(SampleCasework.command(.reopen, by: .coordinator))
        #expect(led.state.desk == "64.72" && led.state.body == nil)
        #expect(Gaming.due(led, .verify) == "2020-04-27", "two of three days were left, from Thursday to Monday")
    }

    @Test func `merging and splitting gives nobody new days`() throws {
        var led = try Gaming.begin()
        let other = try RoutedCaseBuilder(number: 2, at: led.now).state
        led.wait(days: 4)
        try led.carryOut(SampleCasework.command(.merge, by: .officer), other: other)
        led.wait(days: 10)
        try led.carryOut(SampleCasework.command(.unmerge))
        #expect(Gaming.due(led, .firstReply) == "2020-03-17", "one of five days was left")
        #expect(led.state.clocks.first { $0.clock == .ombudsman }?.days == 56, "days in which it was open")
        try Gaming.live(&led, days: 3)
        #expect(try Gaming.fact(led).wasOverdue)
    }

    @Test func `many questions: an officer asks twice, the third is the coordinator's`() throws {
        var led = try Gaming.begin()
        for _ in 0..<2 {
            try led.carryOut(SampleCasework.command(.ask, by: .officer))
            led.wait(days: 3)
            try led.carryOut(SampleCasework.command(.answer))
            try led.route(to: "64/1.03")
        }
        #expect(Gaming.code(SampleCasework.command(.ask, by: .officer), on: led) == .askedEnough)
        #expect(Gaming.code(SampleCasework.command(.ask, by: .coordinator), on: led) == nil)
        // Shows in `pernah_ditanya`.
        #expect(try Gaming.fact(led).questions == 2)
    }

    @Test func `the way to the Ombudsman counts the days in which the case was open`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        led.wait(days: 2)
        try led.carryOut(SampleCasework.command(.close))
        led.wait(days: 80)
        try led.carryOut(SampleCasework.command(.dispute))
        let said = try led.letClocksSpeak()
        #expect(said.allSatisfy { $0.details.clock != .ombudsman } && led.state.ombudsmanAt == nil)
        #expect(led.state.clocks.first { $0.clock == .ombudsman }?.days == 58)
    }

    @Test func `an objection has its time; later there is a new report that names the old`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        let closed = try led.carryOut(SampleCasework.command(.close))
        #expect(Gaming.day(closed.details.objectionDue) == "2020-05-25")
        led.now = try #require(Instant(rfc3339: "2020-05-25T23:00:00+08:00"))
        #expect(Gaming.code(SampleCasework.command(.dispute), on: led) == nil)
        led.wait(days: 1)
        #expect(Gaming.code(SampleCasework.command(.dispute), on: led) == .objectionLate)
        do throws(CommandRefusal) {
            _ = try led.state.decide(SampleCasework.command(.dispute), at: led.now, rules: led.rules)
        } catch {
            #expect(
                error.reason.contains("2020-05-25")
                    && error.reason.contains("a new report that names \(led.state.code)"))
        }
    }
}
