import TestKit
import Testing

@testable import Complaints
@testable import Contract

/// The documentation's commands: each is accepted, refused or parked exactly as it says.
@Suite struct CommandExamplesTests {
    private static func examples(_ kind: String) -> [ContractExample] {
        ContractExample.commands.filter { $0.name.hasPrefix("commands/\(kind)/") }
    }

    @Test func `the manifest has them`() {
        #expect(ContractExample.commands.count > 80)
        #expect(Self.examples("valid").count > 25 && Self.examples("refused").count > 10)
    }

    @Test(arguments: ContractExample.commands) func outcome(of example: ContractExample) throws {
        let parts = CaseCommandDecoder().decode(try example.body(), routingKey: example.routingKey)
        let expected = example.expect.flatMap { [ContractExample.Expectation](repeating: $0, count: $0.count ?? 1) }
        try #require(parts.count == expected.count)
        for (part, wanted) in zip(parts, expected) {
            switch part.content {
            case .success(let command):
                #expect(wanted.outcome != "rejected")
                #expect(command.name.rawValue == wanted.command)
            case .failure(let rejection):
                #expect(wanted.outcome == "rejected", "\(rejection)")
                #expect(rejection.code == wanted.code && rejection.field == wanted.field && part.index == wanted.item)
                #expect(!rejection.reason.isEmpty)
            }
        }
    }

    /// The commands of an example, given by whom its line says, or in their usual role.
    private func commands(_ example: ContractExample) throws -> [CaseCommand] {
        try CaseCommandDecoder().decode(try example.body(), routingKey: example.routingKey).map { part in
            let command = try part.content.get()
            let role = example.role.flatMap { CaseRole(rawValue: $0) } ?? command.name.usualRole
            return command.given(by: CaseActor(role, id: "uji", body: example.actorBody))
        }
    }

    /// What may be decided before the case is looked at closer than its status.
    private func refusal(of command: CaseCommand, in status: CaseStatus) -> CommandRefusal.Code? {
        var command = command
        command.expectedVersion = nil
        var state = SampleCase.state(status)
        if command.name == .unmerge { state.mergedInto = "BHXKMRTWDNQY" }
        let other = CaseState(id: ComplaintID(high: 1, low: 1))
        do throws(CommandRefusal) {
            _ = try state.decide(
                command, at: SampleCase.now, rules: SampleCase.rules, other: command.into == nil ? nil : other)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: examples("valid")) func `a valid command is carried out where the state machine has a row for it`(
        _ example: ContractExample
    ) throws {
        for command in try commands(example) {
            let outcomes = CaseStatus.allCases.map { refusal(of: command, in: $0) }
            #expect(outcomes.contains(nil), "\(outcomes)")
        }
    }

    @Test(arguments: examples("refused")) func `a refused command is refused wherever its status is right`(
        _ example: ContractExample
    ) throws {
        let command = try #require(try commands(example).first)
        let outcomes = CaseStatus.allCases.map { refusal(of: command, in: $0)?.rawValue }
        // Where somebody else has the case, that is said first.
        let expected = example.expect.first?.code
        let elsewhere = Set(["illegal_move", "not_yours"]).subtracting([expected ?? ""])
        #expect(Set(outcomes.filter { $0.map { !elsewhere.contains($0) } ?? true }) == [expected])
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `every mutation is answered, always alike`(seed: UInt64) throws {
        let bodies = try Self.examples("valid").map { ($0.routingKey, try $0.body()) }
        try #require(bodies.count > 25)
        var random = SeededGenerator(seed: seed)
        var refusals: [String: Int] = [:]
        for round in 0..<2_000 {
            let (key, original) = bodies[round % bodies.count]
            let body = DecoderFuzzTests.mutate(original, &random)
            let parts = CaseCommandDecoder().decode(body, routingKey: key)
            try #require(!parts.isEmpty)
            let again = CaseCommandDecoder().decode(body, routingKey: key)
            #expect(parts.map { "\($0.content)" } == again.map { "\($0.content)" })
            for refusal in parts.compactMap(\.refusal) { refusals[refusal, default: 0] += 1 }
        }
        #expect(refusals.count > 8, "the mutations reach more than the first check")
    }

    @Test func `what survives a mutation is a command that can be sent on`() throws {
        let bodies = try Self.examples("valid").map { ($0.routingKey, try $0.body()) }
        var random = SeededGenerator(seed: 5)
        var survivors = 0
        for round in 0..<3_000 {
            let (key, original) = bodies[round % bodies.count]
            for part in CaseCommandDecoder().decode(DecoderFuzzTests.mutate(original, &random), routingKey: key) {
                guard let unproven = try? part.content.get() else { continue }
                let command = unproven.given(by: UnprovenCommand.nobody)
                let again = CaseCommandDecoder().decode(
                    command.json(at: SampleCase.now), routingKey: command.routingKey)
                #expect(try again.first?.content.get() == unproven)
                survivors += 1
            }
        }
        #expect(survivors > 200)
    }
}
