import Testing

@testable import Complaints

/// Every reason for which a command is not carried out.
@Suite struct CommandRefusalTests {
    private func refusal(
        _ status: CaseStatus, _ name: CommandName, by role: CaseRole? = nil, other: CaseState? = nil,
        isFollowed: Bool = false, question: QuestionWay = .unlimited,
        _ change: (inout CaseCommand, inout RoutedCaseBuilder) throws -> Void = { _, _ in }
    ) throws -> CommandRefusal.Code? {
        var led = try CaseMoveTests.led(in: status)
        var command = SampleCasework.command(name, by: role)
        try change(&command, &led)
        do throws(CommandRefusal) {
            _ = try led.state.decide(
                command, at: led.now, rules: led.rules, other: other, isFollowed: isFollowed, question: question)
            return nil
        } catch {
            #expect(!error.reason.isEmpty)
            return error.code
        }
    }

    @Test func `who has not seen the newest version is told`() throws {
        #expect(try refusal(.proses, .reply) { command, led in command.expectedVersion = led.state.version } == nil)
        for version in [0, 1, 2, 4] {
            #expect(
                try refusal(.proses, .reply) { command, _ in command.expectedVersion = version } == .versionConflict)
        }
    }

    @Test func `neither place nor role may be wrong`() throws {
        #expect(try refusal(.selesai, .reply) == .illegalMove)
        #expect(try refusal(.proses, .close, by: .national) == nil)
        #expect(try refusal(.proses, .dispute) == .illegalMove)
        #expect(try refusal(.selesai, .dispute, by: .officer) == .notPermitted)
        #expect(try refusal(.belumTerverifikasi, .archive, by: .officer) == .notPermitted)
        #expect(try refusal(.proses, .withdraw, by: .officer) == .notPermitted)
    }

    @Test func `an officer acts for the body that has the case, a coordinator for one above it`() throws {
        func code(_ role: CaseRole, _ body: String) throws -> CommandRefusal.Code? {
            try refusal(.proses, .reply, by: role) { command, _ in command.actor.body = body }
        }
        #expect(try code(.officer, "64/1.03") == nil)
        #expect(try code(.officer, "64/1.02") == .notYours)
        #expect(try code(.officer, "64") == .notYours)
        #expect(try code(.coordinator, "64") == nil)
        #expect(try code(.coordinator, "KEMENKES") == .notYours)
        #expect(try code(.national, "NASIONAL") == nil)
    }

    @Test func `what must be said is said`() throws {
        #expect(try refusal(.belumDitindaklanjuti, .refuse) { command, _ in command.reason = nil } == .incomplete)
        #expect(try refusal(.belumDitindaklanjuti, .ask) { command, _ in command.text = "" } == .incomplete)
        #expect(try refusal(.belumTerverifikasi, .disposition) { command, _ in command.body = nil } == .incomplete)
        #expect(try refusal(.proses, .close) { command, _ in command.further = nil } == .incomplete)
        #expect(try refusal(.proses, .close, by: .reporter) { command, _ in command.further = nil } == nil)
        for stars in [nil, 0, 6] as [Int?] {
            #expect(try refusal(.selesai, .rate) { command, _ in command.stars = stars } == .incomplete)
        }
    }

    @Test func `a category that is given must be there`() throws {
        for (status, name) in [
            (CaseStatus.belumTerverifikasi, CommandName.verify), (.belumDitindaklanjuti, .disposition),
        ] {
            #expect(try refusal(status, name) { command, _ in command.category = "lenyap" } == .unknownCategory)
            #expect(try refusal(status, name) { command, _ in command.category = "infrastruktur" } == nil)
        }
    }

    @Test func `a case goes to a body that there is, where it is not, and that has not refused it`() throws {
        #expect(try refusal(.belumTerverifikasi, .disposition) { command, _ in command.body = "NASA" } == .unknownBody)
        #expect(try refusal(.belumDitindaklanjuti, .refuse) { command, _ in command.body = "NASA" } == .unknownBody)
        #expect(
            try refusal(.belumDitindaklanjuti, .disposition) { command, _ in command.body = "64/1.03" } == .sameBody)
        func afterRefusal(by role: CaseRole) throws -> CommandRefusal.Code? {
            try refusal(.belumDitindaklanjuti, .disposition, by: role) { command, led in
                try led.carryOut(SampleCasework.command(.refuse))
                command.body = "64/1.03"
            }
        }
        #expect(try afterRefusal(by: .coordinator) == .refusedBefore)
        #expect(try afterRefusal(by: .national) == nil)
    }

    @Test func `what the national desk has assigned is not refused`() throws {
        let code = try refusal(.belumTerverifikasi, .refuse, by: .officer) { _, led in
            try led.carryOut(SampleCasework.command(.disposition, by: .national))
        }
        #expect(code == .binding)
    }

    @Test func `misuse of office never goes to an office itself`() throws {
        func code(_ body: String) throws -> CommandRefusal.Code? {
            try refusal(.belumTerverifikasi, .disposition) { command, led in
                var verify = SampleCasework.command(.verify)
                verify.isMisconduct = true
                try led.carryOut(verify)
                command.body = body
            }
        }
        #expect(try code("64/1.03") == .misconduct)
        #expect(try code("64/INSP") == nil)
    }

    @Test(arguments: [CommandName.disposition, .transfer, .refuse])
    func `what the national desk has assigned nobody below it moves`(name: CommandName) throws {
        func code(_ role: CaseRole) throws -> CommandRefusal.Code? {
            try refusal(.belumTerverifikasi, name, by: role) { command, led in
                try led.carryOut(SampleCasework.command(.disposition, by: .national))
                command.body = "64/INSP"
            }
        }
        #expect(try code(.coordinator) == .binding)
        #expect(try code(.national) == nil)
    }

    @Test(arguments: ["no_answer", "silence", "silence_body", "merged", "officer", "reporter", "withdrawn"])
    func `nobody gives a cause that follows from what happens`(cause: String) throws {
        func code(_ cause: String?) throws -> CommandRefusal.Code? {
            try refusal(.belumTerverifikasi, .archive) { command, _ in command.cause = cause }
        }
        #expect(try code(cause) == .notPermitted)
        #expect(try code("spam") == nil)
        #expect(try code(nil) == nil)
    }

    @Test func `whom others follow follows nobody, and nobody follows what is filed`() throws {
        let now = try #require(Instant(rfc3339: "2020-03-02T01:00:00Z"))
        var leader = try RoutedCaseBuilder(number: 2, at: now, body: nil)
        #expect(try refusal(.proses, .merge, by: .officer, other: leader.state, isFollowed: true) == .badMerge)
        #expect(try refusal(.proses, .merge, by: .officer, other: leader.state) == nil)
        try leader.carryOut(SampleCasework.command(.archive))
        #expect(try refusal(.proses, .merge, by: .officer, other: leader.state) == .badMerge)
    }

    @Test func `nobody is asked who cannot be reached`() throws {
        #expect(try refusal(.belumTerverifikasi, .ask, question: .nowhere) == .unreachable)
        #expect(try refusal(.belumTerverifikasi, .verify, question: .nowhere) == nil)
    }

    @Test func `a case follows another one that leads`() throws {
        let now = try #require(Instant(rfc3339: "2020-03-02T01:00:00Z"))
        var follower = try RoutedCaseBuilder(number: 2, at: now)
        #expect(try refusal(.proses, .merge, by: .officer) == .badMerge)
        #expect(try refusal(.proses, .merge, by: .officer, other: follower.state) == nil)
        try follower.carryOut(
            SampleCasework.command(.merge, by: .officer), other: try RoutedCaseBuilder(number: 3, at: now).state)
        #expect(try refusal(.proses, .merge, by: .officer, other: follower.state) == .badMerge)
        #expect(try refusal(.proses, .merge, by: .officer, other: CaseMoveTests.led(in: .proses).state) == .badMerge)
        #expect(try refusal(.arsip, .unmerge) == .illegalMove)
    }

    @Test func `rated and confirmed once`() throws {
        #expect(
            try refusal(.selesai, .rate) { _, led in try led.carryOut(SampleCasework.command(.rate)) } == .ratedBefore)
        #expect(
            try refusal(.selesai, .confirm) { _, led in try led.carryOut(SampleCasework.command(.confirm)) }
                == .confirmedBefore)
    }

    @Test func `a question fits an SMS`() throws {
        func code(_ channel: String, _ text: String, email: String? = nil) throws -> CommandRefusal.Code? {
            let now = try #require(Instant(rfc3339: "2020-03-02T01:00:00Z"))
            let led = try RoutedCaseBuilder(at: now, channel: channel)
            var command = SampleCasework.command(.ask)
            command.text = text
            do throws(CommandRefusal) {
                _ = try led.state.decide(
                    command, at: now, rules: led.rules,
                    question: QuestionWay(from: channel, to: ReporterContact(phone: "+628120000", email: email)))
                return nil
            } catch {
                return error.code
            }
        }
        let (limit, word) = (CaseState.longestSMSQuestion - 4, "apa ")
        let long = word + String(repeating: "a", count: limit + 1)
        #expect(try code("sms", long) == .tooLong)
        #expect(try code("web", long, email: "a@contoh.example") == nil)
        #expect(try code("web", long) == .tooLong, "who left a number alone is asked by SMS, wherever they reported")
        #expect(try code("sms", String(long.dropLast())) == nil)
        // Brackets take two septets each, three dots come of one character, an accent none.
        #expect(try code("sms", word + String(repeating: "[", count: limit / 2)) == nil)
        #expect(try code("sms", word + String(repeating: "[", count: limit / 2 + 1)) == .tooLong)
        #expect(try code("sms", String(repeating: "…", count: limit / 3 + 1) + " apa") == .tooLong)
        #expect(try code("sms", word + String(repeating: "e\u{301}", count: limit)) == nil)
        for text in ["Где это?", "Di mana 📍?", "在哪里"] {
            #expect(try code("sms", text) == .notSMS)
            #expect(try code("whatsapp", text, email: "a@contoh.example") == nil)
        }
    }

    @Test func `nobody is handed to the Ombudsman who does not agree`() throws {
        func code(_ role: CaseRole, consent: Bool?, agreedBefore: Bool = false) throws -> CommandRefusal.Code? {
            try refusal(.proses, .escalate, by: role) { command, led in
                if agreedBefore { try led.carryOut(SampleCasework.command(.escalate, by: .reporter)) }
                command.level = .ombudsman
                command.consent = consent
            }
        }
        #expect(try code(.coordinator, consent: nil) == .incomplete)
        #expect(try code(.coordinator, consent: true) == .incomplete, "only the reporter can agree")
        #expect(try code(.coordinator, consent: nil, agreedBefore: true) == nil)
        #expect(try code(.reporter, consent: nil) == nil)
        #expect(try code(.reporter, consent: false) == .incomplete)
        #expect(
            try code(.reporter, consent: false, agreedBefore: true) == .incomplete, "who withdraws is not handed on")
    }
}
