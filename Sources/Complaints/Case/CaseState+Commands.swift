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
        let move = try move(for: command, at: now, rules)
        try checkActor(command, rules)
        for need in move.needs { try check(need, of: command, other: other) }
        try checkTime(of: command, at: now, rules)
        if command.name == .merge, isFollowed {
            throw CommandRefusal(.badMerge, "other cases follow this one: let them follow the other case first")
        }
        if command.name == .ask { try checkQuestion(command, question) }
        try checkTarget(of: command, rules)
        var details = EventDetails()
        details.role = command.actor.role
        if command.actor.role != .reporter { details.actingFor = command.actor.body }
        // Whoever asks for a code has proved nothing: no word of theirs is kept.
        details.reason = command.name == .askCode ? nil : command.reason
        if command.name == .askCode { details.due = try endOfCode(askedAt: now) }
        try fill(&details, for: command, at: now, rules)
        switch move.destination {
        case .to: break
        // Whoever hears of what is filed must know that it is.
        case .same: details.status = status == .arsip && !command.isAtPeace ? .arsip : nil
        case .before: details.status = statusBefore ?? .belumTerverifikasi
        }
        if case .to(let status) = move.destination, move.event.status == nil { details.status = status }
        details.clocks = clocks(after: move.event, details, at: now, rules.clocks)
        return CaseStep(move.event, details)
    }

    /// Causes that clocks and other commands give: figures count them.
    static let earnedCauses: Set = [
        "no_answer", "silence", silenceOfBody, "officer", "reporter", "merged", "withdrawn",
    ]

    /// The reason of an objection whose own words are kept: they are personal, and stand in no event.
    private static let objectionByMessage = "Keberatan lewat pesan pelapor"

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
                throw CommandRefusal(.illegalMove, "no desk has the case yet: send it again when routing has one")
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
            details.objectionDue = rules.clocks.start(.objection, at: now, in: place)?.due
        case .archive:
            guard command.cause.map({ !Self.earnedCauses.contains($0) }) ?? true else {
                throw CommandRefusal(
                    .notPermitted,
                    "this cause is not given, it follows from what happens: name another, such as spam or out_of_scope")
            }
            details.cause = filingCause(command)
            if command.actor.role == .officer { details.level = .coordinator }
        case .withdraw: details.cause = "withdrawn"
        case .rate: details.stars = command.stars
        case .merge: details.into = command.into
        case .escalate:
            let isReporter = command.actor.role == .reporter
            details.level = command.level ?? (isReporter ? .ombudsman : .coordinator)
            // Who goes to the Ombudsman agrees; who goes elsewhere has not said so.
            if isReporter { details.consent = command.consent ?? (details.level == .ombudsman ? true : nil) }
            guard details.level != .ombudsman || details.consent ?? hasConsent else {
                throw CommandRefusal(
                    .incomplete, "the Ombudsman needs the reporter's consent: they give it by escalate themselves")
            }
        case .reopen, .unmerge:
            // Routing had not looked yet when it was filed, and does not look again.
            let comesBack = status == .arsip && (command.name == .reopen || statusBefore == .belumTerverifikasi)
            if comesBack, body == nil, desk == nil { details.coordinator = Body.nationalDesk }
        case .answer: fill(&details, forMessage: command)
        case .ask, .reply, .counterReply, .confirm, .dispute, .add, .askCode: break
        }
    }

    /// Who stays with a filing leaves it what it is.
    private func filingCause(_ command: CaseCommand) -> String { (status == .arsip ? cause : command.cause) ?? "other" }

    /// What a reporter's own message says besides its words.
    private func fill(_ details: inout EventDetails, forMessage command: CaseCommand) {
        if status.isOpen, command.isConsent, !hasConsent { (details.level, details.consent) = (.ombudsman, true) }
        if status == .selesai, command.isObjection { details.reason = Self.objectionByMessage }
    }

    /// Working days from the first disposition, or the submission, to `now`, without those in which the reporter was asked.
    func completionTime(at now: Instant, _ clocks: LegalClocks) -> Int {
        actingDays(from: firstAssignedAt ?? submittedAt, to: now, clocks)
    }
}

extension CaseCommand {
    /// Whether words that came by a channel say nothing against a filing: that it is solved, or that the Ombudsman may have it.
    fileprivate var isAtPeace: Bool { isSettlement || isConsent }
}
