import Complaints
import Contract
import Routing
import Store
import Tokens

struct CommandResult: Sendable {
    var outcome: CommandOutcome
    /// What it added to the journal; nothing when it was refused or had been carried out before.
    var events: [JournalEntry] = []
    /// Whether it came before what it is about: a case that it names is not there, or is not routed yet.
    var isEarly = false

    /// The same, where it is refused to a sender of whom nobody knows who they are.
    fileprivate var tellingNothing: CommandResult {
        guard outcome.refusal != nil else { return self }
        var result = self
        (result.outcome.code, result.outcome.version, result.outcome.status) = (nil, nil, nil)
        return result
    }
}

/// Carries out the commands of one transaction in memory, in order; what becomes of the cases is stored afterwards.
struct CommandBatch {
    var facts: BatchFacts
    let knowledge: CaseKnowledge
    let hashes: PersonalHashes
    let now: Instant
    private(set) var changes: CaseChanges
    /// Commands that nobody had seen before, with their outcomes.
    private(set) var new: [CommandTable.New] = []
    private(set) var applied: [AppliedCommand] = []
    /// Wrong secrets that came with these commands.
    var wrongSecrets: [SecretTry] = []
    /// Those among the new ones that proved nobody: who proves themselves may have the id.
    private var unproven: Set<CommandID> = []
    private var rules: CaseRules { knowledge.rules }

    /// - Parameter hashes: by which it is known what commands say, with the keys of which reporters' secrets are made.
    init(_ facts: BatchFacts, _ knowledge: CaseKnowledge, _ hashes: PersonalHashes, at now: Instant) {
        self.facts = facts
        self.knowledge = knowledge
        self.hashes = hashes
        self.now = now
        changes = CaseChanges(calendar: knowledge.calendar)
    }

    /// Carries out a command, if it is known who gives it.
    ///
    /// - Parameter mayWait: whether it comes again when it came too early; then nothing is noted of it.
    mutating func carryOut(_ judged: JudgedCommand, mayWait: Bool = false) -> CommandResult {
        switch judged {
        case .proven(let proven) where proven.proof == .keptWords: carryOut(proven, mayWait: mayWait).tellingNothing
        case .proven(let proven): carryOut(proven, mayWait: mayWait)
        case .refused(let command, let refusal, let sender, let mayHear):
            answer(command, refusal, to: sender, mayHear: mayHear)
        }
    }

    /// The sender hears what became of the command before, if it is theirs; otherwise only that they have proved nothing.
    /// What nobody signed is not noted, and what was signed in vain keeps its key free.
    private mutating func answer(
        _ command: CaseCommand, _ refusal: CommandRefusal, to sender: CommandSender?, mayHear: Bool
    ) -> CommandResult {
        let refused = refuse(command, nil, refusal)
        guard sender != nil else { return refused }
        let numbered = numbered(command, by: sender)
        switch facts.earlier(numbered) {
        case .same(let known) where mayHear: return CommandResult(outcome: known.outcome)
        case .same, .other: return refused
        case nil: return noteUnproven(numbered, refused)
        }
    }

    private func numbered(_ command: CaseCommand, by sender: CommandSender?) -> NumberedCommand {
        NumberedCommand(command, by: sender?.issuer, isPutBack: sender?.isPutBack ?? false, hashes)
    }

    /// Notes what was signed in vain, once; the key stays free.
    private mutating func noteUnproven(_ numbered: NumberedCommand, _ refused: CommandResult) -> CommandResult {
        if unproven.insert(numbered.id).inserted {
            new.append((numbered.command, KnownCommand(refused.outcome, of: numbered, about: nil)))
        }
        return refused
    }

    /// Carries out one command; the same id of the same sender is one command, and nothing else of theirs may have it.
    private mutating func carryOut(_ proven: ProvenCommand, mayWait: Bool) -> CommandResult {
        let command = proven.command
        let id = facts.id(of: command)
        let numbered = numbered(command, by: proven.sender)
        switch facts.earlier(numbered) {
        case .same(let known): return CommandResult(outcome: known.outcome)
        // Whether they may know how the case stands nobody has asked.
        case .other(let refusal): return refuse(command, nil, refusal)
        case nil: break
        }
        var result = result(of: proven, on: id.flatMap { facts.cases[$0] })
        // Anybody can say that intake keeps words. Where there are none, nothing is noted: intake itself may still come; and
        // nobody hears whether there is such a case.
        if proven.proof == .keptWords, [.incomplete, .unknownCase].contains(result.outcome.refusal?.code) {
            return refuse(command, nil, .missingToken)
        }
        if result.outcome.refusal?.isOfSecret == true {
            note(wrongSecretOf: proven, for: id, result.outcome.refusal)
            return noteUnproven(numbered, result)
        }
        result.isEarly = isEarly(command, id, result.outcome)
        if result.isEarly, mayWait { return result }
        let known = KnownCommand(
            result.outcome, of: numbered, about: result.isEarly || result.outcome.version == nil ? nil : id)
        facts.outcomes[command.key, default: []].append(known)
        if unproven.remove(known.id) != nil { new.removeAll { $0.known.id == known.id } }
        new.append((command, known))
        return result
    }

    /// Whether nothing but what is about to pass speaks against it: its case, or the one to follow, is not there yet, or
    /// routing has not looked at its case.
    private func isEarly(_ command: CaseCommand, _ id: ComplaintID?, _ outcome: CommandOutcome) -> Bool {
        // How long an answer takes tells whether there is such a case.
        guard command.name != .askCode else { return false }
        return switch outcome.refusal?.code {
        case .unknownCase: id.flatMap { facts.cases[$0] } == nil
        case .badMerge: command.into.map { facts.codes[$0] == nil } ?? false
        case .illegalMove, .notYours: facts.state(id)?.awaitsRouting ?? false
        case .versionConflict: facts.state(id).map { $0.awaitsRouting && isAhead(command, of: $0) } ?? false
        default: false
        }
    }

    /// Whether its sender expects what has not happened yet.
    private func isAhead(_ command: CaseCommand, of state: CaseState) -> Bool {
        command.expectedVersion.map { $0 > state.version } ?? false
    }

    private mutating func result(
        of proven: ProvenCommand, on found: Result<CaseState, ReplayError>?
    ) -> CommandResult {
        var command = proven.command
        let words = command.correspondence.flatMap { facts.keptWords[$0] }
        (command.isObjection, command.isSettlement) = (words?.isObjection ?? false, words?.isSettlement ?? false)
        guard case .success(let locked) = found else {
            let reason =
                found == nil
                ? "there is no such case: compare the tracking code with the notice"
                : "the case's journal cannot be read; tell the operator"
            return refuse(command, nil, CommandRefusal(.unknownCase, reason))
        }
        command.isConsent = words?.isConsent(to: locked.code) ?? false
        do throws(CommandRefusal) {
            let reporter = try reporterProof(of: proven, for: locked)
            try checkWords(of: command, for: locked)
            if command.name == .askCode { command = try askingCode(command, for: locked) }
            if command.actor.role == .reporter { command.maskTypedSecrets() }
            var step = try nextStep(by: command, of: locked)
            var (locked, moved): (CaseState, JournalEntry?) = (locked, nil)
            if facts.staleCases.remove(locked.id) != nil,
                let reschedule = locked.rescheduled(rules.clocks)
            {
                // A new calendar counts before what stops or pauses a clock; the version that the sender knew was right.
                (locked, moved) = try advance(locked, by: reschedule, actor: "CaseWorker")
                var command = command
                command.expectedVersion = nil
                step = try nextStep(by: command, of: locked)
            }
            step.details.pasted = countPasted(command)
            step.details.taken = words.flatMap { $0.taken(by: step.event, from: locked, at: now) }
            step.details.trace = command.trace
            if case .token(let proof, _, _) = proven.proof {
                step.details.proof = CommandProof(issuer: proof.issuer, token: proof.token, reporter: reporter)
            }
            let (after, entry) = try advance(locked, by: step, actor: command.actor.id)
            note(AppliedCommand(command, from: locked, to: after, entry))
            let outcome = CommandOutcome(
                key: command.key, command: command.name, code: after.code, version: after.version,
                status: after.status)
            return CommandResult(outcome: outcome, events: [moved, entry].compactMap(\.self))
        } catch {
            // Who has not proved that they are the reporter hears nothing of the case.
            return refuse(command, error.isOfSecret ? nil : locked, error)
        }
    }

    private func nextStep(by command: CaseCommand, of state: CaseState) throws(CommandRefusal) -> CaseStep {
        try state.decide(
            command, at: now, rules: rules, other: command.into.flatMap { facts.state(facts.codes[$0]) },
            isFollowed: !facts.followers[state.code, default: []].isEmpty,
            question: facts.questionWays[state.id] ?? .unlimited)
    }

    private mutating func advance(
        _ locked: CaseState, by step: CaseStep, actor: String
    ) throws(CommandRefusal) -> (CaseState, JournalEntry) {
        do throws(ReplayError) {
            let (after, entry) = try changes.add(step, to: locked, at: now, actor: actor)
            facts.cases[after.id] = .success(after)
            return (after, entry)
        } catch {
            throw CommandRefusal(.illegalMove, error.reason)
        }
    }

    /// Words that are said to be kept must be there, of this case, and nobody's before.
    private func checkWords(of command: CaseCommand, for state: CaseState) throws(CommandRefusal) {
        guard let words = command.correspondence, facts.keptWords[words]?.complaint != state.id else { return }
        throw CommandRefusal(.incomplete, "'correspondence' names no words for this case that wait to be taken up")
    }

    /// Later commands of the batch see which words are taken up, and who follows whom by then.
    private mutating func note(_ command: AppliedCommand) {
        applied.append(command)
        if let words = command.command.correspondence { facts.keptWords[words] = nil }
        let (before, after) = (command.before, command.after)
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
        let others = facts.pastedCounts[print, default: 0]
        facts.pastedCounts[print] = others + 1
        return others + 1 >= PastedWords.cases ? others : nil
    }
}

extension CommandBatch {
    /// Cases that no longer wait for an answer, however many commands of the batch spoke of them.
    var endedQuestions: [ComplaintID] {
        lastStates.filter { $0.questions > 0 && $0.status != .tunda }.map(\.id)
    }

    /// Cases whose reporters have answered: what they send soon after belongs to it.
    var answeredCases: [ComplaintID] {
        Set(applied.filter { $0.entry.event == .answered }.map(\.after.id)).sorted()
    }

    /// Cases whose reporters owe an answer from now on: they were asked, or their case no longer follows another.
    var askedCases: [CaseState] {
        let asking = Set(applied.filter { $0.after.status == .tunda && $0.asks }.map(\.after.id))
        return lastStates.filter { asking.contains($0.id) && $0.status == .tunda }
    }

    /// Cases whose reporters hear now what was replied or decided: what they send soon after may be about that.
    var heardCases: [CaseState] {
        let heard = Set(
            applied.filter { [.replied, .closed].contains($0.entry.event) && $0.command.actor.role != .reporter }
                .map(\.after.id))
        return heard.isEmpty ? [] : lastStates.filter { heard.contains($0.id) && $0.status != .tunda }
    }

    private var lastStates: [CaseState] {
        Array(Dictionary(applied.map { ($0.after.id, $0.after) }) { _, later in later }.values)
    }
}

extension AppliedCommand {
    fileprivate var asks: Bool { entry.event == .asked || entry.event == .unmerged }
}
