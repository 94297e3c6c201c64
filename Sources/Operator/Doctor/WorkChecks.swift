import Complaints
import Shared
import Store

/// Whether work gets done, by kind of worker: who lives, what waits, what is late. It asks nobody: what broker and database
/// tell is put together here, so that one cause is said once.
struct WorkChecks {
    struct Queue {
        var waiting: Int
        var consumers: Int
        var parked: Int
    }

    /// Seconds without a sign after which a worker counts as gone: four of its proofs.
    static let lifeSeconds = 20.0
    /// Seconds in which a worker takes something where something waits.
    static let takingSeconds = 60.0
    /// Seconds in which parked messages count as growing.
    static let growingSeconds = 900.0
    /// Bytes of a disk for messages below which somebody must look, and must act.
    static let room = (warning: Int64(1_000_000_000), error: Int64(200_000_000))

    /// By name; nil: the broker was not looked at.
    var queues: [String: Queue]?
    /// Whether an alarm of the broker holds all workers back: that is no fault of theirs.
    var isHeldBack = false
    /// Nil: the database was not looked at.
    var workers: [WorkerTable.Listed]?
    var delays: [WorkInHand.Delay] = []

    var findings: [Finding] { WorkerKind.allCases.flatMap { findings(about: $0) } + releases }

    private func findings(about kind: WorkerKind) -> [Finding] {
        let queue = kind.queue.flatMap { queues?[$0] }
        let late = delays.filter { $0.fault.worker == kind }
        let (life, saysDelays) = life(kind, queue, late.filter { $0.count > 0 })
        let rest = late.map { delay in
            delay.count == 0
                ? Finding.good(delay.fault.subject, CommonWords.none)
                : .bad(.error, delay.fault.subject, delay.phrase, do: delay.fault.advice)
        }
        return life + (saysDelays ? [] : rest) + [parked(kind, queue)].compactMap { $0 } + rooms(kind)
    }

    private func living(_ kind: WorkerKind) -> [WorkerTable.Listed] {
        (workers ?? []).filter { $0.identity.kind == kind.rawValue && $0.beatSeconds < Self.lifeSeconds }
    }

    // MARK: Lives

    /// Also whether it says already what is late: nobody is there who could do it.
    private func life(_ kind: WorkerKind, _ queue: Queue?, _ late: [WorkInHand.Delay]) -> ([Finding], Bool) {
        guard workers != nil else { return (queue.map { [reading(kind, $0)] } ?? [], false) }
        let living = living(kind)
        let consumers = queue?.consumers ?? 0
        if living.isEmpty, consumers == 0 { return ([missing(kind, queue, late)], true) }
        if living.isEmpty {
            return (
                [
                    .bad(
                        .warning, DoctorWords.worker(kind.rawValue), DoctorWords.noLife(consumers),
                        do: DoctorWords.seeAge)
                ], false
            )
        }
        return ([working(kind, queue, living)], false)
    }

    /// The same by the broker's word alone.
    private func reading(_ kind: WorkerKind, _ queue: Queue) -> Finding {
        let subject = DoctorWords.worker(kind.rawValue)
        guard queue.consumers == 0 else { return .good(subject, DoctorWords.depth(queue.waiting, queue.consumers)) }
        return queue.waiting > 0
            ? .bad(.error, subject, DoctorWords.nobodyReads(queue.waiting), do: DoctorWords.start(kind.rawValue))
            : .bad(.warning, subject, DoctorWords.nobodyRuns, do: DoctorWords.start(kind.rawValue))
    }

    private func missing(_ kind: WorkerKind, _ queue: Queue?, _ late: [WorkInHand.Delay]) -> Finding {
        var parts = [DoctorWords.nobodyRuns]
        if let waiting = queue?.waiting, waiting > 0 { parts.append(DoctorWords.waiting(waiting)) }
        parts += late.map { DoctorWords.delayed($0.fault.subject, $0.phrase) }
        let isHarm = parts.count > 1
        if let last = workers?.filter({ $0.identity.kind == kind.rawValue }).min(by: { $0.beatSeconds < $1.beatSeconds }
        ) {
            parts.append(DoctorWords.fellSilent(last.place, Phrase(seconds: last.beatSeconds)))
        }
        return .bad(
            isHarm ? .error : .warning, DoctorWords.worker(kind.rawValue), parts.joined("; "),
            do: DoctorWords.start(kind.rawValue))
    }

    private func working(_ kind: WorkerKind, _ queue: Queue?, _ living: [WorkerTable.Listed]) -> Finding {
        let subject = DoctorWords.worker(kind.rawValue)
        let waiting = queue?.waiting ?? 0
        func bad(_ phrase: Phrase, isHarm: Bool) -> Finding {
            let whole = waiting > 0 ? [phrase, DoctorWords.waiting(waiting)].joined("; ") : phrase
            return .bad(isHarm ? .error : .warning, subject, whole, do: DoctorWords.seeLogOf(living[0].place))
        }
        let (lanes, ready) = (living.reduce(0) { $0 + $1.identity.lanes }, living.reduce(0) { $0 + $1.beat.ready })
        // Without the broker none can work, and that is said already.
        guard queues != nil, !isHeldBack, !living.allSatisfy(\.isStarting) else {
            return .good(subject, DoctorWords.alive(living.count, lanes))
        }
        if ready == 0 { return bad(DoctorWords.nothingDone(lanes), isHarm: waiting > 0 || kind == .clock) }
        if queue?.consumers == 0 { return bad(DoctorWords.notReading, isHarm: waiting > 0) }
        if let idle = standing(kind) { return bad(DoctorWords.takesNothing(Phrase(seconds: idle)), isHarm: true) }
        if let silent = living.map(\.beat.silentSeconds).max(), silent > Self.takingSeconds {
            return bad(DoctorWords.laneSilent(Phrase(seconds: silent)), isHarm: false)
        }
        if ready < lanes { return bad(DoctorWords.lanesStand(lanes - ready, lanes), isHarm: false) }
        return .good(
            subject,
            queue.map { DoctorWords.sound(living.count, lanes, $0.waiting) } ?? DoctorWords.alive(living.count, lanes))
    }

    /// Seconds for which no worker of a kind has taken anything, where something waits now; nil: all is well. What waits may
    /// have come this moment: who finds some looks again.
    private func standing(_ kind: WorkerKind) -> Double? {
        let living = living(kind)
        let idle = living.compactMap(\.idle)
        guard let queue = kind.queue.flatMap({ queues?[$0] }), queue.waiting > 0, queue.consumers > 0 else {
            return nil
        }
        guard idle.count == living.count, let least = idle.min(), least > Self.takingSeconds else { return nil }
        return least
    }

    /// Whether somebody seems to take nothing of what waits.
    var seemsToStand: Bool { WorkerKind.allCases.contains { standing($0) != nil } }

    // MARK: Parked messages, disks, releases

    private func parked(_ kind: WorkerKind, _ queue: Queue?) -> Finding? {
        guard let name = kind.queue, let queue, queue.parked > 0 else { return nil }
        let subject = DoctorWords.queue("\(name).dead")
        let last = living(kind).compactMap { worker in worker.beat.unparkedSeconds.map { $0 + worker.beatSeconds } }
            .min()
        guard let last, last < Self.growingSeconds else {
            return .bad(.warning, subject, DoctorWords.parked(queue.parked), do: DoctorWords.seeWhy(name))
        }
        return .bad(
            .error, subject, DoctorWords.growing(queue.parked, Phrase(seconds: last)), do: DoctorWords.seeWhy(name))
    }

    /// The disk that each process writes messages to.
    private func rooms(_ kind: WorkerKind) -> [Finding] {
        living(kind).compactMap { worker in
            guard let free = worker.beat.freeBytes, free < Self.room.warning else { return nil }
            return .bad(
                free < Self.room.error ? .error : .warning, DoctorWords.worker(kind.rawValue),
                DoctorWords.diskLow(worker.place, Size(Double(free))), do: DoctorWords.freeDisk)
        }
    }

    private var releases: [Finding] {
        let releases = Set(WorkerKind.allCases.flatMap { living($0) }.map(\.identity.version)).sorted()
        guard releases.count > 1 else { return [] }
        return [
            .bad(
                .note, DoctorWords.releases, Phrase(same: releases.joined(separator: ", ")), do: DoctorWords.oneRelease)
        ]
    }
}

extension WorkerTable.Listed {
    /// Where it runs: `host (pid 12)`.
    var place: String { "\(identity.host) (pid \(identity.pid))" }

    /// Seconds since it last did something, or since it started; nil when it has only just started.
    fileprivate var idle: Double? {
        let sinceStart = Double(turnedAt.microseconds - startedAt.microseconds) / 1e6
        return beat.idleSeconds.map { $0 + beatSeconds } ?? (sinceStart > WorkChecks.takingSeconds ? sinceStart : nil)
    }
}

extension WorkInHand.Delay {
    /// How many, and since when.
    var phrase: Phrase {
        oldestSeconds.map { DoctorWords.since(count, Phrase(seconds: $0)) } ?? Phrase(same: String(count))
    }
}

extension WorkInHand.Fault {
    /// Whose work it is.
    var worker: WorkerKind {
        switch self {
        case .unrouted: .routing
        case .untaken: .casework
        case .unannounced, .silent, .partitions: .clock
        case .abandoned, .overdue: .notify
        }
    }
}

extension WorkerTable.Listed {
    /// Seconds in which a process that has started may still be opening its lanes.
    private static let startSeconds = 10.0

    /// Whether it has not proved for longer than that that its lanes do not get on.
    fileprivate var isStarting: Bool {
        let lived = Double(turnedAt.microseconds - startedAt.microseconds) / 1e6 + beat.silentSeconds
        return beat.ready < identity.lanes && lived < Self.startSeconds
    }
}
