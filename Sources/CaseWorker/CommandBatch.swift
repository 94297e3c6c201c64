import Complaints
import Contract
import Routing
import Store

/// A command that was carried out, with what it did.
struct AppliedCommand {
    var command: CaseCommand
    var before: CaseState
    var after: CaseState
    var entry: JournalEntry
}

/// What the store knows of the commands of a batch, beyond the cases.
struct BatchFacts {
    /// Commands that had their outcome before, by key.
    var known: [String: KnownCommand]
    /// In how many cases the words stand already, by fingerprint.
    var pasted: [Int64: Int]
    /// Who follows the cases that are to follow others, by tracking code.
    var followers: [String: Set<ComplaintID>]
    /// How questions get to the reporters of cases that are to be asked.
    var ways: [ComplaintID: QuestionWay]
    /// Cases whose deadlines were computed by an older calendar.
    var stale: Set<ComplaintID>
    /// Words of reporters that are kept and not taken up yet, with their cases.
    var waiting: [ComplaintID: ComplaintID]
}

/// Carries out the commands of one transaction in memory, in order; what becomes of the cases is stored afterwards.
struct CommandBatch {
    private var cases: [ComplaintID: Result<CaseTable.Locked, ReplayError>]
    private let targets: CommandTargets
    private var facts: BatchFacts
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
        _ facts: BatchFacts, _ knowledge: CaseKnowledge, at now: Instant
    ) {
        self.cases = cases
        self.targets = targets
        self.facts = facts
        self.knowledge = knowledge
        self.now = now
        changes = CaseChanges(calendar: knowledge.calendar)
    }

    /// Carries out one command; the same key twice is one command, and nothing else may have the key.
    mutating func carryOut(_ command: CaseCommand) -> CommandResult {
        let id = targets.id(of: command)
        if let known = facts.known[command.key] {
            return known.isOf(command, id) ? CommandResult(outcome: known.outcome) : refuseTaken(command, id)
        }
        let result = decide(command, id.flatMap { cases[$0] })
        let complaint = result.outcome.version == nil ? nil : id
        facts.known[command.key] = KnownCommand(outcome: result.outcome, complaint: complaint)
        fresh.append((command, complaint, result.outcome))
        return result
    }

    private func refuseTaken(_ command: CaseCommand, _ id: ComplaintID?) -> CommandResult {
        refuse(command, id.flatMap { try? cases[$0]?.get().state }, CommandOutcome.keyTaken)
    }

    private mutating func decide(
        _ command: CaseCommand, _ found: Result<CaseTable.Locked, ReplayError>?
    ) -> CommandResult {
        guard case .success(let locked) = found else {
            let reason = found == nil ? "there is no such case" : "the case's journal cannot be read; tell the operator"
            return refuse(command, nil, CommandRefusal(.unknownCase, reason))
        }
        do throws(CommandRefusal) {
            try checkWords(of: command, for: locked.state)
            var step = try step(of: command, on: locked.state)
            var (locked, moved): (CaseTable.Locked, JournalEntry?) = (locked, nil)
            if facts.stale.remove(locked.state.id) != nil,
                let reschedule = locked.state.rescheduled(knowledge.rules.clocks)
            {
                // A new calendar counts before what stops or pauses a clock; the version that the sender knew was right.
                (locked, moved) = try add(reschedule, to: locked, actor: "CaseWorker")
                var command = command
                command.expectedVersion = nil
                step = try self.step(of: command, on: locked.state)
            }
            step.details.pasted = countPasted(command)
            var result = try apply(step, of: command, to: locked)
            result.events = [moved].compactMap(\.self) + result.events
            return result
        } catch {
            return refuse(command, locked.state, error)
        }
    }

    private func step(of command: CaseCommand, on state: CaseState) throws(CommandRefusal) -> CaseStep {
        let other = targets.other(of: command).flatMap { cases[$0] }.flatMap { try? $0.get().state }
        return try state.decide(
            command, at: now, rules: knowledge.rules, other: other,
            isFollowed: !facts.followers[state.code, default: []].isEmpty,
            question: facts.ways[state.id] ?? .unlimited)
    }

    private mutating func add(
        _ step: CaseStep, to locked: CaseTable.Locked, actor: String
    ) throws(CommandRefusal) -> (CaseTable.Locked, JournalEntry) {
        do throws(ReplayError) {
            let (after, entry) = try changes.add(step, to: locked, at: now, actor: actor)
            cases[after.state.id] = .success(after)
            return (after, entry)
        } catch {
            throw CommandRefusal(.illegalMove, error.reason)
        }
    }

    /// Words that are said to be kept must be there, of this case, and nobody's before.
    private func checkWords(of command: CaseCommand, for state: CaseState) throws(CommandRefusal) {
        guard let kept = command.correspondence, facts.waiting[kept] != state.id else { return }
        throw CommandRefusal(.incomplete, "'correspondence' names no words for this case that wait to be taken up")
    }

    private mutating func apply(
        _ step: CaseStep, of command: CaseCommand, to locked: CaseTable.Locked
    ) throws(CommandRefusal) -> CommandResult {
        let (after, entry) = try add(step, to: locked, actor: command.actor.id)
        if let kept = command.correspondence { facts.waiting[kept] = nil }
        noteFollowing(from: locked.state, to: after.state)
        applied.append(AppliedCommand(command: command, before: locked.state, after: after.state, entry: entry))
        let outcome = CommandOutcome(
            key: command.key, command: command.name, code: after.state.code, version: after.state.version,
            status: after.state.status)
        return CommandResult(outcome: outcome, events: [entry])
    }

    /// Later commands of the batch see who follows whom by then.
    private mutating func noteFollowing(from before: CaseState, to after: CaseState) {
        guard before.mergedInto != after.mergedInto else { return }
        if let left = before.mergedInto { facts.followers[left]?.remove(before.id) }
        if let into = after.mergedInto { facts.followers[into, default: []].insert(after.id) }
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
        let others = facts.pasted[print, default: 0]
        facts.pasted[print] = others + 1
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
