import Complaints
import Contract
import Rabbit
import Shared
import Store
import Testing

@testable import CaseWorker

/// What the commands of one transaction come to, by what is known of their cases.
@Suite struct CommandBatchTests {
    private let now = SampleCases.start.advanced(bySeconds: 86_400)

    /// Three cases of one office.
    private func facts(channel: String = "web") throws -> BatchFacts {
        var facts = BatchFacts()
        for number in 1...3 as ClosedRange<UInt64> {
            facts.codes[SampleCases.code(number)] = SampleCases.id(number)
            facts.cases[SampleCases.id(number)] = SampleCases.locked(
                try SampleCases.assigned(number, channel: channel))
        }
        return facts
    }

    private func command(_ name: CommandName, _ number: UInt64 = 1, key: String) -> CaseCommand {
        var command = CaseCommand(
            name, key: key, target: .code(SampleCases.code(number)),
            actor: CaseActor(name.usualRole, id: "uji.\(name.usualRole.rawValue)"))
        (command.reason, command.text) = ("alasan", "Perbaikan jalan dimulai hari Senin pekan depan oleh dinas.")
        (command.decision, command.action, command.further) = (
            "laporan ini benar", "sudah diperbaiki", "ajukan keberatan"
        )
        return command
    }

    private func carryOut(
        _ commands: [CaseCommand], _ facts: BatchFacts, calendar: Int = 1
    ) -> (batch: CommandBatch, results: [CommandResult]) {
        let knowledge = CaseKnowledge(rules: SampleCases.rules, calendar: calendar)
        var batch = CommandBatch(facts, knowledge, SampleCases.hashes, at: now)
        let results = commands.map { batch.carryOut(.proven(SampleCases.proven($0))) }
        return (batch, results)
    }

    private func refusals(_ results: [CommandResult]) -> [CommandRefusal.Code?] { results.map(\.outcome.refusal?.code) }

    @Test func `the same key twice is one command, and nothing else may have the key`() throws {
        let reply = command(.reply, key: "a")
        let (batch, results) = carryOut(
            [reply, reply, command(.reply, 2, key: "a"), command(.close, key: "a")], try facts())
        #expect(refusals(results) == [nil, nil, .idReused, .idReused])
        #expect(results[0].outcome == results[1].outcome && results[0].outcome.version == 3)
        #expect(results.map(\.events.count) == [1, 0, 0, 0])
        #expect(batch.new.map(\.command.key) == ["a"] && batch.changes.entries.count == 1)
    }

    @Test func `a command that had its outcome before is answered again and does nothing`() throws {
        let outcome = CommandOutcome(key: "a", command: .reply, code: SampleCases.code(1), version: 3, status: .proses)
        var facts = try facts()
        // From before: nobody noted who sent it and what it said.
        facts.outcomes["a"] = [KnownCommand(outcome, about: SampleCases.id(1))]
        let (batch, results) = carryOut([command(.reply, key: "a"), command(.reply, 2, key: "a")], facts)
        #expect(results[0].outcome == outcome && refusals(results) == [nil, .keyTaken])
        #expect(batch.new.isEmpty && batch.applied.isEmpty && batch.changes.isEmpty)
    }

    @Test func `two commands on one case see each other, in order`() throws {
        var (reply, close, late) = (
            command(.reply, key: "a"), command(.close, key: "b"), command(.escalate, key: "c")
        )
        reply.expectedVersion = 2
        close.expectedVersion = 3
        late.expectedVersion = 3
        let (batch, results) = carryOut([reply, close, late], try facts())
        #expect(refusals(results) == [nil, nil, .versionConflict])
        #expect(results.flatMap(\.events).map(\.event) == [.replied, .closed])
        #expect(batch.changes.entries.map(\.version) == [3, 4])
        #expect(batch.applied.map(\.after.status) == [.proses, .selesai])
        #expect(batch.new.count == 3)
    }

    @Test func `a case that is not there or cannot be read is nobody's`() throws {
        var facts = try facts()
        facts.cases[SampleCases.id(2)] = .failure(ReplayError(complaint: SampleCases.id(2), version: 2, reason: "x"))
        let (batch, results) = carryOut([command(.reply, 9, key: "a"), command(.reply, 2, key: "b")], facts)
        #expect(refusals(results) == [.unknownCase, .unknownCase])
        #expect(results[0].outcome.refusal?.reason != results[1].outcome.refusal?.reason)
        #expect(batch.new.allSatisfy { $0.known.complaint == nil } && batch.changes.isEmpty)
        #expect(results.map(\.isEarly) == [true, false] && batch.new.allSatisfy { !$0.known.isFinal })
    }

    @Test func `a command that names a case that is not there yet came too early, whichever way it names it`() throws {
        var merge = command(.merge, key: "a")
        merge.into = SampleCases.code(9)
        var byID = command(.reply, key: "b")
        byID.target = .id(SampleCases.id(9))
        let (batch, results) = carryOut(
            [merge, byID, command(.close, 9, key: "c"), command(.reply, key: "d")], try facts())
        #expect(results.map(\.isEarly) == [true, true, true, false])
        #expect(refusals(results) == [.badMerge, .unknownCase, .unknownCase, nil])
        #expect(batch.new.map(\.known.isFinal) == [false, false, false, true])
        var waiting = CommandBatch(
            try facts(), CaseKnowledge(rules: SampleCases.rules, calendar: 1),
            SampleCases.hashes, at: now)
        #expect(
            waiting.carryOut(.proven(SampleCases.proven(merge)), mayWait: true).isEarly && waiting.new.isEmpty,
            "nothing is noted of it")
        merge.into = SampleCases.code(1)
        #expect(try !carryOut([merge], facts()).results[0].isEarly, "that is a mistake, not too early")
    }

    @Test func `a command that overtakes the routing of its case came too early, and its refusal is not final`() throws
    {
        var facts = try facts()
        facts.cases[SampleCases.id(1)] = SampleCases.locked(try SampleCases.registered(1))
        var ahead = command(.verify, key: "ahead")
        ahead.expectedVersion = 2
        let names: [CommandName] = [.reply, .close, .refuse, .counterReply, .confirm, .dispute, .rate]
        let early = names.map { command($0, key: $0.rawValue) } + [ahead]
        let (batch, results) = carryOut(early, facts)
        #expect(refusals(results) == Array(repeating: .illegalMove, count: names.count) + [.versionConflict])
        #expect(results.allSatisfy { $0.isEarly && $0.outcome.code != nil })
        #expect(batch.new.count == early.count && batch.new.allSatisfy { !$0.known.isFinal })
        var waiting = CommandBatch(
            facts, CaseKnowledge(rules: SampleCases.rules, calendar: 1), SampleCases.hashes,
            at: now)
        let waits = early.map { waiting.carryOut(.proven(SampleCases.proven($0)), mayWait: true).isEarly }
        #expect(waits.allSatisfy(\.self) && waiting.new.isEmpty)

        // What is wrong wherever the case stands is refused at once, and what is possible is done.
        var (late, unknown, bare) = (
            command(.verify, key: "late"), command(.disposition, key: "unknown"), command(.archive, key: "bare")
        )
        (late.expectedVersion, unknown.body, bare.reason) = (0, "99.99", nil)
        let others = [late, unknown, bare, command(.verify, key: "done")]
        let (_, decided) = carryOut(others, facts)
        #expect(refusals(decided) == [.versionConflict, .unknownBody, .incomplete, nil])
        #expect(decided.allSatisfy { !$0.isEarly })
        #expect(try carryOut([command(.confirm, key: "routed")], self.facts()).results.map(\.isEarly) == [false])
    }

    @Test func `a case that comes back is routed anew: what overtakes that waits as well`() throws {
        var facts = try facts()
        let (_, refused) = carryOut([command(.refuse, key: "a"), command(.reply, key: "b")], facts)
        #expect(refusals(refused) == [nil, .illegalMove] && refused.map(\.isEarly) == [false, true])
        facts.cases[SampleCases.id(1)] = SampleCases.locked(try SampleCases.registered(1))
        // A key that was refused too early may be used again by nobody else, but by the same command.
        facts.outcomes["c"] = nil
        #expect(
            refusals(carryOut([command(.reply, key: "c"), command(.close, key: "c")], facts).results) == [
                .illegalMove, .idReused,
            ])
    }

    @Test func `a command that waits keeps its message and its proof, who asked, and counts`() throws {
        var command = command(.reply, 9, key: "a")
        command.target = .id(SampleCases.id(9))
        let body = Array("[]".utf8)
        let delivery = Delivery(
            tag: 1, routingKey: "case.reply",
            properties: MessageProperties(
                contentType: "application/json",
                headers: ["x-lapor-token": .text("a.b.c"), EarlyCommand.header: .integer(2)],
                correlationID: "7", replyTo: "answers"), body: body)
        let item = CaseItem(command: UnprovenCommand(command), index: 3, message: CommandMessage(delivery))
        let message = EarlyCommand.message(for: item, at: now)
        guard case .waiting(let exchange, let properties) = message.destination else {
            Issue.record("does not wait")
            return
        }
        #expect(exchange == Topology.shortestRetry.exchange && message.routingKey == "casework")
        #expect(properties.replyTo == "answers" && properties.correlationID == "7")
        #expect(message.json == body && properties.headers["x-lapor-token"] == .text("a.b.c"))
        #expect(EarlyCommand.waits(of: properties) == 3 && EarlyCommand.index(in: properties) == 3)
        for (count, waits) in [(FieldValue.integer(-4), 0), (.text("many"), 0), (.integer(.max), Int(Int64.max))] {
            #expect(EarlyCommand.waits(of: MessageProperties(headers: [EarlyCommand.header: count])) == waits)
        }
        #expect([0, 1, 5, 29, 30].map(EarlyCommand.waits(in:)) == [0, 1, 1, 6, 6])
    }

    @Test func `who is followed follows nobody, and later commands know who follows whom by then`() throws {
        func merge(_ number: UInt64, into other: UInt64, key: String) -> CaseCommand {
            var command = command(.merge, number, key: key)
            command.into = SampleCases.code(other)
            return command
        }
        let commands = [
            merge(1, into: 2, key: "a"), merge(2, into: 3, key: "b"), command(.unmerge, 1, key: "c"),
            merge(2, into: 3, key: "d"), merge(3, into: 2, key: "e"),
        ]
        #expect(refusals(carryOut(commands, try facts()).results) == [nil, .badMerge, nil, nil, .badMerge])
        var known = try facts()
        known.followers[SampleCases.code(2)] = [SampleCases.id(7)]
        #expect(refusals(carryOut([merge(2, into: 3, key: "a")], known).results) == [.badMerge])
    }

    @Test func `the fifth case with the same words is told, those before are not`() throws {
        var facts = try facts()
        let replies = [command(.reply, 1, key: "a"), command(.reply, 2, key: "b"), command(.reply, 3, key: "c")]
        facts.pastedCounts[try #require(replies[0].officersFingerprint)] = 3
        let entries = carryOut(replies, facts).batch.changes.entries
        #expect(entries.map(\.details.pasted) == [nil, 4, 5])
    }

    @Test func `words that are kept are taken up once, and only by their own case`() throws {
        let words = SampleCases.id(99)
        func answer(_ number: UInt64, key: String) -> CaseCommand {
            var command = command(.answer, number, key: key)
            (command.text, command.correspondence) = (nil, words)
            return command
        }
        var facts = try facts()
        facts.keptWords[words] = Correspondence.Waiting(for: SampleCases.id(1))
        let (batch, results) = carryOut([answer(2, key: "a"), answer(1, key: "b"), answer(1, key: "c")], facts)
        #expect(refusals(results) == [.tokenMissing, nil, .tokenMissing])
        #expect(batch.changes.entries.map(\.event) == [.added])
    }

    @Test func `kept words that object are an objection, while one is possible; otherwise they are kept words`() throws
    {
        let words = (SampleCases.id(98), SampleCases.id(99))
        func answer(_ words: ComplaintID) -> CaseCommand {
            var command = command(.answer, key: "intake:\(words)")
            (command.text, command.correspondence) = (nil, words)
            return command
        }
        var facts = try facts()
        facts.keptWords[words.0] = Correspondence.Waiting(for: SampleCases.id(1), purpose: .objection)
        facts.keptWords[words.1] = Correspondence.Waiting(for: SampleCases.id(1), purpose: .objection)
        let commands = [command(.reply, key: "a"), command(.close, key: "b"), answer(words.0), answer(words.1)]
        let (batch, results) = carryOut(commands, facts)
        #expect(refusals(results) == [nil, nil, nil, nil])
        #expect(batch.changes.entries.map(\.event) == [.replied, .closed, .disputed, .counterReplied])
        #expect(batch.changes.entries[2].details.reason == "Keberatan lewat pesan pelapor")
    }

    @Test func `a question is open when its case waits for the answer at the end of the batch`() throws {
        let asked = carryOut([command(.ask, key: "a")], try facts()).batch
        #expect(asked.askedCases.map(\.id) == [SampleCases.id(1)] && asked.endedQuestions.isEmpty)
        let answered = carryOut([command(.ask, key: "a"), command(.answer, key: "b")], try facts()).batch
        #expect(answered.askedCases.isEmpty && answered.endedQuestions == [SampleCases.id(1)])
        let replied = carryOut([command(.reply, key: "a")], try facts()).batch
        #expect(replied.askedCases.isEmpty && replied.endedQuestions.isEmpty)
    }

    @Test func `a question that cannot reach the reporter is refused`() throws {
        var facts = try facts(channel: "sms")
        facts.questionWays = [SampleCases.id(1): .sms, SampleCases.id(2): .nowhere]
        var long = command(.ask, 1, key: "a")
        long.text = String(repeating: "panjang ", count: 20)
        let commands = [long, command(.ask, 2, key: "b"), command(.ask, 1, key: "c")]
        #expect(refusals(carryOut(commands, facts).results) == [.tooLong, .unreachable, nil])
    }

    @Test func `a new calendar counts before a command does, and spares the sender's version`() throws {
        var facts = try facts()
        let state = try #require(facts.state(SampleCases.id(1)))
        var moved = EventDetails()
        moved.clocks = state.clocks.map { clock in
            var clock = clock
            clock.due = clock.due?.advanced(bySeconds: 86_400)
            return clock
        }
        let older = try state.taking(CaseStep(.rescheduled, moved), at: now, actor: "ClockWorker").0
        facts.cases[SampleCases.id(1)] = SampleCases.locked(older)
        facts.staleCases = [SampleCases.id(1)]
        var reply = command(.reply, key: "a")
        reply.expectedVersion = older.version
        let (batch, results) = carryOut([reply], facts)
        #expect(results[0].events.map(\.event) == [.rescheduled, .replied])
        #expect(results[0].outcome.version == older.version + 2)
        #expect(batch.applied.map(\.entry.event) == [.replied])
    }
}
