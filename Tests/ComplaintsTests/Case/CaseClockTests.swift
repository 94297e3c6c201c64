import Testing

@testable import Complaints

/// What clocks do to a case, told as its days. The first day is Monday, 2 March 2020, 09.00 in Samarinda (WITA).
@Suite struct CaseClockTests {
    private static func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    private static func begin(body: String? = "64/1.03") throws -> RoutedCaseBuilder {
        try RoutedCaseBuilder(at: try instant("2020-03-02T09:00:00+08:00"), body: body)
    }

    /// What the clocks say until `end`, each at its own moment: `03-05 08:00 reminded first_reply`.
    private static func listen(_ led: inout RoutedCaseBuilder, until end: String) throws -> [String] {
        let end = try instant(end)
        var said: [String] = []
        while let next = led.state.nextStepAt, next <= end {
            led.now = next
            for entry in try led.letClocksSpeak() {
                let date = IndonesianZone.wita.date(at: entry.at).description.dropFirst(5)
                let hour = IndonesianZone.wita.hour(at: entry.at)
                let level = entry.details.level.map { " \($0.rawValue)" } ?? ""
                let name = entry.details.clock?.rawValue ?? "-"
                said.append("\(date) \(hour < 10 ? "0" : "")\(hour) \(entry.event.rawValue) \(name)\(level)")
            }
        }
        #expect(led.violations.isEmpty, "\(led.violations)")
        return said
    }

    private static func due(_ led: RoutedCaseBuilder, _ clock: DeadlineClock) -> String? {
        led.state.due(of: clock).map { IndonesianZone.wita.date(at: $0).description }
    }

    @Test func `a body that does not reply is reminded, and told on up the ladder`() throws {
        var led = try Self.begin()
        let said = try Self.listen(&led, until: "2020-03-20T00:00:00+08:00").filter { $0.contains("first_reply") }
        #expect(
            said == [
                "03-05 08 reminded first_reply", "03-10 00 overdue first_reply", "03-12 08 escalated first_reply head",
                "03-16 08 escalated first_reply coordinator", "03-19 08 escalated first_reply national",
            ])
        #expect(led.state.isOverdue && led.state.wasOverdue)
    }

    @Test func `ten working days of silence close a case, after a warning`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-04T15:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        #expect(led.state.firstReplyDays == 2)
        let said = try Self.listen(&led, until: "2020-12-31T00:00:00+08:00")
        #expect(
            said == ["03-16 08 warned silence", "03-18 08 reminded complete_unsupervised", "03-19 00 closed silence"])
        #expect(led.state.status == .selesai && led.state.cause == "silence" && led.state.completionDays == 13)
        #expect(led.state.nextStepAt == nil)
    }

    @Test func `a warning that nobody gave in time comes first, and leaves its days`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-04T15:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        led.now = try Self.instant("2020-04-01T09:00:00+08:00")
        let said = try led.letClocksSpeak().filter { $0.details.clock == .silence }
        #expect(said.map(\.event) == [.warned] && Self.due(led, .silence) == "2020-04-03")
        #expect(led.state.rescheduled(led.rules.clocks) == nil)
        let later = try Self.listen(&led, until: "2020-12-31T00:00:00+08:00").filter { $0.contains("silence") }
        #expect(later == ["04-04 00 closed silence"])
    }

    @Test func `a warning shortly before the end leaves its days too`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-04T15:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        led.now = try Self.instant("2020-03-18T23:00:00+08:00")
        try led.letClocksSpeak()
        #expect(led.state.status == .proses && Self.due(led, .silence) == "2020-03-20")
    }

    @Test func `a verification that routing's absence has delayed was late`() throws {
        var led = try RoutedCaseBuilder(at: try Self.instant("2020-03-02T09:00:00+08:00"), isRouted: false)
        var prompt = led
        try prompt.route(to: "64/1.03")
        #expect(!prompt.state.wasOverdue)
        led.now = try Self.instant("2020-03-06T09:00:00+08:00")
        try led.route(to: "64/1.03")
        #expect(led.state.missed.map(\.clock) == [.verify])
    }

    @Test func `so it is with a question`() throws {
        var led = try Self.begin(body: nil)
        try led.carryOut(SampleCasework.command(.ask))
        led.now = try Self.instant("2020-04-01T09:00:00+08:00")
        #expect(try led.letClocksSpeak().map(\.event) == [.warned] && led.state.status == .tunda)
        #expect(try Self.listen(&led, until: "2020-12-31T00:00:00+08:00") == ["04-04 00 archived answer"])
    }

    @Test func `who acts late was late, though no clock has said so; a new calendar forgives`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-12T09:00:00+08:00")
        var forgiven = led
        try led.carryOut(SampleCasework.command(.reply))
        #expect(led.state.missed.map(\.clock) == [.firstReply] && led.state.missed.first?.notedAt == led.now)
        #expect(led.state.wasOverdue && !led.state.isOverdue)
        forgiven.rules = SampleCasework.rules(
            SampleCasework.legal(holidays: ["2020-03-04", "2020-03-05", "2020-03-06", "2020-03-09"]))
        let rescheduled = try #require(forgiven.state.rescheduled(forgiven.rules.clocks))
        try forgiven.add(rescheduled, actor: "ClockWorker")
        try forgiven.carryOut(SampleCasework.command(.reply))
        #expect(!forgiven.state.wasOverdue && led.violations.isEmpty && forgiven.violations.isEmpty)
    }

    @Test func `a deadline that a clock said was missed is missed once`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-12T09:00:00+08:00")
        try led.letClocksSpeak()
        led.now = try Self.instant("2020-03-13T09:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        #expect(led.state.missed.map(\.clock) == [.firstReply])
    }

    @Test func `each reply starts the silence anew`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-04T15:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        #expect(Self.due(led, .silence) == "2020-03-18")
        led.now = try Self.instant("2020-03-10T15:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        #expect(Self.due(led, .silence) == "2020-03-24" && led.state.firstReplyDays == 2)
    }

    @Test func `a question stops the clocks; the answer lets them go on with the days that were left`() throws {
        var led = try Self.begin(body: nil)
        #expect(Self.due(led, .verify) == "2020-03-05")
        led.now = try Self.instant("2020-03-03T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask))
        #expect(Self.due(led, .verify) == nil && Self.due(led, .ombudsman) == nil)
        #expect(Self.due(led, .answer) == "2020-03-17")
        #expect(try Self.listen(&led, until: "2020-03-10T09:00:00+08:00") == [])
        led.now = try Self.instant("2020-03-10T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.answer))
        #expect(Self.due(led, .verify) == "2020-03-12", "two of three days were left")
        #expect(led.state.clocks.first { $0.clock == .ombudsman }?.days == 59)
        #expect(Self.due(led, .answer) == nil)
    }

    @Test func `a deadline that had passed is not forgiven by a question`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-10T09:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask))
        #expect(try led.letClocksSpeak().map(\.event) == [.overdue])
        #expect(led.state.status == .tunda && led.state.wasOverdue)
    }

    @Test(arguments: [("64/1.03", "2020-03-16", 3), ("64/1.02", "2020-03-17", 2)])
    func `an answer gives the body that asked no new time, and another body its own`(
        _ body: String, _ due: String, _ days: Int
    ) throws {
        var led = try Self.begin()
        #expect(Self.due(led, .firstReply) == "2020-03-09")
        led.now = try Self.instant("2020-03-03T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask, by: .officer))
        led.now = try Self.instant("2020-03-10T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.answer))
        #expect(Self.due(led, .firstReply) == nil && led.state.status == .belumTerverifikasi)
        try led.route(to: body)
        #expect(Self.due(led, .firstReply) == due, "four of five days were left")
        led.now = try Self.instant("2020-03-12T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.reply))
        #expect(led.state.firstReplyDays == days, "without the days in which the reporter was asked")
    }

    @Test func `a missed deadline stays missed when the reporter is asked afterwards`() throws {
        var led = try Self.begin()
        let said = try Self.listen(&led, until: "2020-03-11T12:00:00+08:00")
        #expect(said.last == "03-10 00 overdue first_reply")
        led.now = try Self.instant("2020-03-11T13:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask, by: .officer))
        led.now = try Self.instant("2020-03-11T14:00:00+08:00")
        try led.carryOut(SampleCasework.command(.answer))
        #expect(led.state.isOverdue)
        try led.route(to: "64/1.03")
        #expect(led.state.isOverdue && led.state.clocks.first { $0.clock == .firstReply }?.step == .overdue)
        #expect(try Self.listen(&led, until: "2020-03-13T12:00:00+08:00") == ["03-13 08 escalated first_reply head"])
    }

    @Test func `the way to the Ombudsman keeps the days of a question when a filed case goes on`() throws {
        var led = try Self.begin(body: nil)
        led.now = try Self.instant("2020-03-03T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask))
        _ = try Self.listen(&led, until: "2020-04-01T00:00:00+08:00")
        #expect(led.state.status == .arsip)
        led.now = try Self.instant("2020-04-06T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.answer))
        #expect(led.state.clocks.first { $0.clock == .ombudsman }?.days == 59, "as many as when they were asked")
    }

    @Test func `a reporter may agree to the Ombudsman before the time; only the clock makes a case ripe`() throws {
        var led = try Self.begin()
        try led.carryOut(SampleCasework.command(.escalate, by: .reporter))
        #expect(led.state.hasConsent && led.state.ombudsmanAt == nil)
        _ = try Self.listen(&led, until: "2020-06-30T00:00:00+08:00")
        #expect(led.state.ombudsmanAt != nil)
    }

    @Test func `a question that nobody answers files the case, and a late answer takes it up again`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-03T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask))
        let said = try Self.listen(&led, until: "2020-12-31T00:00:00+08:00")
        #expect(said == ["03-13 08 warned answer", "03-18 00 archived answer"])
        #expect(led.state.status == .arsip && led.state.cause == "no_answer")
        led.now = try Self.instant("2020-04-01T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.answer))
        #expect(led.state.status == .belumTerverifikasi && led.state.body == nil && led.state.cause == nil)
        #expect(Self.due(led, .verify) == "2020-04-06")
    }

    @Test func `what was filed for another reason is not revived by words`() throws {
        var led = try Self.begin(body: nil)
        var archive = SampleCasework.command(.archive)
        archive.cause = "spam"
        try led.carryOut(archive)
        var words = SampleCasework.command(.answer)
        words.correspondence = ComplaintID(high: 5, low: 5)
        #expect(try led.carryOut(words).event == .added)
        #expect(led.state.status == .arsip && led.state.cause == "spam")
    }

    @Test func `sixty working days after its submission a case is ripe for the Ombudsman, once`() throws {
        var led = try Self.begin()
        let said = try Self.listen(&led, until: "2021-12-31T00:00:00+08:00").filter { $0.contains("ombudsman") }
        #expect(said == ["05-26 00 escalated ombudsman ombudsman"])
        #expect(led.state.ombudsmanAt != nil && led.state.status == .belumDitindaklanjuti)
    }

    @Test func `a case that was revived after it was ripe for the Ombudsman is not told so again`() throws {
        var led = try Self.begin()
        _ = try Self.listen(&led, until: "2020-06-01T00:00:00+08:00")
        led.now = try Self.instant("2020-06-01T10:00:00+08:00")
        try led.carryOut(SampleCasework.command(.ask))
        _ = try Self.listen(&led, until: "2020-08-01T00:00:00+08:00")
        #expect(led.state.status == .arsip)
        try led.carryOut(SampleCasework.command(.answer))
        let said = try Self.listen(&led, until: "2021-12-31T00:00:00+08:00").filter { $0.contains("ombudsman") }
        #expect(said == [])
    }

    @Test func `after weeks of downtime each clock says what holds now, the oldest first`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-07-01T09:00:00+08:00")
        let said = try led.letClocksSpeak()
        #expect(said.map(\.details.clock) == [.firstReply, .completeOrdinary, .ombudsman])
        #expect(said.map(\.event) == [.overdue, .overdue, .escalated])
        #expect(
            said.compactMap(\.details.due).map(\.microseconds) == said.compactMap(\.details.due?.microseconds).sorted())
    }

    @Test func `a new holiday moves what is open and leaves what has passed`() throws {
        var led = try Self.begin()
        led.now = try Self.instant("2020-03-10T09:00:00+08:00")
        try led.letClocksSpeak()
        let legal = SampleCasework.legal(holidays: ["2020-03-06", "2020-03-13"])
        let step = try #require(led.state.rescheduled(legal))
        led.rules.clocks = legal
        try led.add(step, actor: "ClockWorker")
        #expect(step.details.moves?.map(\.clock) == [.completeOrdinary, .ombudsman])
        #expect(Self.due(led, .firstReply) == "2020-03-09")
        #expect(Self.due(led, .completeOrdinary) == "2020-03-24")
        #expect(led.state.rescheduled(legal) == nil)
        #expect(led.violations.isEmpty, "\(led.violations)")
    }
}
