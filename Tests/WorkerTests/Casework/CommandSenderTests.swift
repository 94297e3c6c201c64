import Complaints
import Contract
import Store
import Testing

@testable import CaseWorker

/// Ids of commands belong to who sends them: nobody speaks, or is silenced, under another's.
@Suite struct CommandSenderTests {
    private let now = SampleCases.start.advanced(bySeconds: 86_400)
    private static let first = CommandSender(issuer: "meja.uji", isPutBack: false)
    private static let second = CommandSender(issuer: "meja.lain", isPutBack: false)
    private static let desk = CommandSender(issuer: "operator.sari", isPutBack: true)

    private func facts() throws -> BatchFacts {
        var facts = BatchFacts()
        for number in 1...2 as ClosedRange<UInt64> {
            facts.codes[SampleCases.code(number)] = SampleCases.id(number)
            facts.cases[SampleCases.id(number)] = SampleCases.locked(try SampleCases.assigned(number))
        }
        return facts
    }

    private func reply(_ text: String = "Kami perbaiki pekan depan.", number: UInt64 = 1) -> CaseCommand {
        var command = CaseCommand(
            .reply, key: "1", target: .code(SampleCases.code(number)), actor: CaseActor(.officer, id: "uji"))
        command.text = text
        return command
    }

    /// What becomes of commands that these send, each in a transaction of its own or all in one.
    private func outcomes(_ sent: [(CommandSender, CaseCommand)], apart: Bool) throws -> [CommandResult] {
        var facts = try facts()
        var batch = CommandBatch(
            facts, CaseKnowledge(rules: SampleCases.rules, calendar: 1), SampleCases.hashes, at: now)
        return sent.map { sender, command in
            if apart {
                for (command, known) in batch.new where known.isFinal {
                    facts.outcomes[command.key, default: []].append(known)
                }
                for applied in batch.applied { facts.cases[applied.after.id] = .success(applied.after) }
                batch = CommandBatch(
                    facts, CaseKnowledge(rules: SampleCases.rules, calendar: 1), SampleCases.hashes, at: now)
            }
            let proof = CommandProof(issuer: sender.issuer, token: "t")
            return batch.carryOut(
                .proven(
                    ProvenCommand(
                        command: command, proof: .token(proof, channels: [], secret: nil),
                        isPutBack: sender.isPutBack)))
        }
    }

    private func told(_ sent: [(CommandSender, CaseCommand)]) throws -> [[String]] {
        try [false, true].map { apart in
            try outcomes(sent, apart: apart).map { result in
                result.outcome.refusal?.code.rawValue ?? (result.events.isEmpty ? "heard" : "done")
            }
        }
    }

    private func expect(
        _ sent: [(CommandSender, CaseCommand)], _ told: [String], _ location: SourceLocation = #_sourceLocation
    ) throws {
        for found in try self.told(sent) { #expect(found == told, sourceLocation: location) }
    }

    @Test func `the same id of two senders is two commands`() throws {
        let other = reply("Bukan jalan kami.")
        try expect(
            [(Self.first, reply()), (Self.second, other), (Self.first, reply()), (Self.second, other)],
            ["done", "done", "heard", "heard"])
        // Also where they say the very same: who heard another's command pass does not hear what became of it.
        try expect([(Self.first, reply()), (Self.second, reply())], ["done", "done"])
    }

    @Test func `the same id of one sender with other words is refused, and the first stays`() throws {
        var changed = reply()
        (changed.text, changed.expectedVersion) = ("Kami perbaiki besok.", 3)
        let sent = [
            (Self.first, reply()), (Self.first, changed), (Self.first, reply(number: 2)), (Self.first, reply()),
        ]
        try expect(sent, ["done", "command_id_reused", "command_id_reused", "heard"])
        let results = try outcomes(sent, apart: false)
        #expect(results[1].outcome.code == nil && results[1].outcome.id != results[0].outcome.id)
        var others: [CaseCommand] = []
        for field in [
            \CaseCommand.reason, \.text, \.decision, \.action, \.further, \.body, \.cause, \.category, \.into,
        ] {
            var command = reply()
            command[keyPath: field] = "lain"
            others.append(command)
        }
        var (version, role, stars, consent) = (reply(), reply(), reply(), reply())
        (version.expectedVersion, stars.stars, consent.consent) = (2, 5, true)
        role.actor = CaseActor(.coordinator, id: "uji")
        for command in others + [version, role, stars, consent] {
            try expect([(Self.first, reply()), (Self.first, command)], ["done", "command_id_reused"])
        }
    }

    @Test func `a repetition may have another token, account and trace, and name its case by the id`() throws {
        var again = reply()
        again.actor = CaseActor(.officer, id: "uji.dua")
        again.trace = TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        again.target = .id(SampleCases.id(1))
        try expect([(Self.first, reply()), (Self.first, again)], ["done", "heard"])
    }

    @Test func `what an operator puts back is its sender's command, whichever of the two comes first`() throws {
        try expect([(Self.first, reply()), (Self.desk, reply())], ["done", "heard"])
        try expect([(Self.desk, reply()), (Self.first, reply())], ["done", "heard"])
        try expect([(Self.desk, reply()), (Self.desk, reply())], ["done", "heard"])
        // What says something else is not.
        let other = reply("Petugas datang besok pagi.")
        try expect([(Self.first, other), (Self.desk, reply())], ["done", "done"])
    }

    @Test func `what was refused to an operator is not refused to its sender`() throws {
        var blank = reply()
        blank.expectedVersion = 7
        var asked = CaseCommand(
            .verify, key: "1", target: .code(SampleCases.code(1)), actor: CaseActor(.coordinator, id: "uji"))
        asked.reason = "uji"
        try expect([(Self.desk, blank), (Self.first, blank)], ["version_conflict", "version_conflict"])
        let results = try outcomes([(Self.desk, asked), (Self.first, asked)], apart: true)
        #expect(results.allSatisfy { $0.outcome.refusal != nil })
    }

    @Test func `what an id said before ids had senders is known by name and case`() throws {
        let outcome = CommandOutcome(key: "1", command: .reply, code: SampleCases.code(1), version: 3, status: .proses)
        let former = [KnownCommand(outcome, about: SampleCases.id(1))]
        func found(_ command: CaseCommand, by sender: String?) -> String {
            switch former.earlier(NumberedCommand(command, by: sender, SampleCases.hashes)) {
            case .same(let known): known.outcome.refusal == nil ? "heard" : "refused"
            case .other(let refusal): refusal.code.rawValue
            case nil: "new"
            }
        }
        #expect(found(reply(), by: "meja.uji") == "heard" && found(reply("Lain."), by: "meja.lain") == "heard")
        #expect(found(reply(number: 2), by: "meja.uji") == "key_taken")
        #expect(found(reply(), by: nil) == "heard")
    }

    @Test func `hashes of what was said are known after the keys have changed`() {
        let old = PersonalHashes(codes: CodeKeys(SipHashKey(k0: 3, k1: 4)))
        let new = PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2)).knowing(SipHashKey(k0: 3, k1: 4)))
        let outcome = CommandOutcome(key: "1", command: .reply, code: SampleCases.code(1), version: 3, status: .proses)
        let known = [KnownCommand(outcome, of: NumberedCommand(reply(), by: "a", old), about: SampleCases.id(1))]
        guard case .same = known.earlier(NumberedCommand(reply(), by: "a", new)) else {
            Issue.record("not known again")
            return
        }
    }
}
