import Figures
import Testing

@testable import Complaints

/// Ways to make a figure look better by acting for another, with empty words, or by filing. Each is refused, or shows.
@Suite struct GamingByPeopleTests {
    // MARK: Acting for another

    @Test(arguments: [CommandName.rate, .confirm, .dispute]) func `who closed the case neither rates nor confirms it`(
        name: CommandName
    ) throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        var command = SampleCasework.command(name)
        command.actor.id = "uji.officer"
        #expect(Gaming.code(command, on: led) == .actedAsOfficer)
        command.actor.id = command.actor.id.uppercased()
        #expect(Gaming.code(command, on: led) == .actedAsOfficer, "another spelling")
        command.actor.id = "pelapor"
        #expect(Gaming.code(command, on: led) == nil)
        // Words that came from the reporter's own number are theirs.
        var words = SampleCasework.command(.answer)
        (words.actor.id, words.correspondence) = ("uji.officer", ComplaintID(high: 3, low: 3))
        #expect(Gaming.code(words, on: led) == nil)
    }

    @Test func `a rating falls with an objection, and is given anew`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        try led.carryOut(SampleCasework.command(.rate))
        #expect(Gaming.code(SampleCasework.command(.rate), on: led) == .ratedBefore)
        try led.carryOut(SampleCasework.command(.dispute))
        #expect(try Gaming.fact(led).stars == nil)
        #expect(Gaming.code(SampleCasework.command(.close), on: led) == .replyFirst)
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        var rate = SampleCasework.command(.rate)
        rate.stars = 1
        try led.carryOut(rate)
        #expect(try Gaming.fact(led).stars == 1)
    }

    @Test func `an officer's reopening does not wipe a bad rating`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        var rate = SampleCasework.command(.rate)
        rate.stars = 1
        try led.carryOut(rate)
        try led.carryOut(SampleCasework.command(.reopen, by: .officer))
        try led.carryOut(SampleCasework.command(.close))
        #expect(try Gaming.fact(led).stars == 1)
    }

    @Test(arguments: ["x", "-", "ok ok", "aaa bbb", "selesai", "1 2 3 4"]) func `a decision says something`(
        text: String
    ) throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        for part in [\CaseCommand.decision, \.action, \.further] {
            var close = SampleCasework.command(.close)
            close[keyPath: part] = text
            #expect(Gaming.code(close, on: led) == .tooFewWords)
        }
    }

    @Test func `a reply of a letter stops no clock, and a reason of one moves nothing`() throws {
        let led = try Gaming.begin()
        var reply = SampleCasework.command(.reply)
        reply.text = "."
        #expect(Gaming.code(reply, on: led) == .tooFewWords)
        var refuse = SampleCasework.command(.refuse)
        refuse.reason = "x"
        #expect(Gaming.code(refuse, on: led) == .tooFewWords)
    }

    // MARK: Filing

    @Test func `spam is filed from where it lies and is no refusal; a unit only asks for it, and its clocks run`()
        throws
    {
        var led = try Gaming.begin()
        var spam = SampleCasework.command(.archive, by: .officer)
        spam.cause = "spam"
        let asked = try led.carryOut(spam)
        #expect(asked.event == .escalated && asked.details.level == .coordinator && asked.details.cause == "spam")
        #expect(led.state.status == .belumDitindaklanjuti && Gaming.due(led, .firstReply) == "2020-03-09")
        spam.actor = CaseActor(.coordinator, id: "admin")
        try led.carryOut(spam)
        // Shows in `arsip_lain`, and not in `penolakan`.
        let fact = try Gaming.fact(led)
        #expect(fact.status == .arsip && fact.cause == "spam" && fact.refusals == 0)
    }

    @Test func `the reporter takes their report back: it is filed with that cause`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.withdraw))
        let fact = try Gaming.fact(led)
        #expect(fact.status == .arsip && fact.cause == "withdrawn")
        var archive = SampleCasework.command(.archive, by: .coordinator)
        archive.cause = "withdrawn"
        #expect(Gaming.code(archive, on: try Gaming.begin()) == .notPermitted, "nobody withdraws for them")
    }
}
