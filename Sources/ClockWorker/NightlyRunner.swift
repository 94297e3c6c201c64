import Complaints
import Logging
import Ops
import Postgres
import Shared
import Store

/// Keeps the night's work going on a thread of its own, so that nothing else waits for it.
struct NightlyRunner: Sendable {
    /// Milliseconds between two attempts, after one that failed and otherwise.
    private static let pause = (failed: 60_000, usual: 5_000)
    private let url: String
    private let world: LaneWorld
    private let status: LaneStatus

    init(_ preparation: WorkerProcess.Preparation, status: LaneStatus) {
        url = preparation.settings.databaseURL
        world = preparation.world(ofLane: "night")
        self.status = status
    }

    /// Runs until asked to stop. A night's work that fails does not make the process unready: it is done later.
    func run() {
        let status = status
        var work = NightlyWork(url: url) { () throws(PostgresError) in
            status.beat()
            guard !status.isStopping else {
                throw PostgresError(.abandoned(.stopped), in: "the night's work", "the worker is to stop")
            }
        }
        var clock: (now: @Sendable () -> Instant, isRehearsal: Bool)?
        var interruptions = RefusalLog()
        status.setReady(true)
        while !status.isStopping {
            do {
                let store = try clock ?? StoreClock.opened(at: url)
                clock = store
                // A rehearsal's nights pass in seconds, and its journal must not depend on which of them were noticed.
                for done in store.isRehearsal ? [] : try work.runIfDue(at: store.now()) {
                    world.log(
                        done.isGood ? .notice : .error, "the night's work is done",
                        ["work": .text(done.work.rawValue), "result": .text(done.summary)])
                }
                interruptions.worksAgain("the night's work goes on", world)
                world.wait(Self.pause.usual, status)
            } catch {
                guard !status.isStopping else { break }
                let failure = StageFailure.known(error)
                if !interruptions.take(failure, world), interruptions.isNews(failure, world) {
                    world.log(.warning, "the night's work was interrupted, trying again soon", LogFacts.of(error))
                }
                world.wait(Self.pause.failed, status)
            }
        }
        status.setReady(false)
    }
}
