import Testing

@testable import Complaints

/// The state machine, a line for each way through it.
@Suite struct CaseMoveTests {
    @Test(arguments: [CommandName.archive, .merge])
    func `a case that was filed before routing had looked comes back to the national desk`(_ name: CommandName) throws {
        let now = try #require(Instant(rfc3339: "2020-03-02T01:00:00Z"))
        var led = try RoutedCaseBuilder(at: now, isRouted: false)
        try led.carryOut(
            SampleCasework.command(name, by: .coordinator), other: try RoutedCaseBuilder(number: 2, at: now).state)
        #expect(led.state.status == .arsip && led.state.desk == nil)
        try led.carryOut(SampleCasework.command(name == .archive ? .reopen : .unmerge))
        #expect(led.state.status == .belumTerverifikasi && led.state.desk == "NASIONAL" && led.violations.isEmpty)
        #expect(!led.state.awaitsRouting && led.state.due(of: .verify) != nil)
        try led.carryOut(SampleCasework.command(.disposition))
        #expect(led.state.body == "64/1.02")
    }

    @Test func `who goes to the Ombudsman agrees; who goes to a desk has not said so`() throws {
        func consent(_ level: EscalationLevel?, _ said: Bool? = nil) throws -> Bool {
            var led = try Self.led(in: .proses)
            var command = SampleCasework.command(.escalate, by: .reporter)
            (command.level, command.consent) = (level, said)
            let entry = try led.carryOut(command)
            let isConsent = entry.details.level == .ombudsman
            #expect(entry.details.isToldToReporter(entry.event) == isConsent, "it was they who said it")
            return led.state.hasConsent
        }
        #expect(try consent(nil) && consent(.ombudsman) && consent(.coordinator, true))
        #expect(try !consent(.coordinator))
    }

    @Test func `every event of a confidential or anonymous case says so, and no event takes it back`() throws {
        let now = try #require(Instant(rfc3339: "2020-03-02T01:00:00Z"))
        let (registered, id) = (EventDetails(), ComplaintID(high: 1, low: 2))
        for (confidential, anonymous) in [(false, false), (true, false), (false, true), (true, true)] {
            var (state, details) = (CaseState(id: id), registered)
            if confidential { details.isConfidential = true }
            if anonymous { details.isAnonymous = true }
            try state.apply(
                JournalEntry(complaint: id, version: 1, event: .registered, at: now, actor: "uji", details: details))
            for event in [CaseEvent.added, .verified, .unrouted] {
                let (next, entry) = try state.taking(CaseStep(event), at: now, actor: "uji")
                #expect(entry.details.isConfidential == (confidential ? true : nil), "\(event)")
                #expect(entry.details.isAnonymous == (anonymous ? true : nil), "\(event)")
                state = next
            }
        }
        var before = CaseState(id: id)
        try before.apply(
            JournalEntry(complaint: id, version: 1, event: .registered, at: now, actor: "uji", details: registered))
        before.keep(confidential: true, anonymous: false)
        #expect(try before.taking(CaseStep(.added), at: now, actor: "uji").1.details.isConfidential == true)
        before.keep(confidential: false, anonymous: false)
        #expect(before.isConfidential && !before.isAnonymous)
    }

    struct Line: Sendable, CustomStringConvertible {
        var from: CaseStatus
        var command: CommandName
        var role: CaseRole
        var event: CaseEvent
        var to: CaseStatus
        var description: String { "\(from.rawValue) --\(command.rawValue) (\(role.rawValue))--> \(to.rawValue)" }

        init(_ from: CaseStatus, _ command: CommandName, _ role: CaseRole, _ event: CaseEvent, _ to: CaseStatus) {
            self.from = from
            self.command = command
            self.role = role
            self.event = event
            self.to = to
        }
    }

    static let lines: [Line] = [
        .init(.belumTerverifikasi, .verify, .coordinator, .verified, .belumTerverifikasi),
        .init(.belumTerverifikasi, .disposition, .coordinator, .assigned, .belumDitindaklanjuti),
        .init(.belumDitindaklanjuti, .disposition, .national, .assigned, .belumDitindaklanjuti),
        .init(.belumTerverifikasi, .refuse, .coordinator, .refused, .belumTerverifikasi),
        .init(.belumDitindaklanjuti, .refuse, .officer, .refused, .belumTerverifikasi),
        .init(.belumTerverifikasi, .transfer, .coordinator, .transferred, .belumTerverifikasi),
        .init(.belumDitindaklanjuti, .transfer, .coordinator, .transferred, .belumTerverifikasi),
        .init(.proses, .transfer, .national, .transferred, .belumTerverifikasi),
        .init(.belumTerverifikasi, .ask, .coordinator, .asked, .tunda),
        .init(.belumDitindaklanjuti, .ask, .officer, .asked, .tunda),
        .init(.tunda, .answer, .reporter, .answered, .belumTerverifikasi),
        .init(.arsip, .answer, .reporter, .answered, .belumTerverifikasi),
        .init(.belumDitindaklanjuti, .reply, .officer, .replied, .proses),
        .init(.proses, .reply, .officer, .replied, .proses),
        .init(.proses, .counterReply, .reporter, .counterReplied, .proses),
        .init(.proses, .close, .officer, .closed, .selesai),
        .init(.proses, .close, .reporter, .closed, .selesai),
        .init(.selesai, .confirm, .reporter, .confirmed, .selesai),
        .init(.selesai, .dispute, .reporter, .disputed, .proses),
        .init(.selesai, .rate, .reporter, .rated, .selesai),
        .init(.belumTerverifikasi, .archive, .coordinator, .archived, .arsip),
        .init(.belumDitindaklanjuti, .archive, .coordinator, .archived, .arsip),
        .init(.tunda, .archive, .national, .archived, .arsip),
        .init(.proses, .archive, .coordinator, .archived, .arsip),
        .init(.belumDitindaklanjuti, .archive, .officer, .escalated, .belumDitindaklanjuti),
        .init(.proses, .archive, .officer, .escalated, .proses),
        .init(.belumTerverifikasi, .withdraw, .reporter, .archived, .arsip),
        .init(.belumDitindaklanjuti, .withdraw, .reporter, .archived, .arsip),
        .init(.proses, .withdraw, .reporter, .archived, .arsip),
        .init(.tunda, .withdraw, .reporter, .archived, .arsip),
        .init(.belumTerverifikasi, .askCode, .reporter, .codeAsked, .belumTerverifikasi),
        .init(.belumDitindaklanjuti, .askCode, .reporter, .codeAsked, .belumDitindaklanjuti),
        .init(.proses, .askCode, .reporter, .codeAsked, .proses),
        .init(.selesai, .askCode, .reporter, .codeAsked, .selesai),
        .init(.tunda, .askCode, .reporter, .codeAsked, .tunda),
        .init(.arsip, .askCode, .reporter, .codeAsked, .arsip),
        .init(.proses, .add, .reporter, .counterReplied, .proses),
        .init(.selesai, .reopen, .officer, .reopened, .proses),
        .init(.arsip, .reopen, .coordinator, .reopened, .belumTerverifikasi),
        .init(.belumTerverifikasi, .escalate, .coordinator, .escalated, .belumTerverifikasi),
        .init(.belumDitindaklanjuti, .escalate, .officer, .escalated, .belumDitindaklanjuti),
        .init(.proses, .escalate, .reporter, .escalated, .proses),
        .init(.tunda, .escalate, .reporter, .escalated, .tunda),
        .init(.belumTerverifikasi, .merge, .coordinator, .merged, .arsip),
        .init(.belumDitindaklanjuti, .merge, .officer, .merged, .arsip),
        .init(.proses, .merge, .officer, .merged, .arsip),
        .init(.tunda, .merge, .coordinator, .merged, .arsip),
    ]

    /// A case in `status`: in arsip because nobody answered a question.
    static func led(in status: CaseStatus) throws -> RoutedCaseBuilder {
        let start = try #require(Instant(rfc3339: "2020-03-02T01:00:00Z"))
        var led = try RoutedCaseBuilder(at: start, body: status == .belumTerverifikasi ? nil : "64/1.03")
        switch status {
        case .belumTerverifikasi, .belumDitindaklanjuti: break
        case .proses: try led.carryOut(SampleCasework.command(.reply))
        case .selesai:
            try led.carryOut(SampleCasework.command(.reply))
            try led.carryOut(SampleCasework.command(.close))
        case .tunda: try led.carryOut(SampleCasework.command(.ask))
        case .arsip:
            try led.carryOut(SampleCasework.command(.ask))
            // Warned, and then filed.
            for _ in 0..<2 {
                led.wait(days: 20)
                try led.letClocksSpeak()
            }
        }
        #expect(led.state.status == status)
        return led
    }

    @Test(arguments: lines) func `a legal move`(line: Line) throws {
        var led = try Self.led(in: line.from)
        let other = try RoutedCaseBuilder(number: 2, at: led.now).state
        let entry = try led.carryOut(SampleCasework.command(line.command, by: line.role), other: other)
        #expect(entry.event == line.event && led.state.status == line.to)
        #expect(entry.details.role == line.role && entry.actor == "uji.\(line.role.rawValue)")
        #expect(led.violations.isEmpty, "\(led.violations)")
    }

    @Test(arguments: [CaseStatus.belumTerverifikasi, .belumDitindaklanjuti, .proses, .tunda])
    func `a case that followed another goes back to where it was`(status: CaseStatus) throws {
        var led = try Self.led(in: status)
        let other = try RoutedCaseBuilder(number: 2, at: led.now).state
        try led.carryOut(SampleCasework.command(.merge, by: .coordinator), other: other)
        try led.carryOut(SampleCasework.command(.unmerge))
        #expect(led.state.status == status && led.state.mergedInto == nil)
        #expect(led.violations.isEmpty, "\(led.violations)")
    }

    @Test(arguments: CaseStatus.allCases) func `words that came by a channel are taken in any case`(
        status: CaseStatus
    ) throws {
        var led = try Self.led(in: status)
        var command = SampleCasework.command(.answer)
        command.text = nil
        command.correspondence = ComplaintID(high: 3, low: 4)
        let entry = try led.carryOut(command)
        let isDialogue = status == .proses
        #expect(
            entry.event == (status == .tunda || status == .arsip ? .answered : isDialogue ? .counterReplied : .added))
        #expect(led.violations.isEmpty, "\(led.violations)")
    }

    private static func further() -> CaseCommand {
        var command = SampleCasework.command(.answer)
        (command.text, command.correspondence) = (nil, ComplaintID(high: 3, low: 4))
        return command
    }

    /// A case whose reporter has answered, and which nobody has acted on since.
    private static func answered() throws -> RoutedCaseBuilder {
        var led = try led(in: .tunda)
        try led.carryOut(further())
        return led
    }

    @Test(arguments: [false, true]) func `words soon after an answer are the answer, until somebody acts`(
        isRouted: Bool
    ) throws {
        var led = try Self.answered()
        // Routing has found no body meanwhile: that is nobody's act.
        if isRouted { try led.route(to: nil, desk: Body.nationalDesk) }
        #expect(led.state.isAnswerFresh && led.state.awaitsRouting != isRouted)
        #expect(try led.carryOut(Self.further()).event == .answered)
        #expect(led.state.status == .belumTerverifikasi && led.state.awaitsRouting && led.state.body == nil)
        #expect(try led.carryOut(Self.further()).event == .answered && led.violations.isEmpty, "\(led.violations)")
        try led.carryOut(SampleCasework.command(.verify))
        #expect(try !led.state.isAnswerFresh && led.carryOut(Self.further()).event == .added)
        #expect(led.violations.isEmpty, "\(led.violations)")
    }

    @Test(arguments: [nil, "64/1.03"]) func `what a government has goes nowhere by further words alone`(
        body: String?
    ) throws {
        var led = try Self.answered()
        try led.route(to: body)
        let before = led.state
        #expect(try led.carryOut(Self.further()).event == .added)
        #expect(led.state.status == before.status && led.state.body == before.body && led.state.desk == before.desk)
        #expect(!led.state.awaitsRouting && led.violations.isEmpty, "\(led.violations)")
    }

    @Test func `every way of the table has a line here`() {
        func key(_ command: CommandName, _ from: CaseStatus, _ event: CaseEvent) -> String {
            "\(command) \(from) \(event)"
        }
        let here = Set(Self.lines.map { key($0.command, $0.from, $0.event) })
        let table = CaseMove.table.filter {
            $0.event != .added && $0.event != .unmerged && Set($0.needs).isDisjoint(with: [.fresh, .kept, .contested])
        }.flatMap { move in
            move.from.map { key(move.command, $0, move.event) }
        }
        #expect(here == Set(table))
    }

    @Test(arguments: CommandName.allCases, CaseStatus.allCases) func `everything else is refused`(
        command: CommandName, status: CaseStatus
    ) throws {
        let led = try Self.led(in: status)
        let other = try RoutedCaseBuilder(number: 2, at: led.now).state
        // Words go on with an answer only when they came by the reporter's channel.
        let goesOn = command == .answer && status == .belumTerverifikasi
        let possible = LegalArrows.all.filter { arrow in
            let isRequest =
                command == .archive && arrow.event == .escalated && arrow.by == .officer
                && (status == .belumDitindaklanjuti || status == .proses)
            let isDialogue = command == .add && arrow.event == .counterReplied
            return arrow.from == status && (arrow.event == Self.events[command] || isRequest || isDialogue)
                && (arrow.event != .archived || (arrow.by == .reporter) == (command == .withdraw)) && !goesOn
                // What is filed is filed anew where its reporter contests that.
                && !(arrow.event == .archived && status == .arsip)
        }
        for role in CaseRole.allCases where role != .system && !possible.contains(where: { $0.by == role }) {
            let given = SampleCasework.command(command, by: role)
            let refusal = #expect(throws: CommandRefusal.self) {
                try led.state.decide(given, at: led.now, rules: led.rules, other: other)
            }
            #expect(refusal?.code == (possible.contains { $0.by != nil } ? .notPermitted : .illegalMove))
            #expect(refusal.map { $0.reason.contains(command.rawValue) } == true)
        }
    }

    private static let events: [CommandName: CaseEvent] = [
        .verify: .verified, .disposition: .assigned, .refuse: .refused, .ask: .asked, .answer: .answered,
        .reply: .replied, .counterReply: .counterReplied, .close: .closed, .confirm: .confirmed, .dispute: .disputed,
        .archive: .archived, .transfer: .transferred, .reopen: .reopened, .escalate: .escalated, .rate: .rated,
        .merge: .merged, .unmerge: .unmerged, .add: .added, .withdraw: .archived,
        .askCode: .codeAsked,
    ]
}
