import Complaints
import Store
import Testing

@testable import CaseWorker

/// What reporters are told that became of words which they sent as a message.
@Suite struct TakenWordsTests {
    private let now = SampleCases.start.advanced(bySeconds: 86_400)
    private let words = ComplaintID(high: 9, low: 9)

    /// The event by which the words are taken up, and what their sender is told.
    private func taken(
        _ state: CaseState, _ purpose: AddressedWords.Purpose?, isAddressed: Bool = true, at moment: Instant? = nil
    ) throws -> (CaseEvent?, TakenWords?) {
        var facts = BatchFacts()
        facts.cases[state.id] = SampleCases.locked(state)
        facts.keptWords[words] = Correspondence.Waiting(for: state.id, purpose: purpose, isAddressed: isAddressed)
        var command = CaseCommand(
            .answer, key: "k", target: .id(state.id), actor: CaseActor(.reporter, id: "IntakeWorker"))
        command.correspondence = words
        var batch = CommandBatch(
            facts, CaseKnowledge(rules: SampleCases.rules, calendar: 1), SampleCases.hashes, at: moment ?? now)
        let entry = batch.carryOut(.proven(SampleCases.proven(command))).events.last
        return (entry?.event, entry?.details.taken)
    }

    private func after(_ names: CommandName..., channel: String = "sms") throws -> CaseState {
        try names.reduce(try SampleCases.assigned(1, channel: channel)) { state, name in
            var command = CaseCommand(
                name, key: name.rawValue, target: .id(state.id), actor: CaseActor(name.usualRole, id: "uji"))
            (command.text, command.reason) = ("Petugas sudah kami kirim", "alasan")
            (command.decision, command.action, command.further) = (
                "laporan itu benar", "sudah diganti", "ajukan keberatan"
            )
            if name == .counterReply { command.actor = CaseActor(.reporter, id: "pelapor") }
            var step = try state.decide(command, at: now, rules: SampleCases.rules)
            if name == .close { step.details.objectionDue = now.advanced(bySeconds: 86_400) }
            return try state.taking(step, at: now, actor: "uji").0
        }
    }

    private func expect(
        _ found: (CaseEvent?, TakenWords?), _ event: CaseEvent, _ taken: TakenWords?,
        _ location: SourceLocation = #_sourceLocation
    ) { #expect(found.0 == event && found.1 == taken, "\(found)", sourceLocation: location) }

    @Test func `who adds words to an open case is told so; who objects, that nothing is closed`() throws {
        let open = try after()
        expect(try taken(open, .addition), .added, .added)
        expect(try taken(open, nil), .added, .added)
        expect(try taken(open, .objection), .added, .early)
        expect(try taken(open, .denial), .added, .added)
        expect(try taken(open, nil, isAddressed: false), .added, nil)
        expect(try taken(try after(channel: "email"), nil), .added, nil)
    }

    @Test func `who answers a reply is told until when they hear, once; the silence is not theirs any more`() throws {
        let replied = try after(.reply)
        expect(try taken(replied, nil, isAddressed: false), .counterReplied, .added)
        expect(try taken(replied, .objection), .counterReplied, .early)
        let again = try after(.reply, .counterReply)
        expect(try taken(again, nil), .counterReplied, nil)
        expect(try taken(again, .addition), .counterReplied, .added)
        #expect(again.clocks.contains { $0.clock == .reply } && !again.clocks.contains { $0.clock == .silence })
    }

    @Test func `words on a closed case tell how to object, an objection reopens it, and later neither does`() throws {
        let closed = try after(.reply, .close)
        expect(try taken(closed, nil), .added, .afterClosing)
        expect(try taken(closed, .addition), .added, .afterClosing)
        expect(try taken(closed, .objection), .disputed, nil)
        expect(try taken(closed, .denial), .disputed, nil)
        expect(try taken(closed, .settlement), .confirmed, nil)
        let late = try #require(closed.objectionDue).advanced(bySeconds: 1)
        expect(try taken(closed, .objection, at: late), .added, .late)
        // What is closed goes to no Ombudsman, and its reporter hears what is possible.
        expect(try taken(closed, .consent), .added, .afterClosing)
        expect(try taken(closed, .consent, at: late), .added, .late)
    }
}
