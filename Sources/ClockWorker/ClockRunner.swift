import Logging
import Ops
import Rabbit
import Shared
import Store

/// Keeps the clock's work going from connection to connection.
struct ClockRunner: Sendable {
    /// Milliseconds between two sweeps.
    private static let sweepPause = 5_000
    /// Milliseconds between two looks at an agenda on which nothing is due.
    private static let pause = 1_000
    /// The same in a store for rehearsal, where the scenario waits for the clocks.
    private static let rehearsalPause = 20
    private let settings: WorkerSettings
    private let name: String
    private let keys: CaseKeys
    /// Seconds for which parts of an SMS wait for each other.
    private let smsWait: Int
    private let world: LaneWorld
    private let status: LaneStatus
    private let verify: @Sendable () throws -> Void
    private let meter: LaneMeter

    init(
        _ preparation: WorkerProcess.Preparation, smsWait: Int, status: LaneStatus,
        verify: @escaping @Sendable () throws -> Void
    ) {
        settings = preparation.settings
        name = preparation.name
        keys = preparation.keys
        self.smsWait = smsWait
        world = preparation.world(ofLane: "clock")
        meter = LaneMeter(stage: "clock", factory: preparation.metrics)
        self.status = status
        self.verify = verify
    }

    func run() {
        var refusals = RefusalLog()
        world.keepGoing(status) { worked in
            try serve {
                worked()
                refusals.worksAgain("clock works again", world)
            }
        } report: { error in
            guard !refusals.take(error, world), refusals.isNews(error, world) else { return 0 }
            world.log(.warning, "clock interrupted, starting it again", LogFacts.of(error))
            return 0
        }
    }

    private func serve(_ worked: () -> Void) throws {
        var renewal = TLSRenewal(settings.tlsFiles)
        try verify()
        let store = try StoreClock.opened(at: settings.databaseURL)
        var sweeper = Sweeper(
            store: try SweepStore(url: settings.databaseURL, keys: keys), isRehearsal: store.isRehearsal,
            smsWait: smsWait)
        var agenda = try AgendaRunner(url: settings.databaseURL, isRehearsal: store.isRehearsal)
        var publisher = try EventPublisher(settings, name: name, status: status)
        let pause = store.isRehearsal ? Self.rehearsalPause : Self.pause
        var sweptAt: Int?
        var meter = meter
        while !status.isStopping, !renewal.isDue(world) {
            meter.begin()
            let turn = try agenda.turn(at: store.now()) { events in
                meter.end(.store)
                defer { meter.end(.publish) }
                return try publisher.publish(events)
            }
            report(turn)
            if turn.steps + turn.moved > 0 { meter.end(items: turn.steps + turn.moved) }
            if sweptAt.map({ world.milliseconds() - $0 >= Self.sweepPause }) ?? true {
                let announced = try sweeper.sweep(at: store.now()) { try publisher.publish($0) } ?? 0
                reportSwept(announced)
                sweptAt = world.milliseconds()
            }
            let isBehind = try sweeper.numberEvents()
            status.setReady(!publisher.isBlocked)
            worked()
            status.beat()
            if !turn.hasMore, !isBehind { try wait(pause) { try publisher.pulse() } }
        }
        try agenda.idle(at: store.now())
    }

    private func report(_ turn: AgendaRunner.Turn) {
        for misfit in turn.misfits {
            world.log(.error, "a case cannot go on, it is looked at again in an hour", ["reason": "\(misfit)"])
        }
        guard turn.steps + turn.moved > 0 else { return }
        status.count {
            $0.published += turn.announced
            $0.announced += turn.announced
            $0.items += turn.steps + turn.moved
            $0.batches += 1
        }
        world.log(.info, "clocks spoke", ["steps": .integer(turn.steps), "deadlines_moved": .integer(turn.moved)])
    }

    private func reportSwept(_ announced: Int) {
        guard announced > 0 else { return }
        status.count { $0.published += announced }
        world.log(.notice, "announced what had been stored and forgotten", ["events": .integer(announced)])
    }

    private func wait(_ milliseconds: Int, meanwhile: () throws -> Void) throws {
        var left = milliseconds
        while left > 0, !status.isStopping {
            try meanwhile()
            world.wait(min(left, 500), status)
            left -= 500
        }
    }
}
