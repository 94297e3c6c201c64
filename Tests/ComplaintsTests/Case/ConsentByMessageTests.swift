import Testing

@testable import Complaints

/// Who reported by SMS or mail agrees to the Ombudsman from their own number or address.
@Suite struct ConsentByMessageTests {
    private static func words(isConsent: Bool = true) -> CaseCommand {
        var command = SampleCasework.command(.answer)
        (command.correspondence, command.isConsent) = (ComplaintID(high: 3, low: 3), isConsent)
        return command
    }

    @Test(arguments: [
        "OMBUDSMAN KVNT-RWQH-SMPH", "ombudsman kvntrwqhsmph setuju", " Ombudsman: KVNT RWQH SMPH.",
        "OMBUDSMAN, KVNTRWQHSMPH",
        "\"Ombudsman\" kvnt-rwqh-smph",
    ]) func `the word and the number say it`(text: String) { #expect(AddressedWords(text)?.purpose == .consent) }

    @Test(arguments: ["Ombudsman saja!", "Saya akan ke Ombudsman KVNTRWQHSMPH", "Ombudsman harus memeriksa dinas ini"])
    func `other words do not`(text: String) { #expect(AddressedWords(text)?.purpose != .consent) }

    @Test(arguments: [
        "OMBUDSMAN", "Ombudsman, setuju", "OMBUDSMAN KVNTRWQHSMPB", "OMBUDSMAN 12345678",
        "OMBUDSMAN KVNTRWQHSMPB, bukan KVNTRWQHSMPH",
    ])
    func `who names no case agrees to nothing, and is told so`(text: String) throws {
        let words = try #require(AddressedWords(text))
        #expect(words.purpose == .consent && words.consented == nil)
    }

    @Test func `the number behind the word is what they agree to, whatever else they name`() {
        #expect(AddressedWords("OMBUDSMAN KVNT-RWQH-SMPH seperti BHXKMRTWDNQY")?.consented == "KVNTRWQHSMPH")
    }

    @Test func `in any open case it is their consent, once, and no answer to what they were asked`() throws {
        for name in [CommandName.ask, .reply] {
            var led = try Gaming.begin()
            try led.carryOut(SampleCasework.command(name))
            let before = led.state.status
            let entry = try led.carryOut(Self.words())
            #expect(entry.event == .escalated && entry.details.level == .ombudsman && led.state.hasConsent)
            #expect(led.state.status == before && led.violations.isEmpty && entry.details.isToldToReporter(entry.event))
            let again = try led.carryOut(Self.words())
            #expect(again.event == (before == .tunda ? .added : .counterReplied) && led.state.status == before)
        }
        var led = try Gaming.begin()
        #expect(try led.carryOut(Self.words(isConsent: false)).event == .added && !led.state.hasConsent)
        try led.carryOut(SampleCasework.command(.reply))
        try led.carryOut(SampleCasework.command(.close))
        #expect(try led.carryOut(Self.words()).event == .added, "what is closed goes to nobody")
    }
}
