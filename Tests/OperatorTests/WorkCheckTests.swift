import Complaints
import Shared
import Testing

@testable import Operator
@testable import Store

/// What the doctor makes of queues, lives and delays.
@Suite struct WorkCheckTests {
    /// A worker at rest, alive, all of whose lanes work.
    static func worker(
        _ kind: WorkerKind, _ change: (inout WorkerTable.Listed) -> Void = { _ in }
    ) -> WorkerTable.Listed {
        var beat = WorkerTable.Beat()
        (beat.lanes, beat.ready) = (2, 2)
        var worker = WorkerTable.Listed(
            identity: .init(
                instance: "\(kind)-1", kind: kind.rawValue, host: "mesin1", pid: 7, version: "1.0", filed: []),
            beat: beat, startedAt: Instant(microseconds: 0), turnedAt: Instant(microseconds: 3_600_000_000),
            workedAt: nil, beatSeconds: 2)
        change(&worker)
        return worker
    }

    private static let empty = Dictionary(
        uniqueKeysWithValues: Topology.stages.map { ($0, WorkChecks.Queue(waiting: 0, consumers: 2, parked: 0)) })
    private static let none = WorkInHand.Fault.allCases.map { WorkInHand.Delay($0, 0) }

    /// Checks of a sound pipeline, with a change.
    private func checks(_ change: (inout WorkChecks) -> Void = { _ in }) -> WorkChecks {
        var checks = WorkChecks(
            queues: Self.empty, workers: WorkerKind.allCases.map { Self.worker($0) }, delays: Self.none)
        change(&checks)
        return checks
    }

    private func bad(_ change: (inout WorkChecks) -> Void) -> [String] {
        checks(change).findings.filter { $0.severity != .good }.map {
            "\($0.severity) \($0.subject.en): \($0.finding.en) -> \($0.advice?.en ?? "")"
        }
    }

    @Test func `a gateway is missed when it fell silent, and not where there never was one`() {
        func said(_ change: (inout WorkerTable.Listed) -> Void = { _ in }) -> [String] {
            var gateway = Self.worker(.clock, change)
            gateway.identity.kind = "Gateway"
            return bad { $0.workers?.append(gateway) }
        }
        let (sound, silent) = (said(), said { $0.beatSeconds = 95 })
        let halting = said { $0.beat.ready = 1 }
        #expect(sound.isEmpty && !checks().findings.contains { $0.subject.en.contains("Gateway") })
        let missed = "mesin1 (pid 7) fell silent 1 min 35 s ago, beside 0 that live"
        #expect(silent == ["error Gateway: \(missed) -> restart that process, or start another"])
        // One that was started takes the place of one.
        let crowd = bad { checks in
            for (pid, beat, age): (Int32, Double, Int) in [(7, 95.0, 900), (8, 95.0, 900), (9, 1.0, 30)] {
                var gateway = Self.worker(.clock) { $0.beatSeconds = beat }
                (gateway.identity.kind, gateway.identity.pid) = ("Gateway", pid)
                gateway.startedAt = gateway.turnedAt.advanced(bySeconds: Int64(-age))
                if beat < 90 { gateway.startedAt = gateway.beatAt.advanced(bySeconds: 3600) }
                checks.workers?.append(gateway)
            }
        }
        #expect(crowd.count == 1, "\(crowd)")
        #expect(halting.count == 1 && halting[0].hasPrefix("warning Gateway: 1 of 2 lanes gets nothing done"))
    }

    private func remove(_ kind: WorkerKind, _ checks: inout WorkChecks, consumers: Int = 0, waiting: Int = 0) {
        checks.workers?.removeAll { $0.identity.kind == kind.rawValue }
        if let queue = kind.queue { checks.queues?[queue] = .init(waiting: waiting, consumers: consumers, parked: 0) }
    }

    @Test func `a sound pipeline is found sound, each kind and each delay in a line`() {
        let findings = checks().findings
        #expect(findings.allSatisfy { $0.severity == .good } && findings.count == 5 + WorkInHand.Fault.allCases.count)
        #expect(findings[0].finding.en == "1 process, 2 lanes, 0 wait")
    }

    @Test(arguments: WorkerKind.allCases) func `a kind that does not run is named, though nothing waits`(
        kind: WorkerKind
    ) {
        #expect(bad { remove(kind, &$0) } == ["warning \(kind.rawValue): none runs -> start \(kind.rawValue)"])
    }

    @Test(arguments: WorkerKind.allCases.filter { $0.queue != nil })
    func `where something waits for it, that is harm`(kind: WorkerKind) {
        #expect(
            bad { remove(kind, &$0, waiting: 12) } == [
                "error \(kind.rawValue): none runs; 12 messages wait -> start \(kind.rawValue)"
            ])
    }

    @Test(arguments: WorkInHand.Fault.allCases) func `what is late because nobody runs is said once`(
        fault: WorkInHand.Fault
    ) {
        let found = bad { checks in
            remove(fault.worker, &checks)
            checks.delays = Self.none.map { $0.fault == fault ? .init(fault, 500, oldestSeconds: 172_800) : $0 }
        }
        let kind = fault.worker.rawValue
        #expect(
            found == [
                "error \(kind): none runs; \(fault.subject.en): 500, the oldest for 2 d -> start \(kind)"
            ])
    }

    @Test(arguments: WorkInHand.Fault.allCases) func `what is late although somebody runs is harm`(
        fault: WorkInHand.Fault
    ) {
        let found = bad { checks in
            checks.delays = Self.none.map { $0.fault == fault ? .init(fault, 3, oldestSeconds: 75) : $0 }
        }
        #expect(found == ["error \(fault.subject.en): 3, the oldest for 1 min 15 s -> \(fault.advice.en)"])
    }

    @Test func `one that fell silent is named with its place`() {
        let found = bad { checks in
            checks.workers = checks.workers?.map { worker in
                worker.identity.kind == "ClockWorker" ? Self.worker(.clock) { $0.beatSeconds = 95 } : worker
            }
        }
        #expect(
            found == [
                "warning ClockWorker: none runs; the last, mesin1 (pid 7), fell silent 1 min 35 s ago"
                    + " -> restart ClockWorker: it has ended, is frozen, or is cut off from the database"
            ])
    }

    @Test func `consumers that prove nothing`() {
        let found = bad { remove(.routing, &$0, consumers: 3) }
        #expect(found.count == 1 && found[0].hasPrefix("error RoutingWorker: 3 consumers, none of which proves"))
    }

    @Test func `a worker that takes nothing while messages wait`() {
        /// Of intake's workers, each changed, while nine messages wait.
        func found(_ changes: ((inout WorkerTable.Listed) -> Void)...) -> [String] {
            bad { checks in
                checks.queues?["intake"] = WorkChecks.Queue(waiting: 9, consumers: 2 * changes.count, parked: 0)
                checks.workers?.removeFirst()
                for change in changes { checks.workers?.append(Self.worker(.intake, change)) }
            }
        }
        let standing = found({ $0.beat.idleSeconds = 300 })
        #expect(
            standing == [
                "error IntakeWorker: has taken nothing for 5 min 2 s; 9 messages wait -> look at the log of mesin1 (pid 7)"
            ])
        let sound = [
            found({ $0.beat.idleSeconds = 1 }),
            found({ $0.beat.idleSeconds = 300 }, { $0.beat.idleSeconds = 3 }),
            // It has only just started.
            found({ $0.startedAt = $0.turnedAt }),
        ]
        #expect(sound == [[], [], []])
    }

    @Test func `lives that limp`() {
        func found(waiting: Int = 0, _ change: (inout WorkerTable.Listed) -> Void) -> [String] {
            bad { checks in
                checks.queues?["intake"]?.waiting = waiting
                checks.workers?[0] = Self.worker(.intake) {
                    $0.beat.idleSeconds = 1
                    change(&$0)
                }
            }
        }
        let log = "-> look at the log of mesin1 (pid 7)"
        let lines = [
            found { $0.beat.ready = 0 }, found(waiting: 4) { $0.beat.ready = 0 }, found { $0.beat.ready = 1 },
            found { $0.beat.silentSeconds = 90 }, found { $0.beat.freeBytes = 900_000_000 },
            found { $0.beat.freeBytes = 1_000 }, found { $0.beat.freeBytes = 1_000_000_000 },
        ]
        let disk = "are left on the disk for messages -> free that disk"
        #expect(
            lines == [
                ["warning IntakeWorker: runs, and none of its 2 lanes gets anything done \(log)"],
                ["error IntakeWorker: runs, and none of its 2 lanes gets anything done; 4 messages wait \(log)"],
                ["warning IntakeWorker: 1 of 2 lanes gets nothing done \(log)"],
                ["warning IntakeWorker: a lane has been silent for 1 min 30 s \(log)"],
                ["warning IntakeWorker: mesin1 (pid 7): 900 MB \(disk)"],
                ["error IntakeWorker: mesin1 (pid 7): 1.0 kB \(disk)"], [],
            ])
    }

    @Test func `a worker that has just started is left to open its lanes`() {
        func found(after seconds: Int64) -> [String] {
            bad { checks in
                checks.queues?["intake"] = .init(waiting: 4, consumers: 0, parked: 0)
                checks.workers?[0] = Self.worker(.intake) { worker in
                    worker.beat.ready = 0
                    worker.turnedAt = worker.startedAt.advanced(bySeconds: seconds)
                }
            }
        }
        #expect(found(after: 5).isEmpty)
        #expect(found(after: 15).count == 1)
    }

    @Test func `a worker without a consumer does not read`() {
        let found = bad { $0.queues?["notify"] = .init(waiting: 2, consumers: 0, parked: 0) }
        #expect(
            found.count == 1
                && found[0].hasPrefix("error NotifyWorker: runs, and does not read its queue; 2 messages wait"))
    }

    @Test func `parked messages are to be looked at, and harm while they grow`() {
        let parked = WorkChecks.Queue(waiting: 0, consumers: 2, parked: 3)
        #expect(
            bad { $0.queues?["intake"] = parked } == [
                "warning queue intake.dead: 3 messages are parked, copies included -> see why: lapor dead list --stage intake"
            ])
        func growing(_ messages: Int, by gain: Int?) -> String {
            let found = bad { checks in
                checks.queues?["intake"] = WorkChecks.Queue(waiting: 0, consumers: 2, parked: messages)
                checks.workers?[0] = Self.worker(.intake) { $0.beat.unparkedSeconds = 58 }
                checks.parkedGain = gain.map { ["intake": $0] } ?? [:]
            }
            return found.count == 1 ? found[0] : "\(found)"
        }
        #expect(growing(40, by: 40).hasPrefix("error queue intake.dead: 40 messages are parked, the last 1 min ago"))
        #expect(growing(40, by: nil).hasPrefix("error queue intake.dead: 40 messages"), "nobody knows since when")
        #expect(growing(1, by: 1).hasPrefix("warning queue intake.dead: 1 message is parked, the last 1 min ago"))
        #expect(growing(3, by: nil).hasPrefix("warning"))
        #expect(growing(500, by: 1).hasPrefix("warning"), "an old pile with a new one")
        #expect(growing(21, by: 20).hasPrefix("warning") && growing(22, by: 21).hasPrefix("error"))
    }

    @Test func `what the store keeps of parked messages is named with its queue`() {
        let found = bad { $0.overflow = ["notify": 7] }
        #expect(
            found == [
                "warning queue notify.dead: was full: 7 more messages are parked in the database -> put back or discard"
                    + " what is clear: lapor dead list --stage notify"
            ])
        #expect(bad { $0.overflow = ["notify": 0] }.isEmpty)
    }

    @Test func `who proved their life before the database's own start may not have had the time to do so again`() {
        let workers = [Self.worker(.intake) { $0.beatSeconds = 30 }, Self.worker(.clock)]
        #expect(WorkChecks.areUnseen(workers, databaseUp: 8) && !WorkChecks.areUnseen(workers, databaseUp: 25))
        #expect(!WorkChecks.areUnseen(workers, databaseUp: 31) && !WorkChecks.areUnseen([], databaseUp: 1))
        #expect(!WorkChecks.areUnseen([Self.worker(.intake) { $0.beatSeconds = 2 }], databaseUp: 8))
    }

    @Test func `two releases at a time are noted`() {
        let found = bad { $0.workers?[1] = Self.worker(.routing) { $0.identity.version = "0.9" } }
        #expect(found == ["note releases: 0.9, 1.0 -> finish the upgrade: all workers run one release"])
    }

    @Test func `without the database the broker's word counts, and the other way round`() {
        #expect(
            bad { checks in
                (checks.workers, checks.delays) = (nil, [])
                checks.queues?["intake"] = .init(waiting: 5, consumers: 0, parked: 0)
                checks.queues?["notify"] = .init(waiting: 0, consumers: 0, parked: 0)
            } == [
                "error IntakeWorker: 5 messages wait and nobody reads them; whether one runs only the database tells"
                    + " -> mend the database, then look again; start IntakeWorker if there is none",
                "warning NotifyWorker: nobody reads its queue; whether one runs only the database tells"
                    + " -> mend the database, then look again; start NotifyWorker if there is none",
            ])
        #expect(bad { $0.queues = nil }.isEmpty)
        let still = WorkerKind.allCases.map { Self.worker($0) { $0.beat.ready = 0 } }
        #expect(bad { ($0.queues, $0.workers) = (nil, still) }.isEmpty, "the broker is away, which is said elsewhere")
        #expect(bad { ($0.isHeldBack, $0.workers) = (true, still) }.isEmpty, "an alarm, which is said elsewhere")
        #expect(bad { checks in (checks.queues, checks.workers, checks.delays) = (nil, nil, []) }.isEmpty)
    }
}
