/// What follows from a command or a clock: the next row of the journal.
package struct CaseStep: Sendable, Equatable {
    package var event: CaseEvent
    package var details: EventDetails

    package init(_ event: CaseEvent, _ details: EventDetails = EventDetails()) {
        self.event = event
        self.details = details
    }
}

extension CaseState {
    /// Decides on a command by the state machine.
    ///
    /// - Parameters:
    ///   - other: the case to follow, for `merge`.
    ///   - isFollowed: whether other cases follow this one.
    ///   - question: how a question gets to the reporter, for `ask`.
    package func decide(
        _ command: CaseCommand, at now: Instant, rules: CaseRules, other: CaseState? = nil, isFollowed: Bool = false,
        question: QuestionWay = .unlimited
    ) throws(CommandRefusal) -> CaseStep {
        if let expected = command.expectedVersion, expected != version {
            throw CommandRefusal(.versionConflict, "the case is at version \(version), not \(expected): look again")
        }
        let move = try move(for: command)
        try checkActor(command.actor, rules)
        for need in move.needs { try check(need, of: command, other: other) }
        if command.name == .merge, isFollowed {
            throw CommandRefusal(.badMerge, "other cases follow this one: let them follow the other case first")
        }
        if command.name == .ask { try checkQuestion(command.text, question) }
        try checkTarget(of: command, rules)
        var details = EventDetails()
        details.role = command.actor.role
        details.reason = command.reason
        try fill(&details, for: command, at: now, rules)
        switch move.destination {
        case .to, .same: break
        case .before: details.status = statusBefore ?? .belumTerverifikasi
        }
        if case .to(let status) = move.destination, move.event.status == nil { details.status = status }
        details.clocks = clocks(after: move.event, details, at: now, rules.clocks)
        return CaseStep(move.event, details)
    }

    private func move(for command: CaseCommand) throws(CommandRefusal) -> CaseMove {
        let rows = CaseMove.table.filter { $0.command == command.name && suits($0, command) }
        let here = rows.filter { $0.from.contains(status) }
        guard !here.isEmpty else {
            throw CommandRefusal(
                .illegalMove, "\(command.name.rawValue) is not possible while the case is \(status.rawValue)")
        }
        guard let move = here.first(where: { $0.roles.contains(command.actor.role) }) else {
            throw CommandRefusal(
                .notPermitted, "\(command.name.rawValue) is not for the role \(command.actor.role.rawValue)")
        }
        return move
    }

    /// Whether the row is meant for this case and this command: a late answer revives only what was filed for want of it,
    /// words that came by a channel are taken in any case, and those that go on with an answer count as the answer.
    private func suits(_ move: CaseMove, _ command: CaseCommand) -> Bool {
        (!move.needs.contains(.kept) || command.correspondence != nil)
            && (!move.needs.contains(.unanswered) || cause == "no_answer")
            && (!move.needs.contains(.fresh) || takesFurtherWords)
    }

    /// Whether the reporter's further words are the rest of their answer, by which a body is found anew. What a government
    /// has, its body or its desk, goes nowhere by them before somebody there has read them.
    private var takesFurtherWords: Bool {
        isAnswerFresh && (awaitsRouting || desk == nil || desk == Body.nationalDesk)
    }

    /// An officer acts for the body that has the case, a coordinator for one above it. Who names no body is trusted: their
    /// application knows them.
    private func checkActor(_ actor: CaseActor, _ rules: CaseRules) throws(CommandRefusal) {
        guard let own = actor.body, actor.role == .officer || actor.role == .coordinator else { return }
        let places = [body, desk, heldAt].compactMap(\.self)
        let fits = places.contains { actor.role == .officer ? $0 == own : rules.isAbove(own, $0) }
        guard fits || places.isEmpty else {
            throw CommandRefusal(.notYours, "the case is with \(places.joined(separator: ", ")), not with \(own)")
        }
    }

    private func check(_ need: CommandNeed, of command: CaseCommand, other: CaseState?) throws(CommandRefusal) {
        switch need {
        case .reason: try require(command.reason, "reason")
        case .text: if command.correspondence == nil { try require(command.text, "text") }
        case .kept, .fresh, .unanswered: break
        case .body: try require(command.body, "body")
        case .closing:
            try require(command.decision, "decision")
            try require(command.action, "action")
            try require(command.further, "further")
        case .stars:
            guard let stars = command.stars, 1...5 ~= stars else {
                throw CommandRefusal(.incomplete, "stars must be 1 to 5")
            }
        case .into:
            guard let other, other.id != id, other.mergedInto == nil, other.status != .arsip else {
                throw CommandRefusal(
                    .badMerge, "'into' must name another case that follows none itself and is not filed")
            }
        case .merged:
            guard mergedInto != nil else { throw CommandRefusal(.illegalMove, "the case follows no other") }
        case .unmerged:
            guard mergedInto == nil else {
                throw CommandRefusal(.illegalMove, "the case follows another: unmerge it instead")
            }
        }
    }

    private func known(_ category: String?, _ rules: CaseRules) throws(CommandRefusal) -> String? {
        guard let category, !rules.categories.contains(category) else { return category }
        throw CommandRefusal(.unknownCategory, "there is no category \(category)")
    }

    private func require(_ text: String?, _ name: String) throws(CommandRefusal) {
        guard let text, !text.isEmpty else { throw CommandRefusal(.incomplete, "'\(name)' is required") }
    }

    /// An SMS is sent whole and as it was written, or not at all.
    private func checkQuestion(_ text: String?, _ way: QuestionWay) throws(CommandRefusal) {
        guard way != .nowhere else {
            throw CommandRefusal(
                .unreachable, "the report names no number or address on its channel: nobody could be asked")
        }
        guard way == .sms, let text else { return }
        guard GSM7.isFoldable(text) else {
            throw CommandRefusal(
                .notSMS, "the reporter gets the question by SMS: it has characters that an SMS cannot carry")
        }
        guard GSM7.septets(GSM7.fold(text)) ?? .max <= Self.longestSMSQuestion else {
            throw CommandRefusal(
                .tooLong, "the reporter gets the question by SMS: at most \(Self.longestSMSQuestion) characters")
        }
    }

    private func checkTarget(of command: CaseCommand, _ rules: CaseRules) throws(CommandRefusal) {
        let moves: Set<CommandName> = [.refuse, .disposition, .transfer]
        if isBinding, moves.contains(command.name), command.actor.role != .national {
            throw CommandRefusal(.binding, "the national desk has assigned the case, and its decision binds")
        }
        if command.name == .refuse, body == nil, desk == nil {
            throw CommandRefusal(
                .illegalMove, "refuse is not possible while routing looks for a body: nobody has the case")
        }
        if command.name == .rate, stars != nil { throw CommandRefusal(.ratedBefore, "the case is rated already") }
        if command.name == .confirm, isConfirmed {
            throw CommandRefusal(.confirmedBefore, "the case is confirmed already")
        }
        guard let target = command.body else { return }
        guard let known = rules.bodies[target] else { throw CommandRefusal(.unknownBody, "there is no body \(target)") }
        guard command.name == .disposition || command.name == .transfer else { return }
        guard target != body || status == .belumTerverifikasi else {
            throw CommandRefusal(.sameBody, "the case is with \(target) already")
        }
        guard command.actor.role == .national || !refusals.contains(target) else {
            throw CommandRefusal(
                .refusedBefore, "\(target) has refused this case: it never goes back; only the national desk may")
        }
        if isMisconduct, known.kind == .opd {
            throw CommandRefusal(.misconduct, "misuse of office is examined by an inspectorate, never by a unit itself")
        }
    }

    /// Causes that clocks and other commands give: figures count them.
    private static let earnedCauses: Set = ["no_answer", "silence", "officer", "reporter", "merged"]

    /// Septets of a question that reach a reporter by SMS in full.
    package static let longestSMSQuestion = 80

    private func fill(
        _ details: inout EventDetails, for command: CaseCommand, at now: Instant, _ rules: CaseRules
    ) throws(CommandRefusal) {
        switch command.name {
        case .verify:
            details.kind = command.kind
            details.isMisconduct = command.isMisconduct
            details.category = try known(command.category, rules)
        case .disposition:
            details.body = command.body
            details.hop = hop + 1
            details.verifyDue = due(of: .verify) ?? rules.clocks.start(.verify, at: submittedAt, in: place)?.due
            details.heldAt = command.body.flatMap(rules.holder)
            details.isBinding = command.actor.role == .national ? true : nil
            details.category = try known(command.category, rules) ?? category
            details.isMisconduct = isMisconduct
        case .refuse:
            guard let refusing = body ?? desk else {
                throw CommandRefusal(.illegalMove, "no desk has the case yet: routing is looking for one")
            }
            details.body = refusing
            details.suggested = command.body
            details.hop = body == nil ? hop + 1 : hop
        case .transfer:
            details.body = command.body
            details.hop = hop + 1
        case .reply where firstReplyDays == nil:
            details.workingDays = assignedAt.map { actingDays(from: $0, to: now, rules.clocks) }
        case .close:
            details.cause = command.actor.role == .reporter ? "reporter" : "officer"
            details.workingDays = completionTime(at: now, rules.clocks)
        case .archive:
            guard command.cause.map({ !Self.earnedCauses.contains($0) }) ?? true else {
                throw CommandRefusal(.notPermitted, "this cause is not given, it follows from what happens")
            }
            details.cause = command.cause ?? "other"
        case .rate: details.stars = command.stars
        case .merge: details.into = command.into
        case .escalate:
            let isReporter = command.actor.role == .reporter
            details.level = command.level ?? (isReporter ? .ombudsman : .coordinator)
            // Who goes to the Ombudsman agrees; who goes elsewhere has not said so.
            if isReporter { details.consent = command.consent ?? (details.level == .ombudsman ? true : nil) }
            guard details.level != .ombudsman || details.consent ?? hasConsent else {
                throw CommandRefusal(.incomplete, "the Ombudsman needs the reporter's consent")
            }
        case .reopen, .unmerge:
            // Routing had not looked yet when it was filed, and does not look again.
            let comesBack = status == .arsip && (command.name == .reopen || statusBefore == .belumTerverifikasi)
            if comesBack, body == nil, desk == nil { details.coordinator = Body.nationalDesk }
        case .ask, .answer, .reply, .counterReply, .confirm, .dispute: break
        }
    }

    /// Working days from the first disposition, or the submission, to `now`, without those in which the reporter was asked.
    func completionTime(at now: Instant, _ clocks: LegalClocks) -> Int {
        actingDays(from: firstAssignedAt ?? submittedAt, to: now, clocks)
    }
}
