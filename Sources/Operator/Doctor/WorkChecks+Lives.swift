import Complaints
import Shared
import Store

// Who lives, what they tell of themselves, and whether the broker sees the same.

extension WorkChecks {
    /// Also whether it says already what is late: nobody is there who could do it.
    func life(_ kind: WorkerKind, _ queue: Queue?, _ late: [WorkInHand.Delay]) -> ([Finding], Bool) {
        guard workers != nil else { return (queue.map { [reading(kind, $0)] } ?? [], false) }
        let living = living(kind)
        let consumers = queue?.consumers ?? 0
        if living.isEmpty, consumers == 0 { return ([missing(kind, queue, late)], true) }
        guard !living.isEmpty else { return ([unproven(kind, consumers, queue)], false) }
        let working = working(kind, queue, living)
        let silent = (workers ?? []).silent(kind).map { self.silent(kind, $0, beside: living.count, queue) }
        // What does not move is worse than who is missing, and both are said.
        return (working.severity == .good && !silent.isEmpty ? silent : [working] + silent, false)
    }

    /// The same by the broker's word alone. A worker without a database reads nothing after the broker was away: who is not seen
    /// may be there all the same.
    private func reading(_ kind: WorkerKind, _ queue: Queue) -> Finding {
        let subject = DoctorWords.worker(kind.rawValue)
        guard queue.consumers == 0 else { return .good(subject, DoctorWords.depth(queue.waiting, queue.consumers)) }
        let seen = queue.waiting > 0 ? DoctorWords.nobodyReads(queue.waiting) : DoctorWords.queueUnread
        return .bad(
            queue.waiting > 0 ? .error : .warning, subject, [seen, DoctorWords.livesUnseen].joined("; "),
            do: DoctorWords.startWhenSeen(kind.rawValue))
    }

    private func missing(_ kind: WorkerKind, _ queue: Queue?, _ late: [WorkInHand.Delay]) -> Finding {
        var parts = [DoctorWords.nobodyRuns]
        if let waiting = queue?.waiting, waiting > 0 { parts.append(DoctorWords.waiting(waiting)) }
        parts += late.map { DoctorWords.delayed($0.fault.subject, $0.phrase) }
        let isHarm = parts.count > 1
        let last = workers?.of(kind).min { $0.beatSeconds < $1.beatSeconds }
        if let last { parts.append(DoctorWords.fellSilent(last.place, Phrase(seconds: last.beatSeconds))) }
        // Who fell silent may be there all the same, cut off from both.
        return .bad(
            isHarm ? .error : .warning, DoctorWords.worker(kind.rawValue), parts.joined("; "),
            do: last == nil ? DoctorWords.start(kind.rawValue) : DoctorWords.startOrRestart(kind.rawValue))
    }

    /// Somebody has messages in hand, and nobody knows whether they get on: frozen, or cut off from the database.
    private func unproven(_ kind: WorkerKind, _ consumers: Int, _ queue: Queue?) -> Finding {
        let last = (workers ?? []).of(kind).min { $0.beatSeconds < $1.beatSeconds }
        var parts = [DoctorWords.noLife(consumers)]
        if let open = queue?.open, open > 0 { parts.append(DoctorWords.waiting(open)) }
        if let last { parts.append(DoctorWords.fellSilent(last.place, Phrase(seconds: last.beatSeconds))) }
        return .bad(.error, DoctorWords.worker(kind.rawValue), parts.joined("; "), do: DoctorWords.seeAge)
    }

    private func working(_ kind: WorkerKind, _ queue: Queue?, _ living: [WorkerTable.Listed]) -> Finding {
        let subject = DoctorWords.worker(kind.rawValue)
        let open = queue?.open ?? 0
        func bad(_ phrase: Phrase, isHarm: Bool) -> Finding {
            let whole = open > 0 ? [phrase, DoctorWords.waiting(open)].joined("; ") : phrase
            return .bad(isHarm ? .error : .warning, subject, whole, do: DoctorWords.seeLogOf(living[0].place))
        }
        let (lanes, ready) = (living.reduce(0) { $0 + $1.beat.lanes }, living.reduce(0) { $0 + $1.beat.ready })
        // Without the broker none can work, and that is said already.
        guard queues != nil, !isHeldBack, !living.allSatisfy(\.isStarting) else {
            return .good(subject, DoctorWords.alive(living.count, lanes))
        }
        if ready == 0 { return bad(DoctorWords.nothingDone(lanes), isHarm: open > 0 || kind == .clock) }
        if queue?.consumers == 0 { return bad(DoctorWords.notReading, isHarm: open > 0) }
        if let idle = standing(kind) { return bad(DoctorWords.takesNothing(Phrase(seconds: idle)), isHarm: true) }
        if let silent = living.map(\.beat.silentSeconds).max(), silent > Self.takingSeconds {
            return bad(DoctorWords.laneSilent(Phrase(seconds: silent)), isHarm: false)
        }
        if ready < lanes { return bad(DoctorWords.lanesStand(lanes - ready, lanes), isHarm: false) }
        if let queue, let difference = difference(kind, queue, lanes) { return bad(difference, isHarm: false) }
        return .good(
            subject,
            queue.map { DoctorWords.sound(living.count, lanes, $0.waiting) } ?? DoctorWords.alive(living.count, lanes))
    }

    /// Lanes that prove their lives and consumers that the broker knows are the same, one for one.
    private func difference(_ kind: WorkerKind, _ queue: Queue, _ lanes: Int) -> Phrase? {
        let more = queue.consumers - lanes
        if more > 0 {
            return (workers ?? []).silent(kind).isEmpty ? DoctorWords.unknownConsumers(more, queue.consumers) : nil
        }
        return more < 0 ? DoctorWords.lanesNotReading(-more, lanes) : nil
    }

    /// Seconds for which no worker of a kind has taken anything, where something waits now; nil: all is well. What waits may
    /// have come this moment: who finds some looks again.
    private func standing(_ kind: WorkerKind) -> Double? {
        let living = living(kind)
        let idle = living.compactMap(\.idle)
        guard let queue = kind.queue.flatMap({ queues?[$0] }), queue.consumers > 0 else { return nil }
        // What one that fell silent holds is nothing that the others could take.
        guard ((workers ?? []).silent(kind).isEmpty ? queue.open : queue.waiting) > 0 else { return nil }
        guard idle.count == living.count, let least = idle.min(), least > Self.takingSeconds else { return nil }
        return least
    }

    /// Whether somebody seems to take nothing of what waits, or is not where the broker sees them: both may pass.
    var seemsToStand: Bool {
        WorkerKind.allCases.contains { kind in
            if standing(kind) != nil { return true }
            let living = living(kind)
            guard !living.isEmpty, let queue = kind.queue.flatMap({ queues?[$0] }) else { return false }
            return queue.consumers > 0 && queue.consumers != living.reduce(0) { $0 + $1.beat.lanes }
        }
    }

    // MARK: Those that fell silent

    private func silent(
        _ kind: WorkerKind, _ worker: WorkerTable.Listed, beside living: Int, _ queue: Queue?
    ) -> Finding {
        let words = DoctorWords.silentBeside(worker.place, Phrase(seconds: worker.beatSeconds), living)
        let held = queue?.held ?? 0
        return .bad(
            .warning, DoctorWords.worker(kind.rawValue),
            held > 0 ? [words, DoctorWords.held(held)].joined("; ") : words, do: DoctorWords.startAgain)
    }
}

extension WorkerTable.Listed {
    /// Seconds in which a process that has started may still be opening its lanes.
    private static let startSeconds = 10.0

    /// Seconds since it last did something, or since it started; nil when it has only just started.
    fileprivate var idle: Double? {
        let sinceStart = Double(turnedAt.microseconds - startedAt.microseconds) / 1e6
        return beat.idleSeconds.map { $0 + beatSeconds } ?? (sinceStart > WorkChecks.takingSeconds ? sinceStart : nil)
    }

    /// Whether it has not proved for longer than that that its lanes do not get on.
    var isStarting: Bool {
        let lived = Double(turnedAt.microseconds - startedAt.microseconds) / 1e6 + beat.silentSeconds
        return beat.ready < beat.lanes && lived < Self.startSeconds
    }
}
