import Figures
import Testing

@testable import Complaints

/// Some time after the closing the reporter is asked whether it is really solved, where a rule says so.
@Suite struct AskedAgainTests {
    private static func closed() throws -> RoutedCaseBuilder {
        var led = try Gaming.begin()
        led.rules = SampleCasework.rules(SampleCasework.legal(further: [(.survey, 20)]))
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        return led
    }

    private static func words(_ purpose: AddressedWords.Purpose) -> CaseCommand {
        var command = SampleCasework.command(.answer)
        command.correspondence = ComplaintID(high: 3, low: 3)
        command.isObjection = purpose == .denial
        command.isSettlement = purpose == .settlement
        command.isConsent = purpose == .consent
        return command
    }

    @Test func `without a rule nobody is asked`() throws {
        var led = try Gaming.begin()
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        #expect(led.state.clocks.isEmpty && led.state.nextStepAt == nil)
    }

    @Test func `they are asked once, on the day that follows from the journal, and nothing else changes`() throws {
        var led = try Self.closed()
        #expect(Gaming.due(led, .survey) == "2020-03-30")
        let said = try Gaming.live(&led, days: 90)
        #expect(said.map(\.event) == [.askedAgain] && said.map { Gaming.day($0.at) } == ["2020-03-31"])
        #expect(led.state.status == .selesai && led.state.clocks.isEmpty)
        let fact = try Gaming.fact(led)
        #expect(fact.isAskedAgain && fact.holds == nil && fact.completionDays == 0)
    }

    @Test(arguments: [true, false]) func `what they answer is counted apart, by command or by their own message`(
        isByMessage: Bool
    ) throws {
        var led = try Self.closed()
        try led.carryOut(SampleCasework.command(.confirm))
        #expect(try Gaming.fact(led).holds == nil, "nobody had asked them")
        #expect(Gaming.code(SampleCasework.command(.confirm), on: led) == .confirmedBefore)
        try Gaming.live(&led, days: 40)
        var other = led
        let yes = try led.carryOut(isByMessage ? Self.words(.settlement) : SampleCasework.command(.confirm))
        #expect(yes.event == .confirmed && led.state.status == .selesai)
        #expect(try Gaming.fact(led).holds == true)
        let no = try other.carryOut(isByMessage ? Self.words(.denial) : SampleCasework.command(.dispute))
        #expect(no.event == .disputed && other.state.status == .proses && other.state.isObjected)
        #expect(try Gaming.fact(other).holds == false)
        // Once they have said so, the same words again are words.
        #expect(try led.carryOut(Self.words(.settlement)).event == .added)
    }

    @Test func `an answer is to the end that was asked about, and their own`() throws {
        var led = try Self.closed()
        try Gaming.live(&led, days: 40)
        var other = led
        try led.carryOut(SampleCasework.command(.reopen, by: .officer))
        try led.carryOut(SampleCasework.command(.close))
        try led.carryOut(SampleCasework.command(.confirm))
        #expect(try Gaming.fact(led).holds == nil, "nobody has asked about this end")
        // What a channel says for them is counted apart.
        var step = try other.state.decide(SampleCasework.command(.confirm), at: other.now, rules: other.rules)
        step.details.proof = CommandProof(issuer: "i", token: "t", reporter: .channel)
        try other.add(step, actor: "aplikasi")
        let fact = try Gaming.fact(other)
        #expect(fact.isAskedAgain && fact.holds == nil && fact.byChannel == [.confirmation])
    }

    @Test func `what they have said themselves no channel takes from them`() throws {
        var led = try Self.closed()
        func say(_ name: CommandName, _ proof: ReporterProof) throws {
            var step = try led.state.decide(SampleCasework.command(name), at: led.now, rules: led.rules)
            step.details.proof = CommandProof(issuer: "i", token: "t", reporter: proof)
            try led.add(step, actor: "uji")
        }
        try say(.rate, .channel)
        #expect(try Gaming.fact(led).byChannel == [.rating])
        try say(.confirm, .secret)
        #expect(try Gaming.fact(led).byChannel == [.rating])
        try Gaming.live(&led, days: 40)
        try say(.confirm, .channel)
        #expect(try Gaming.fact(led).byChannel == [.rating], "they had confirmed it")
        try say(.dispute, .channel)
        #expect(try Gaming.fact(led).byChannel.contains(.objection))
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        try say(.dispute, .secret)
        #expect(try Gaming.fact(led).byChannel.contains(.objection) == false)
    }

    @Test func `who takes it up again is asked after the next closing, and the day moves with the calendar`() throws {
        var led = try Self.closed()
        led.wait(days: 3)
        try led.carryOut(SampleCasework.command(.dispute))
        #expect(led.state.due(of: .survey) == nil)
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        let due = try #require(led.state.due(of: .survey))
        let holiday = SampleCasework.legal(holidays: ["2020-03-25"], further: [(.survey, 20)])
        let step = try #require(led.state.rescheduled(holiday))
        let (moved, _) = try led.state.taking(step, at: led.now, actor: "ClockWorker")
        #expect(try #require(moved.due(of: .survey)) > due)
    }

    @Test(arguments: [
        ("SUDAH KVNT-RWQH-SMPH", AddressedWords.Purpose.settlement), ("belum kvntrwqhsmph masih mati", .denial),
    ])
    func `a message says it by its first word`(text: String, purpose: AddressedWords.Purpose) {
        #expect(AddressedWords(text)?.purpose == purpose)
        #expect(AddressedWords("Sudah tiga hari lampu mati") == nil)
    }
}
