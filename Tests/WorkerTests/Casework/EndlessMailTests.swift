import Complaints
import Contract
import Store
import Testing

@testable import CaseWorker

/// A program that answers every mail, whatever its words ask for, gets finitely many.
@Suite struct EndlessMailTests {
    /// How a case stood when its reporter got the first mail that a program answers.
    enum Start: String, CaseIterable {
        case assigned, asked, replied, objected, closed, filed, merged, withdrawn
    }

    private static let purposes: [AddressedWords.Purpose?] = [nil] + AddressedWords.Purpose.allCases
    private static let channels = ["email", "web", "whatsapp"]

    @Test(arguments: Start.allCases, [Body.nationalDesk, "32.73", SampleCases.office])
    func `no text that answers a mail is sent again and again`(_ start: Start, _ found: String) throws {
        for channel in Self.channels {
            for purpose in Self.purposes {
                for isAddressed in [true, false] {
                    var exchange = try Exchange(start, channel: channel, found: found)
                    try exchange.goOn(purpose, isAddressed)
                    #expect(
                        exchange.mails.count < Exchange.most,
                        "\(channel) \(String(describing: purpose)): \(exchange.mails.suffix(6))")
                }
            }
        }
    }

    @Test func `of several words against a filing the first is told`() throws {
        var exchange = try Exchange(.filed, channel: "email", found: SampleCases.office)
        try exchange.goOn(nil, true)
        #expect(exchange.mails == [.added])
    }
}

/// A case whose reporter's program answers each mail, while nobody of the government does anything.
private struct Exchange {
    /// Mails that no life without people has.
    static let most = 60

    private var state: CaseState
    private var now = SampleCases.start.advanced(bySeconds: 86_400)
    /// Who has the case whenever routing has looked.
    private let found: String
    /// Mails that the program has not answered.
    private var unanswered = 1
    /// What the reporter was told.
    private(set) var mails: [CaseEvent] = []

    init(_ start: EndlessMailTests.Start, channel: String, found: String) throws {
        self.found = found
        state = try SampleCases.assigned(1, channel: channel)
        for name in start.commands {
            var command = CaseCommand(
                name, key: name.rawValue, target: .id(state.id), actor: CaseActor(name.usualRole, id: name.rawValue))
            if name == .archive { command.actor = CaseActor(.coordinator, id: "admin") }
            (command.reason, command.text) = ("alasan", "Petugas sudah kami kirim")
            (command.decision, command.action) = ("laporan itu benar", "sudah diganti")
            (command.further, command.into) = ("ajukan keberatan", SampleCases.code(2))
            try add(
                try state.decide(
                    command, at: now, rules: SampleCases.rules, other: try SampleCases.assigned(2, channel: channel)))
        }
        (mails, unanswered) = ([], 1)
    }

    /// Until nothing happens any more, or too much has.
    mutating func goOn(_ purpose: AddressedWords.Purpose?, _ isAddressed: Bool) throws {
        while mails.count < Self.most {
            if unanswered > 0 {
                unanswered -= 1
                try answer(purpose, isAddressed)
            } else if let next = state.nextStepAt {
                now = max(now, next)
                guard let step = state.clockStep(at: now, SampleCases.rules.clocks) else { return }
                try add(step)
            } else {
                return
            }
        }
    }

    private mutating func answer(_ purpose: AddressedWords.Purpose?, _ isAddressed: Bool) throws {
        now = now.advanced(bySeconds: 60)
        var facts = BatchFacts()
        let words = ComplaintID(high: UInt64(state.version), low: 9)
        facts.cases[state.id] = SampleCases.locked(state)
        facts.keptWords[words] = Correspondence.Waiting(
            for: state.id, purpose: purpose, isAddressed: isAddressed, consented: state.code)
        var command = CaseCommand(
            .answer, key: "\(state.version)", target: .id(state.id), actor: CaseActor(.reporter, id: "IntakeWorker"))
        command.correspondence = words
        var batch = CommandBatch(
            facts, CaseKnowledge(rules: SampleCases.rules, calendar: 1), SampleCases.hashes, at: now)
        let result = batch.carryOut(.proven(SampleCases.proven(command)))
        #expect(result.outcome.refusal == nil)
        state = try #require(batch.facts.state(state.id))
        result.events.forEach { note($0.event, $0.details) }
        if state.awaitsRouting { try route() }
    }

    private mutating func route() throws {
        var details = EventDetails()
        let isBody = found == SampleCases.office
        if isBody { (details.body, details.hop) = (found, state.hop + 1) } else { details.coordinator = found }
        let event: CaseEvent = isBody ? .assigned : .unrouted
        details.clocks = state.clocks(after: event, details, at: now, SampleCases.rules.clocks)
        try add(CaseStep(event, details))
    }

    private mutating func add(_ step: CaseStep) throws {
        let (after, entry) = try state.taking(step, at: now, actor: "uji")
        state = after
        note(entry.event, entry.details)
    }

    private mutating func note(_ event: CaseEvent, _ details: EventDetails) {
        guard details.isToldToReporter(event) else { return }
        mails.append(event)
        unanswered += 1
    }
}

extension EndlessMailTests.Start {
    fileprivate var commands: [CommandName] {
        switch self {
        case .assigned: []
        case .asked: [.ask]
        case .replied: [.reply]
        case .objected: [.reply, .close, .dispute]
        case .closed: [.reply, .close]
        case .filed: [.archive]
        case .merged: [.merge]
        case .withdrawn: [.withdraw]
        }
    }
}
