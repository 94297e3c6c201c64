import Shared

/// A command that was carried out, with what it did.
struct AppliedCommand {
    var command: CaseCommand
    var before: CaseState
    var after: CaseState
    var entry: JournalEntry
}

/// Carries out the commands of one transaction in memory, in order; what becomes of the cases is stored afterwards.
struct CommandBatch {
    private var cases: [ComplaintID: Result<CaseTable.Locked, ReplayError>]
    private let targets: CommandTargets
    private var outcomes: [String: CommandOutcome]
    private var pasted: [Int64: Int]
    private let knowledge: CaseKnowledge
    private let now: Instant
    /// What happens to the cases.
    private(set) var changes: CaseChanges
    /// Commands that nobody had seen before, with their outcomes.
    private(set) var fresh: [(command: CaseCommand, complaint: ComplaintID?, outcome: CommandOutcome)] = []
    /// Commands that changed a case.
    private(set) var applied: [AppliedCommand] = []

    init(
        _ cases: [ComplaintID: Result<CaseTable.Locked, ReplayError>], _ targets: CommandTargets,
        known: [String: CommandOutcome], pasted: [Int64: Int], _ knowledge: CaseKnowledge, at now: Instant
    ) {
        self.cases = cases
        self.targets = targets
        outcomes = known
        self.pasted = pasted
        self.knowledge = knowledge
        self.now = now
        changes = CaseChanges(calendar: knowledge.calendar)
    }

    /// Carries out one command; the same key twice is one command.
    mutating func carryOut(_ command: CaseCommand) -> CommandResult {
        if let known = outcomes[command.key] { return CommandResult(outcome: known) }
        let id = targets.id(of: command)
        let result = decide(command, id.flatMap { cases[$0] })
        outcomes[command.key] = result.outcome
        fresh.append((command, result.outcome.version == nil ? nil : id, result.outcome))
        return result
    }

    private mutating func decide(
        _ command: CaseCommand, _ found: Result<CaseTable.Locked, ReplayError>?
    ) -> CommandResult {
        guard case .success(let locked) = found else {
            let reason = found == nil ? "there is no such case" : "the case's journal cannot be read; tell the operator"
            return refuse(command, nil, CommandRefusal(.unknownCase, reason))
        }
        let other = targets.other(of: command).flatMap { cases[$0] }.flatMap { try? $0.get().state }
        do throws(CommandRefusal) {
            var step = try locked.state.decide(command, at: now, rules: knowledge.rules, other: other)
            step.details.pasted = countPasted(command)
            return try apply(step, of: command, to: locked)
        } catch {
            return refuse(command, locked.state, error)
        }
    }

    private mutating func apply(
        _ step: CaseStep, of command: CaseCommand, to locked: CaseTable.Locked
    ) throws(CommandRefusal) -> CommandResult {
        do throws(ReplayError) {
            let (after, entry) = try changes.add(step, to: locked, at: now, actor: command.actor.id)
            cases[after.state.id] = .success(after)
            applied.append(
                AppliedCommand(command: command, before: locked.state, after: after.state, entry: entry))
            let outcome = CommandOutcome(
                key: command.key, command: command.name, code: after.state.code, version: after.state.version,
                status: after.state.status)
            return CommandResult(outcome: outcome, events: [entry])
        } catch {
            throw CommandRefusal(.illegalMove, error.reason)
        }
    }

    private func refuse(_ command: CaseCommand, _ state: CaseState?, _ refusal: CommandRefusal) -> CommandResult {
        CommandResult(
            outcome: CommandOutcome(
                key: command.key, command: command.name, code: state?.code, version: state?.version,
                status: state?.status, refusal: refusal))
    }

    /// In how many other cases the same words stand, when they are many.
    private mutating func countPasted(_ command: CaseCommand) -> Int? {
        guard let print = command.officersFingerprint else { return nil }
        let others = pasted[print, default: 0]
        pasted[print] = others + 1
        return others + 1 >= PastedWords.cases ? others : nil
    }
}

extension CaseCommand {
    /// Of an officer's words to a reporter.
    var officersFingerprint: Int64? {
        guard name == .reply || name == .close, actor.role != .reporter else { return nil }
        return words.flatMap(PastedWords.fingerprint)
    }
}
