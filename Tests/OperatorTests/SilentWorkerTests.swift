import Complaints
import Shared
import Testing

@testable import Operator
@testable import Store

/// Workers that stand still or are gone while others of their kind go on, and what is parked without their knowledge.
@Suite struct SilentWorkerTests {
    private static let none = WorkInHand.Fault.allCases.map { WorkInHand.Delay($0, 0) }

    /// What is wrong with one kind's processes and queue, all others being sound.
    private func bad(
        _ kind: WorkerKind, _ processes: [WorkerTable.Listed], consumers: Int, waiting: Int = 0, held: Int? = nil,
        parked: Int = 0, _ change: (inout WorkChecks) -> Void = { _ in }
    ) -> [String] {
        var queues = Dictionary(
            uniqueKeysWithValues: Topology.stages.map { ($0, WorkChecks.Queue(waiting: 0, consumers: 2, parked: 0)) })
        if let queue = kind.queue {
            queues[queue] = WorkChecks.Queue(waiting: waiting, consumers: consumers, parked: parked, held: held)
        }
        let others = WorkerKind.allCases.filter { $0 != kind }.map { WorkCheckTests.worker($0) }
        var checks = WorkChecks(queues: queues, workers: processes + others, delays: Self.none)
        change(&checks)
        return checks.findings.filter { $0.severity != .good }.map {
            "\($0.severity) \($0.subject.en): \($0.finding.en) -> \($0.advice?.en ?? "")"
        }
    }

    private func worker(_ change: (inout WorkerTable.Listed) -> Void = { _ in }) -> WorkerTable.Listed {
        WorkCheckTests.worker(.intake, change)
    }

    private static let startAgain = "-> restart that process, or start another"

    @Test func `one of two that was killed or stands still is named, whatever the other does`() {
        let silent = worker {
            $0.beatSeconds = 65
            $0.identity.pid = 8
        }
        let named = "warning IntakeWorker: mesin1 (pid 8) fell silent 1 min 5 s ago, beside 1 that live"
        // Killed: its consumers went with it. Frozen: they are there until the broker gives it up.
        #expect(bad(.intake, [worker(), silent], consumers: 2) == ["\(named) \(Self.startAgain)"])
        #expect(
            bad(.intake, [worker(), silent], consumers: 4, held: 12) == [
                "\(named); 12 messages are in somebody's hands \(Self.startAgain)"
            ])
        #expect(bad(.intake, [worker(), silent, silent], consumers: 2).count == 2)
        let clocks = [WorkCheckTests.worker(.clock), WorkCheckTests.worker(.clock) { $0.beatSeconds = 30 }]
        #expect(bad(.clock, clocks, consumers: 0).count == 1)
    }

    @Test func `one that was started in the place of another that died ends the matter`() {
        let dead = worker { $0.beatSeconds = 65 }
        let after = dead.turnedAt.advanced(bySeconds: 5)
        let replacement = worker { ($0.startedAt, $0.turnedAt) = (after, after.advanced(bySeconds: 60)) }
        #expect(bad(.intake, [dead, replacement], consumers: 2).isEmpty)
        #expect(bad(.intake, [dead, worker(), replacement], consumers: 4).isEmpty)
        #expect(bad(.intake, [dead, dead, replacement], consumers: 2).count == 1, "two died, one was started")
    }

    @Test func `consumers and lanes that live are the same, one for one`() {
        let two = [worker(), worker()]
        #expect(bad(.intake, two, consumers: 4).isEmpty)
        let log = "-> look at the log of mesin1 (pid 7)"
        #expect(
            bad(.intake, two, consumers: 6) == [
                "warning IntakeWorker: 2 of 6 consumers do not prove that they live \(log)"
            ])
        #expect(
            bad(.intake, two, consumers: 3) == [
                "warning IntakeWorker: 1 of 4 lanes do not read their queue \(log)"
            ])
        let starting = worker {
            $0.beat.ready = 0
            $0.turnedAt = $0.startedAt.advanced(bySeconds: 2)
        }
        #expect(bad(.intake, [starting], consumers: 0).isEmpty)
    }

    @Test func `what is held and does not move counts like what waits`() {
        let idle = worker { $0.beat.idleSeconds = 300 }
        #expect(
            bad(.intake, [idle], consumers: 2, held: 40) == [
                "error IntakeWorker: has taken nothing for 5 min 2 s; 40 messages wait -> look at the log of mesin1 (pid 7)"
            ])
        #expect(bad(.intake, [idle], consumers: 2, held: 0).isEmpty)
        #expect(bad(.intake, [idle], consumers: 2).isEmpty, "the management API was not asked")
        #expect(bad(.intake, [worker { $0.beat.idleSeconds = 2 }], consumers: 2, held: 40).isEmpty)
    }

    @Test func `what may pass is looked at twice`() {
        func seems(_ consumers: Int) -> Bool {
            let queue = WorkChecks.Queue(waiting: 0, consumers: consumers, parked: 0)
            return WorkChecks(queues: ["intake": queue], workers: [worker()], delays: []).seemsToStand
        }
        #expect([0, 1, 2, 3].map(seems) == [false, true, false, true])
    }

    @Test func `who fell silent may be cut off from broker and database, and is told as such`() {
        let found = bad(.intake, [worker { $0.beatSeconds = 95 }], consumers: 0, waiting: 3)
        #expect(
            found.count == 1
                && found[0].hasSuffix(
                    "-> restart IntakeWorker: it has ended, is frozen, or is cut off from the database")
        )
    }

    @Test func `what was parked before somebody took messages out is no longer the last`() {
        func found(_ taken: Double?) -> String {
            bad(.intake, [worker { $0.beat.unparkedSeconds = 58 }], consumers: 2, parked: 30) {
                $0.parkedGrowth = ["intake": 70]
                $0.parkedTaken = taken.map { ["intake": $0] } ?? [:]
            }.first ?? ""
        }
        #expect(found(nil).contains("the last 1 min ago") && found(300).contains("the last 1 min ago"))
        #expect(found(20).hasPrefix("warning queue intake.dead: 30 messages are parked, copies included"))
    }

    @Test func `parked messages are fresh by the newest that anybody knows`() {
        func found(_ growth: [String: Double], _ change: (inout WorkerTable.Listed) -> Void = { _ in }) -> String {
            bad(.intake, [worker(change)], consumers: 2, parked: 30) { $0.parkedGrowth = growth }.first ?? ""
        }
        #expect(found([:]).hasPrefix("warning queue intake.dead"))
        #expect(found(["intake": 60]).hasPrefix("error queue intake.dead: 30 messages are parked, the last 1 min ago"))
        #expect(found(["intake": 1000]).hasPrefix("warning"), "that was long ago")
        #expect(found(["routing": 60]).hasPrefix("warning"), "another stage's")
        #expect(found(["intake": 1000]) { $0.beat.unparkedSeconds = 100 }.hasPrefix("error"))
        let dead = worker {
            $0.beatSeconds = 300
            $0.beat.unparkedSeconds = 60
        }
        #expect(
            bad(
                .intake, [worker { $0.startedAt = dead.turnedAt.advanced(bySeconds: 1) }, dead], consumers: 2,
                parked: 30
            )
            .first?.hasPrefix("error queue intake.dead: 30 messages are parked, the last 6 min ago") == true)
        #expect(bad(.intake, [worker()], consumers: 2) { $0.parkedGrowth = ["intake": 5] }.isEmpty, "none is left")
    }
}
