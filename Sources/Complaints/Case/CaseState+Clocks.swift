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
        case .refused: return kept { $0 == .ombudsman } + [start(.verify)].compactMap(\.self)
        case .transferred:
            return kept { $0 == .ombudsman } + [verify(at: details.body, now, place, legal)].compactMap(\.self)
        case .asked: return clocks.map { legal.pause($0, at: now, in: place) } + [start(.answer)].compactMap(\.self)
        case .answered: return resumed(at: now, place, legal)
        case .replied: return kept { !$0.isOfReply && $0 != .silence } + [start(.silence)].compactMap(\.self)
        // Who owes an answer has no more time because the reporter writes again.
        case .counterReplied:
            let others = kept { $0 != .silence }
            return others.contains { $0.clock == .reply } ? others : others + [start(.reply)].compactMap(\.self)
        case .closed: return [start(.survey)].compactMap(\.self)
        case .archived, .merged, .askedAgain: return []
        case .disputed, .reopened: return takenUp(in: details.status ?? .proses, event, at: now, place, legal)
        case .unmerged: return setFree(in: details.status ?? status, at: now, place, legal)
        // Whoever filed it has the time of a verification to look again.
        case .added where details.isAboutFiling && contestedAt == nil: return [start(.verify)].compactMap(\.self)
        case .registered, .verified, .unrouted, .added, .confirmed, .escalated, .rated, .reminded, .overdue, .warned,
            .rescheduled, .held, .released, .codeAsked:
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

    /// The clocks of a body that gets the case: from the beginning, or, when it has had the case, with the days that were left.
    private func clocksOfBody(
        _ body: String?, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> [RunningClock] {
        let stay = stay(at: body).flatMap { $0.since == nil ? nil : $0 }
        let waiting = body != nil && body == bodyBeforeAnswer ? clocks : []
        func before(_ clock: DeadlineClock) -> RunningClock? {
            waiting.first { $0.clock == clock }.map { legal.resume($0, at: now, in: place) }
                ?? stay?.clock(clock).map { goneOn($0, at: now, place, legal) }
        }
        // Who has replied once owes an answer, and no first reply.
        let first = before(.firstReply)
        let answer: DeadlineClock = stay == nil || first != nil ? .firstReply : .reply
        return [first ?? before(answer) ?? legal.start(answer, at: now, in: place)].compactMap(\.self)
            + [before(place.caseClass.completion) ?? legal.start(place.caseClass.completion, at: now, in: place)]
            .compactMap(\.self)
    }

    /// The time of a desk to verify: a desk that has had the case has the days that were left.
    private func verify(
        at desk: String?, _ now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> RunningClock? {
        let (stay, running) = (stay(at: desk), clocks.first { $0.clock == .verify })
        // Routing passes a case on with the clock that runs: that has said what it has said.
        if let running, stay?.clock(.verify)?.clock.from == running.from {
            return legal.resume(running, at: now, in: place)
        }
        return stay?.clock(.verify).map { goneOn($0, at: now, place, legal) }
            ?? legal.start(.verify, at: now, in: place)
    }

    /// The clock, going on now with the days that were left; what was overdue is overdue.
    private func goneOn(
        _ stopped: StoppedClock, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> RunningClock {
        let ran = stopped.clock
        // One that ran out elsewhere, when this place had the case no more, has no days left here either.
        let end = ran.step >= .overdue ? max(stopped.at, ran.due ?? stopped.at) : stopped.at
        return legal.resume(legal.pause(ran, at: end, in: place), at: now, in: place)
    }

    /// One of the clocks that ran when the case ended, going on now.
    private func ended(
        _ clock: DeadlineClock, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> RunningClock? {
        guard let endedAt, let ran = endedClocks.first(where: { $0.clock == clock }) else { return nil }
        return goneOn(StoppedClock(clock: ran, at: endedAt), at: now, place, legal)
    }

    /// The question is answered: what stood still goes on, but for the clocks of a body. Whose business it is must be found
    /// again first.
    private func resumed(at now: Instant, _ place: ClockPlace, _ legal: LegalClocks) -> [RunningClock] {
        let stopped = status.isOpen ? clocks : endedClocks
        var running = stopped.filter { $0.clock == .verify }.map { legal.resume($0, at: now, in: place) }
        // Of a body that had it since the answer, the clocks stand still from now on.
        running += stopped.filter { $0.clock.isOfBody }
            .map { status == .belumDitindaklanjuti ? legal.pause($0, at: now, in: place) : $0 }
        if !running.contains(where: { $0.clock == .verify }), let verify = legal.start(.verify, at: now, in: place) {
            running.append(verify)
        }
        let ombudsman = stopped.first { $0.clock == .ombudsman }.map { legal.resume($0, at: now, in: place) }
        return running + [ombudsman ?? ombudsmanAgain(at: now, place, legal)].compactMap(\.self)
    }

    /// A case that was closed or filed goes on where it was: nobody has more time because it had ended for a while. Who owes
    /// the reporter an answer to their objection has the time of an answer.
    private func takenUp(
        in status: CaseStatus, _ event: CaseEvent, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> [RunningClock] {
        func goneOn(_ clock: DeadlineClock) -> RunningClock? { ended(clock, at: now, place, legal) }
        var running: [RunningClock?] = []
        switch status {
        case .belumTerverifikasi: running = [goneOn(.verify) ?? verify(at: desk ?? body, now, place, legal)]
        default:
            let completion = place.caseClass.completion
            let answer = goneOn(.reply) ?? (event == .disputed ? legal.start(.reply, at: now, in: place) : nil)
            running = [goneOn(completion) ?? legal.start(completion, at: now, in: place), answer]
        }
        return (running + [goneOn(.ombudsman) ?? ombudsmanAgain(at: now, place, legal)]).compactMap(\.self)
    }

    /// A case that followed another goes on where it was, with the days that were left; only the reporter, who heard nothing
    /// meanwhile, has their full time again.
    private func setFree(
        in status: CaseStatus, at now: Instant, _ place: ClockPlace, _ legal: LegalClocks
    ) -> [RunningClock] {
        var running = endedClocks.compactMap { clock -> RunningClock? in
            if clock.clock == .silence || clock.clock == .answer { return legal.start(clock.clock, at: now, in: place) }
            let waitsForBody = status == .belumTerverifikasi && clock.clock.isOfBody
            guard !clock.isPaused, !waitsForBody, let goesOn = ended(clock.clock, at: now, place, legal) else {
                return clock
            }
            return status == .tunda ? legal.pause(goesOn, at: now, in: place) : goesOn
        }
        if running.isEmpty, status == .belumTerverifikasi {
            running = [legal.start(.verify, at: now, in: place)].compactMap(\.self)
        }
        if !running.contains(where: { $0.clock == .ombudsman }), let ombudsman = ombudsmanAgain(at: now, place, legal) {
            running.append(status == .tunda ? legal.pause(ombudsman, at: now, in: place) : ombudsman)
        }
        return running
    }

    /// The way to the Ombudsman of a case that had ended before its clocks ran: it counts from the submission, without the days
    /// in which the reporter was asked or the case had ended; nil when it was shown already.
    private func ombudsmanAgain(at now: Instant, _ place: ClockPlace, _ legal: LegalClocks) -> RunningClock? {
        guard ombudsmanAt == nil, let clock = legal.start(.ombudsman, at: submittedAt, in: place) else { return nil }
        let still = endedAt.map { legal.workingDays(from: $0, to: now, in: place) } ?? 0
        return legal.extend(clock, by: waitingDays(from: submittedAt, to: now, legal) + still, in: place)
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
        let clocks = owedClocks
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
        details.status = status == .arsip ? .arsip : nil
        details.step = reached
        details.due = due
        var advanced = legal.advance(clock, to: reached, at: now, in: place)
        // While the reporter is asked, or a body is looked for again, nobody is pressed to act.
        if status == .tunda, clock.clock != .answer { advanced.next = nil }
        if status == .belumTerverifikasi, clock.clock.isOfBody { advanced.next = nil }
        details.clocks = clocks.map { $0.clock == clock.clock ? advanced : $0 }
        return step(of: clock.clock, reached, details, at: now, legal)
    }

    /// The clocks, where silence counts against who is silent: a case in which the reporter spoke last waits for the body. Cases
    /// from before that was told apart have a clock of silence there.
    private var owedClocks: [RunningClock] {
        guard lastWord == .reporter, clocks.contains(where: { $0.clock == .silence }) else { return clocks }
        let isOwed = clocks.contains { $0.clock == .reply }
        return clocks.compactMap { clock in
            guard clock.clock == .silence else { return clock }
            return isOwed
                ? nil
                : RunningClock(
                    .reply, from: clock.from, days: clock.days, due: clock.due, step: clock.step, next: clock.next)
        }
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
        details.clocks = owedClocks.map { $0.clock == clock.clock ? warned : $0 }
        return step(of: clock.clock, warned.step, details, at: now, legal)
    }

    private func step(
        of clock: DeadlineClock, _ reached: ClockStep, _ details: EventDetails, at now: Instant, _ legal: LegalClocks
    ) -> CaseStep {
        var details = details
        // How late it is.
        if clock.hasLadder, reached >= .overdue, let due = details.due {
            details.workingDays = legal.workingDays(from: due, to: now, in: place)
        }
        switch (clock, reached) {
        case (.silence, .overdue):
            details.cause = "silence"
            details.workingDays = completionTime(at: now, legal)
            details.objectionDue = legal.start(.objection, at: now, in: place)?.due
            details.clocks = [legal.start(.survey, at: now, in: place)].compactMap(\.self)
            return CaseStep(.closed, details)
        case (.answer, .overdue):
            details.cause = "no_answer"
            details.clocks = []
            return CaseStep(.archived, details)
        case (.survey, _):
            details.clocks = []
            return CaseStep(.askedAgain, details)
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

extension CaseState {
    /// The cause of a closing by a silence that was the body's.
    static let silenceOfBody = "silence_body"
}
