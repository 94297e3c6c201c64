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
        /// Delivered and not settled yet; nil: only the management API tells.
        var held: Int?

        /// What is to be done still, as far as it is known.
        var open: Int { waiting + (held ?? 0) }
    }

    static let lifeSeconds = WorkerTable.lifeSeconds
    /// Seconds in which a worker takes something where something waits.
    static let takingSeconds = 60.0
    /// Seconds in which parked messages count as growing.
    static let growingSeconds = 900.0
    /// More of them than that within a quarter of an hour, or half an hour, are a channel or a stage that is broken.
    static let growingMessages = 20
    /// Bytes of a disk for messages below which somebody must look, and must act.
    static let room = (warning: Int64(1_000_000_000), error: Int64(200_000_000))

    /// By name; nil: the broker was not looked at.
    var queues: [String: Queue]?
    /// Whether an alarm of the broker holds all workers back: that is no fault of theirs.
    var isHeldBack = false
    /// Nil: the database was not looked at, or nobody can prove anything there.
    var workers: [WorkerTable.Listed]?
    /// Seconds since a stage's parked messages last grew, as a ClockWorker saw it.
    var parkedGrowth: [String: Double] = [:]
    /// Seconds since somebody last took parked messages out of a stage's queue: what was parked before may be among them.
    var parkedTaken: [String: Double] = [:]
    /// How many more are parked than 15 to 30 minutes ago, as a ClockWorker saw it.
    var parkedGain: [String: Int] = [:]
    /// Parked messages that their queue has no room for, by stage.
    var overflow: [String: Int] = [:]
    var delays: [WorkInHand.Delay] = []

    var findings: [Finding] { WorkerKind.allCases.flatMap { findings(about: $0) } + doorFindings + releases }

    private func findings(about kind: WorkerKind) -> [Finding] {
        let queue = kind.queue.flatMap { queues?[$0] }
        let late = delays.filter { $0.fault.worker == kind }
        let (life, saysDelays) = life(kind, queue, late.filter { $0.count > 0 })
        let rest = late.map { delay in
            delay.count == 0
                ? Finding.good(delay.fault.subject, CommonWords.none)
                : .bad(.error, delay.fault.subject, delay.phrase, do: delay.fault.advice)
        }
        return life + (saysDelays ? [] : rest) + [parked(kind, queue), overflowing(kind)].compactMap { $0 }
            + rooms(kind)
    }

    /// Whether so little time has passed since the database took up its work that who last proved their lives before could not do so
    /// again.
    static func areUnseen(_ workers: [WorkerTable.Listed], databaseUp seconds: Double) -> Bool {
        seconds < lifeSeconds && workers.contains { $0.beatSeconds > seconds }
    }

    func living(_ kind: WorkerKind) -> [WorkerTable.Listed] { (workers ?? []).living(kind) }

    // MARK: Parked messages, disks, releases

    private func parked(_ kind: WorkerKind, _ queue: Queue?) -> Finding? {
        guard let name = kind.queue, let queue, queue.parked > 0 else { return nil }
        let subject = DoctorWords.queue("\(name).dead")
        // The newest of all that is known: a worker forgets with its end, and of what the broker parks it never knew.
        let told = (workers ?? []).of(kind).compactMap { worker in
            worker.beat.unparkedSeconds.map { $0 + worker.beatSeconds }
        }
        let lying = (told + [parkedGrowth[name]].compactMap { $0 }).filter { $0 < parkedTaken[name] ?? .infinity }
        guard let last = lying.min(), last < Self.growingSeconds else {
            return .bad(.warning, subject, DoctorWords.parked(queue.parked), do: DoctorWords.seeWhy(name))
        }
        // Where no ClockWorker counts, all that lie there may be new.
        let isMany = parkedGain[name, default: queue.parked] > Self.growingMessages
        return .bad(
            isMany ? .error : .warning, subject, DoctorWords.growing(queue.parked, Phrase(seconds: last)),
            do: DoctorWords.seeWhy(name))
    }

    private func overflowing(_ kind: WorkerKind) -> Finding? {
        guard let name = kind.queue, let count = overflow[name], count > 0 else { return nil }
        return .bad(
            .warning, DoctorWords.queue("\(name).dead"), DoctorWords.overflowing(count), do: DoctorWords.makeRoom(name))
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
        let releases = Set(
            (WorkerKind.allCases.map(\.rawValue) + Self.doors).flatMap { (workers ?? []).living($0) }
                .map(\.identity.version)
        ).sorted()
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
