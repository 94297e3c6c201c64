/// A journal that no sequence of legal moves can have written.
package struct ReplayError: Error, Sendable, Equatable, CustomStringConvertible {
    package let complaint: ComplaintID
    package let version: Int
    package let reason: String

    package init(complaint: ComplaintID, version: Int, reason: String) {
        self.complaint = complaint
        self.version = version
        self.reason = reason
    }

    package var description: String { "journal of \(complaint), version \(version): \(reason)" }
}

extension CaseState {
    /// The case that a journal tells of.
    ///
    /// - Parameter entries: all rows of one complaint, oldest first; at least one.
    /// - Throws: `ReplayError` when a row is missing or a move was illegal.
    package init(replaying entries: some Collection<JournalEntry>) throws(ReplayError) {
        guard let first = entries.first else {
            throw ReplayError(complaint: ComplaintID(high: 0, low: 0), version: 0, reason: "there is no row")
        }
        self.init(id: first.complaint)
        for entry in entries { try apply(entry) }
    }

    /// Takes the case one event further.
    ///
    /// - Throws: `ReplayError` when the event cannot follow; the case is then of no more use.
    package mutating func apply(_ entry: JournalEntry) throws(ReplayError) {
        guard entry.version == version + 1 else { throw misfit(entry, "version \(version + 1) is missing") }
        guard (entry.event == .registered) == (version == 0) else {
            throw misfit(entry, "\(entry.event.rawValue) is not where it must be")
        }
        guard version == 0 || CaseMove.allows(entry.event, from: status) else {
            throw misfit(entry, "\(entry.event.rawValue) is not allowed in \(status.rawValue)")
        }
        let before = status
        let whereabouts = Whereabouts(self)
        takeFacts(entry.details)
        countReturn(entry)
        move(entry, from: before)
        noteEnd(entry, from: before)
        if let whereabouts { note(whereabouts, at: entry.at) }
        noteRouting(entry.event)
        if let role = entry.details.role {
            isAnswerFresh = role == .reporter && entry.event.isAnswering(isAnswerFresh)
            if entry.details.proof?.reporter == .code { spendCodes() }
            noteActor(entry, role)
        }
        noteContest(entry)
        noteMissed(entry, from: before)
        if let clocks = entry.details.clocks { self.clocks = clocks }
        version = entry.version
    }

    /// The case after `step`, and the row of its journal that says so.
    ///
    /// - Throws: `ReplayError` when the step is illegal, which is a fault of the program.
    package func taking(
        _ step: CaseStep, at now: Instant, actor: String
    ) throws(ReplayError) -> (CaseState, JournalEntry) {
        let entry = JournalEntry(
            complaint: id, version: version + 1, event: step.event, at: now, actor: actor,
            details: step.details.naming(self, in: step.event), channel: channel.isEmpty ? nil : channel)
        var state = self
        try state.apply(entry)
        return (state, entry)
    }

    /// A deadline is missed when it passes, whether or not a ClockWorker was there to say so: what comes after it was late.
    private mutating func noteMissed(_ entry: JournalEntry, from before: CaseStatus) {
        // A calendar that comes into force may move a deadline that nobody has acted on yet. By when somebody looks at a filing is no
        // legal deadline.
        guard entry.details.clocks != nil, entry.event != .rescheduled, before != .arsip else { return }
        for clock in clocks where clock.clock.hasLadder { note(clock.clock, clock.due, entry) }
        // Before routing has looked there are no clocks, and yet the days of verification pass.
        if clocks.isEmpty, firstAssignedAt == entry.at { note(.verify, entry.details.verifyDue, entry) }
    }

    /// A word against a filing waits until somebody files the case anew, or takes it up.
    private mutating func noteContest(_ entry: JournalEntry) {
        if entry.details.isAboutFiling, entry.event == .added {
            contestedAt = contestedAt ?? entry.at
        } else if status != .arsip || entry.event == .archived {
            contestedAt = nil
        }
    }

    private mutating func note(_ clock: DeadlineClock, _ due: Instant?, _ entry: JournalEntry) {
        guard let due, due < entry.at, !missed.contains(where: { $0.clock == clock && $0.due == due }) else { return }
        missed.append(MissedDeadline(clock: clock, due: due, notedAt: entry.at))
    }

    /// A case that goes in a circle is counted; what the national desk decides begins the count anew.
    private mutating func countReturn(_ entry: JournalEntry) {
        guard entry.event == .assigned || entry.event == .transferred, let role = entry.details.role,
            let place = entry.details.body
        else { return }
        if role == .national {
            bounces = 0
        } else if isReturn(to: place) {
            returns += 1
            bounces += 1
        }
    }

    /// Clocks stop when a case ends; what they had left is needed when it goes on.
    private mutating func noteEnd(_ entry: JournalEntry, from before: CaseStatus) {
        if status.isOpen {
            (endedAt, endedClocks) = (nil, [])
        } else if before.isOpen {
            (endedAt, endedClocks) = (entry.at, clocks)
        }
    }

    private mutating func noteActor(_ entry: JournalEntry, _ role: CaseRole) {
        switch role {
        case .reporter:
            if entry.event == .answered { answers += 1 }
            if entry.details.taken != nil { isToldOfWords = true }
        case .officer, .coordinator, .national:
            (answers, isToldOfWords) = (0, false)
            if !officials.contains(entry.actor) { officials.append(entry.actor) }
        case .system: break
        }
    }

    private mutating func noteRouting(_ event: CaseEvent) {
        if event.asksForRouting {
            awaitsRouting = true
        } else if status != .belumTerverifikasi || event == .unrouted || event == .transferred {
            awaitsRouting = false
        }
    }

    private func misfit(_ entry: JournalEntry, _ reason: String) -> ReplayError {
        ReplayError(complaint: entry.complaint, version: entry.version, reason: reason)
    }

    /// Notes who may hear of a case whose events do not say so. It never takes anything back.
    package mutating func keep(confidential: Bool, anonymous: Bool) {
        (isConfidential, isAnonymous) = (isConfidential || confidential, isAnonymous || anonymous)
    }

    private mutating func takeFacts(_ details: EventDetails) {
        code = details.code ?? code
        channel = details.channel ?? channel
        kind = details.kind ?? kind
        region = details.region ?? region
        category = details.category ?? category
        zone = details.zone ?? zone
        isMisconduct = details.isMisconduct ?? isMisconduct
        isConfidential = details.isConfidential ?? isConfidential
        isAnonymous = details.isAnonymous ?? isAnonymous
        hop = details.hop ?? hop
        hasConsent = details.consent ?? hasConsent
        if details.pasted != nil { isPasted = true }
    }

    private mutating func move(_ entry: JournalEntry, from before: CaseStatus) {
        let details = entry.details
        status = details.status ?? entry.event.status ?? status
        notePause(entry, from: before)
        switch entry.event {
        case .registered:
            registeredAt = entry.at
            submittedAt = details.submittedAt ?? entry.at
        case .verified: verifiedAt = entry.at
        case .assigned: takeAssignment(entry)
        case .unrouted: (body, desk, heldAt) = (nil, details.coordinator, nil)
        case .refused:
            if let refused = details.body { refusals.append(refused) }
            bounces += 1
            leaveBody(for: nil)
        case .transferred: leaveBody(for: details.body)
        case .asked:
            questions += 1
            if details.role == .officer { officersQuestions += 1 }
        case .answered:
            let asking = body ?? bodyBeforeAnswer
            leaveBody(for: desk)
            bodyBeforeAnswer = asking
        case .replied: takeReply(entry)
        case .counterReplied: lastWord = .reporter
        case .closed, .archived:
            cause = details.cause
            // Before a body that owed an answer was pressed for it, its silence closed cases too.
            if cause == "silence", lastWord == .reporter { cause = Self.silenceOfBody }
            if entry.event == .closed { (completionDays, objectionDue) = (details.workingDays, details.objectionDue) }
        case .confirmed: (isConfirmed, isAskedAgain) = (true, false)
        case .askedAgain: isAskedAgain = true
        case .disputed, .reopened: takeUpAgain(entry)
        case .merged: (mergedInto, statusBefore, cause) = (details.into, before, "merged")
        case .unmerged:
            (mergedInto, statusBefore, cause) = (nil, nil, nil)
            desk = desk ?? details.coordinator
        case .rated: stars = details.stars
        // A reporter may agree before the time has come: only the clock says that it has.
        case .escalated: if details.clock == .ombudsman { ombudsmanAt = ombudsmanAt ?? entry.at }
        case .held: heldAt = details.heldAt
        case .released: heldAt = nil
        case .codeAsked: note(codeOf: entry)
        case .added, .reminded, .overdue, .warned, .rescheduled: break
        }
    }

    private mutating func notePause(_ entry: JournalEntry, from before: CaseStatus) {
        if let asked = askedAt, status != .tunda {
            if asked < entry.at { pauses.append(asked..<entry.at) }
            askedAt = nil
        } else if before != .tunda, status == .tunda {
            askedAt = entry.at
        }
    }

    private mutating func takeAssignment(_ entry: JournalEntry) {
        (body, desk, heldAt) = (entry.details.body, nil, entry.details.heldAt)
        isBinding = entry.details.isBinding ?? false
        bodyBeforeAnswer = nil
        assignedAt = stay(at: body)?.since ?? entry.at
        firstAssignedAt = firstAssignedAt ?? entry.at
    }

    private mutating func takeReply(_ entry: JournalEntry) {
        lastWord = .officer
        isObjected = false
        firstReplyDays = firstReplyDays ?? entry.details.workingDays
    }

    private mutating func leaveBody(for desk: String?) {
        (body, self.desk, heldAt, isBinding) = (nil, desk, nil, false)
        bodyBeforeAnswer = nil
        lastWord = nil
        cause = nil
    }

    private mutating func takeUpAgain(_ entry: JournalEntry) {
        if entry.event == .disputed {
            disputes += 1
            isObjected = true
            // They rate anew how it was handled then.
            stars = nil
        }
        reopenings += 1
        (isConfirmed, isAskedAgain) = (false, false)
        cause = nil
        // Who had it last decides where it goes now.
        if status == .belumTerverifikasi { leaveBody(for: desk ?? body ?? entry.details.coordinator) }
        lastWord = status == .proses ? .reporter : nil
    }
}

extension EventDetails {
    /// Every event names its case, who may hear of it, and the zone in which its deadlines are read.
    fileprivate func naming(_ state: CaseState, in event: CaseEvent) -> EventDetails {
        var details = self
        details.code = details.code ?? state.code
        details.channel = details.channel ?? state.channel
        details.zone = details.zone ?? state.zone
        if state.isConfidential { details.isConfidential = true }
        if state.isAnonymous { details.isAnonymous = true }
        details.body = details.body ?? state.body ?? state.desk
        // Where a case goes to, nobody holds it because somebody did before.
        if event != .assigned, event != .transferred { details.heldAt = details.heldAt ?? state.heldAt }
        details.former = details.former ?? state.former(losingTo: details, by: event)
        return details
    }
}

extension CaseEvent {
    /// Whether the reporter's last word is still an answer that nobody has acted on.
    fileprivate func isAnswering(_ isFresh: Bool) -> Bool {
        self == .answered || isFresh && (self == .added || self == .codeAsked)
    }
}
