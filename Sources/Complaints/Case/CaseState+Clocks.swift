extension CaseState {
    /// The clocks after an event: which stop, start, stand still, go on. Nil when the event changes none.
    package func clocks(
        after event: CaseEvent, _ details: EventDetails, at now: Instant, _ legal: LegalClocks
    ) -> [RunningClock]? {
        var place = place
        if let zone = details.zone { place.zone = zone }
        if let region = details.region { place.region = region }
        place.caseClass = CaseClass(details.kind ?? kind, isMisconduct: details.isMisconduct ?? isMisconduct)
        func start(_ clock: DeadlineClock) -> RunningClock? { legal.start(clock, at: now, in: place) }
        func kept(_ keep: (DeadlineClock) -> Bool) -> [RunningClock] { clocks.filter { keep($0.clock) } }
        switch event {
        case .assigned:
            return kept { $0 == .ombudsman } + clocksOfBody(details.body, at: now, place, legal)
        case .refused, .transferred: return kept { $0 == .ombudsman } + [start(.verify)].compactMap(\.self)
        case .asked: return clocks.map { legal.pause($0, at: now, in: place) } + [start(.answer)].compactMap(\.self)
        case .answered: return resumed(at: now, place, legal)
        case .replied, .counterReplied:
            return kept { $0 != .firstReply && $0 != .silence } + [start(.silence)].compactMap(\.self)
        case .closed, .archived, .merged: return []
        case .disputed: return restarted(in: .proses, at: now, place, legal)
        case .reopened, .unmerged: return restarted(in: details.status ?? status, at: now, place, legal)
        case .registered, .verified, .unrouted, .added, .confirmed, .escalated, .rated, .reminded, .overdue, .warned,
            .rescheduled, .held, .released:
            return nil
        }
    }

    /// Clocks of a complaint that routing has just looked at for the first time: they count from its submission.
    package static func firstClocks(
        submittedAt: Instant, assigned: Bool, at now: Instant, in place: ClockPlace, _ legal: LegalClocks
    ) -> [RunningClock] {
        let ombudsman = legal.start(.ombudsman, at: submittedAt, in: place)
        let others =
            assigned
            ? [
                legal.start(.firstReply, at: now, in: place),
                legal.start(place.caseClass.completion, at: now, in: place),
            ]
            : [legal.start(.verify, at: submittedAt, in: place)]
        return (others + [ombudsman]).compactMap(\.self)
    }

    /// The clocks of a body that gets the case: from the beginning, or, when it had the case before the reporter answered a
    /// question, with the days that were left.
    private func clocksOfBody(
        _ body: String?, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> [RunningClock] {
        let goesOn = body != nil && body == bodyBeforeAnswer
        return [.firstReply, place.caseClass.completion].compactMap { clock in
            let waiting = goesOn ? clocks.first { $0.clock == clock } : nil
            return waiting.map { legal.resume($0, at: now, in: place) } ?? legal.start(clock, at: now, in: place)
        }
    }

    /// The question is answered: what stood still goes on, but for the clocks of a body. Whose business it is must be found
    /// again first.
    private func resumed(at now: Instant, _ place: ClockPlace, _ legal: LegalClocks) -> [RunningClock] {
        var running = clocks.filter { $0.clock == .verify || $0.clock == .ombudsman }
            .map { legal.resume($0, at: now, in: place) }
        // Of a body that had it since the answer, the clocks stand still from now on.
        running += clocks.filter { $0.clock.isOfBody }
            .map { status == .belumDitindaklanjuti ? legal.pause($0, at: now, in: place) : $0 }
        if !running.contains(where: { $0.clock == .verify }), let verify = legal.start(.verify, at: now, in: place) {
            running.append(verify)
        }
        if !running.contains(where: { $0.clock == .ombudsman }), let ombudsman = ombudsmanAgain(at: now, place, legal) {
            running.append(ombudsman)
        }
        return running
    }

    /// A case that was closed or filed goes on: those who must act have their full time again, the way to the Ombudsman
    /// counts from the submission as ever.
    private func restarted(
        in status: CaseStatus, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> [RunningClock] {
        let wanted: [DeadlineClock] =
            switch status {
            case .belumTerverifikasi: [.verify]
            case .belumDitindaklanjuti: [.firstReply, place.caseClass.completion]
            case .proses: [place.caseClass.completion, .silence]
            case .tunda: [.answer]
            case .selesai, .arsip: []
            }
        var started = wanted.compactMap { legal.start($0, at: now, in: place) }
        if status.isOpen, let ombudsman = ombudsmanAgain(at: now, place, legal) {
            started.append(status == .tunda ? legal.pause(ombudsman, at: now, in: place) : ombudsman)
        }
        return started
    }

    /// The way to the Ombudsman of a case that had ended, longer by the days in which the reporter was asked; nil when it
    /// was shown already.
    private func ombudsmanAgain(at now: Instant, _ place: ClockPlace, _ legal: LegalClocks) -> RunningClock? {
        guard ombudsmanAt == nil, let clock = legal.start(.ombudsman, at: submittedAt, in: place) else { return nil }
        return legal.extend(clock, by: waitingDays(from: submittedAt, to: now, legal), in: place)
    }

    /// Working days between two moments in which the case did not wait for its reporter's answer.
    func actingDays(from start: Instant, to end: Instant, _ legal: LegalClocks) -> Int {
        max(0, legal.workingDays(from: start, to: end, in: place) - waitingDays(from: start, to: end, legal))
    }

    private func waitingDays(from start: Instant, to end: Instant, _ legal: LegalClocks) -> Int {
        let open = askedAt.flatMap { $0 < end ? $0..<end : nil }
        return (pauses + [open].compactMap(\.self)).reduce(0) { days, pause in
            let (from, to) = (max(pause.lowerBound, start), min(pause.upperBound, end))
            return from < to ? days + legal.workingDays(from: from, to: to, in: place) : days
        }
    }

    /// What the clocks demand at `now`: one step, the one that has been due longest. Nil when nothing is due.
    ///
    /// A reminder of a deadline that has passed meanwhile is left out: it would only add to the noise.
    package func clockStep(at now: Instant, _ legal: LegalClocks) -> CaseStep? {
        let ready = clocks.filter { $0.next.map { $0 <= now } ?? false }
        guard
            let clock = ready.min(by: { ($0.next ?? now, $0.clock.rawValue) < ($1.next ?? now, $1.clock.rawValue) }),
            let due = clock.due
        else { return nil }
        if let late = lateWarning(clock, at: now, legal) { return late }
        let isPast = due < now
        let reached = clock.step == .quiet && isPast ? ClockStep.overdue : clock.step.next ?? .national
        var details = EventDetails()
        details.clock = clock.clock
        details.step = reached
        details.due = due
        var advanced = legal.advance(clock, to: reached, at: now, in: place)
        // While the reporter is asked, or a body is looked for again, nobody is pressed to act.
        if status == .tunda, clock.clock != .answer { advanced.next = nil }
        if status == .belumTerverifikasi, clock.clock.isOfBody { advanced.next = nil }
        details.clocks = clocks.map { $0.clock == clock.clock ? advanced : $0 }
        return step(of: clock.clock, reached, details, at: now, legal)
    }

    /// The warning that comes too late, of a clock that closes or files a case by silence: whoever is warned has the days of a
    /// warning all the same.
    private func lateWarning(_ clock: RunningClock, at now: Instant, _ legal: LegalClocks) -> CaseStep? {
        guard clock.clock == .silence || clock.clock == .answer, clock.step == .quiet,
            let warned = legal.warnLate(clock, at: now, in: place)
        else { return nil }
        var details = EventDetails()
        details.clock = clock.clock
        details.step = warned.step
        details.due = warned.due
        details.clocks = clocks.map { $0.clock == clock.clock ? warned : $0 }
        return step(of: clock.clock, warned.step, details, at: now, legal)
    }

    private func step(
        of clock: DeadlineClock, _ reached: ClockStep, _ details: EventDetails, at now: Instant, _ legal: LegalClocks
    ) -> CaseStep {
        var details = details
        switch (clock, reached) {
        case (.silence, .overdue):
            details.cause = "silence"
            details.workingDays = completionTime(at: now, legal)
            details.clocks = []
            return CaseStep(.closed, details)
        case (.answer, .overdue):
            details.cause = "no_answer"
            details.clocks = []
            return CaseStep(.archived, details)
        // Whoever waits for the body must not be told that they keep silent.
        case (.silence, _) where lastWord == .reporter: return CaseStep(.reminded, details)
        case (.silence, _), (.answer, _): return CaseStep(.warned, details)
        case (.ombudsman, _):
            details.level = .ombudsman
            return CaseStep(.escalated, details)
        case (_, .head): details.level = .head
        case (_, .coordinator): details.level = .coordinator
        case (_, .national): details.level = .national
        case (_, .overdue): return CaseStep(.overdue, details)
        case (_, .quiet), (_, .reminded): return CaseStep(.reminded, details)
        }
        return CaseStep(.escalated, details)
    }

    /// The clocks by today's calendar, and which deadlines that moves; nil when it moves none.
    package func rescheduled(_ legal: LegalClocks) -> CaseStep? {
        var details = EventDetails()
        let fresh = clocks.map { legal.reschedule($0, in: place) }
        let moves = zip(clocks, fresh).compactMap { before, after -> EventDetails.Move? in
            guard let old = before.due, let new = after.due, old != new else { return nil }
            return EventDetails.Move(clock: before.clock, before: old, after: new)
        }
        guard !moves.isEmpty else { return nil }
        details.moves = moves
        details.clocks = fresh
        return CaseStep(.rescheduled, details)
    }
}

extension DeadlineClock {
    fileprivate var isOfBody: Bool { hasLadder && self != .verify }
}
