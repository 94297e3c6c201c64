import Foundation
import Logging
import Rabbit
package import TLS

/// A thread for one lane: it opens connections, turns until something breaks, and opens them again.
package enum LaneThread {
    /// Nested headers can be deep, and the library reads them by recursion.
    static let stackSize = 8 << 20

    /// Starts `body` on a thread of its own and returns when it has ended.
    package static func run(named name: String, _ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            let thread = Thread {
                body()
                ended.resume()
            }
            thread.name = name
            thread.stackSize = stackSize
            thread.start()
        }
    }
}

/// Keeps a lane going from connection to connection.
package struct LaneRunner<S: Stage & ~Copyable>: Sendable {
    package var broker: RabbitBroker.Configuration
    package var limits: Lane<RabbitBroker, S>.Limits
    package var parking: Parking
    package var events: String
    /// Shared with the watchdog and the health pages.
    package var status: LaneStatus
    package var world: LaneWorld
    /// Measures the lane's turns.
    package var meter = LaneMeter.unread
    /// Files by which the lane's connections are made.
    package var files: [TLSFiles] = []
    /// Refuses to go on when the broker's topology is not what it must be.
    package var verify: @Sendable () throws -> Void
    /// Makes the stage with its own database session.
    package var makeStage: @Sendable () throws -> S

    package init(
        broker: RabbitBroker.Configuration, limits: Lane<RabbitBroker, S>.Limits, parking: Parking, events: String,
        status: LaneStatus, world: LaneWorld, verify: @escaping @Sendable () throws -> Void,
        makeStage: @escaping @Sendable () throws -> S
    ) {
        self.broker = broker
        self.limits = limits
        self.parking = parking
        self.events = events
        self.status = status
        self.world = world
        self.verify = verify
        self.makeStage = makeStage
    }

    /// Runs until asked to stop. What was in hand when a connection broke comes back from the broker.
    package func run() {
        // A new connection does not mend a broken contract.
        var contract = ContractGuard()
        var refusals = RefusalLog()
        var isFaulty = false
        world.keepGoing(status) { worked in
            try serve(&contract) {
                worked()
                refusals.worksAgain(Self.worksAgain, world)
            } opened: {
                // A connection does not mend a stage: only what it gets done shows that it works.
                if !isFaulty { refusals.worksAgain(Self.worksAgain, world) }
            }
        } report: { error in
            isFaulty = isOurFault(error)
            if !refusals.take(error, world), isFaulty || refusals.isNews(error, world) { report(error) }
            return isFaulty ? 30_000 : 0
        }
    }

    private static var worksAgain: String { "lane works again" }

    private func preparedStage() throws -> S {
        status.setPreparing(true)
        defer { status.setPreparing(false) }
        return try makeStage()
    }

    private func serve(_ contract: inout ContractGuard, worked: () -> Void, opened: () -> Void) throws {
        var renewal = TLSRenewal(files)
        try verify()
        var stage = try preparedStage()
        try waitUntilOpen(&stage)
        if status.isStopping { return }
        let connected = try RabbitBroker(broker, status: status, world: world)
        var lane = Lane(
            broker: connected, stage: stage, limits: limits, parking: parking, events: events, status: status,
            world: world, contract: contract, meter: meter)
        status.setReady(true)
        opened()
        do throws(LaneError) {
            while !status.isStopping, !renewal.isDue(world), !lane.stage.isClosed {
                if try lane.turn() > 0 { worked() }
            }
            // Also when the connections are to be opened anew: what is in hand is finished with the old ones.
            try lane.drain()
            contract = lane.contract
        } catch {
            contract = lane.contract
            lane.strikeOff()
            // Handing the deliveries back again and again would use up the delivery limit of innocent ones.
            if isOurFault(error) {
                report(error)
                lane.hold(milliseconds: 300_000)
            }
            throw error
        }
    }

    /// Without a connection: a delivery that waits too long unsettled is taken back by the broker, and counted.
    private func waitUntilOpen(_ stage: inout S) throws {
        // A stage that was just made does not know yet.
        _ = try stage.allowance()
        guard stage.isClosed else { return }
        world.log(.error, "too much of the channel is parked: its queue is not read", ["code": "channel_full"])
        status.setResting(true)
        defer { status.setResting(false) }
        while stage.isClosed, !status.isStopping {
            status.setReady(true)
            world.wait(2_000, status)
            _ = try stage.allowance()
        }
    }

    private func isOurFault(_ error: any Error) -> Bool {
        // A stage that cannot even be made says so in words of its own.
        if case .fault? = error as? StageFailure { return true }
        switch error as? LaneError {
        case .fault, .contractBroken: return true
        default: return false
        }
    }

    private func report(_ error: any Error) {
        let level = isOurFault(error) ? "stage stopped, nothing was parked" : "lane interrupted, opening it again"
        world.log(isOurFault(error) ? .critical : .warning, level, LogFacts.of(error))
    }
}

extension Lane where B: ~Copyable, S: ~Copyable {
    /// Finishes what has been delivered already, after a stop was asked for.
    ///
    /// - Throws: `LaneError`; the rest goes back to the queue.
    package mutating func drain() throws(LaneError) {
        try broker.cancel()
        let until = world.milliseconds() + 10_000
        var wanted = true
        while wanted, world.milliseconds() < until {
            let batch = try collectRest()
            wanted = !batch.deliveries.isEmpty
            if wanted { try settle(batch) }
        }
        strikeOff()
    }

    private mutating func collectRest() throws(LaneError) -> Batch<S.Item> {
        var batch = Batch<S.Item>()
        while batch.size < limits.batchSize, let delivery = try broker.take(milliseconds: 0) {
            if delivery.redelivered { suspects.append(delivery) } else { batch.add(delivery, entries(of: delivery)) }
        }
        return batch
    }

    /// Keeps the deliveries in hand, and the connections alive, without working.
    mutating func hold(milliseconds: Int) {
        status.setReady(false)
        let until = world.milliseconds() + milliseconds
        while !status.isStopping, world.milliseconds() < until {
            world.sleep(500)
            status.beat()
            do throws(LaneError) {
                try broker.pulse()
            } catch {
                return
            }
        }
    }

    /// Strikes the last batch off the outbox, if the database lets us. What stays there is published again, and
    /// recognised.
    mutating func strikeOff() {
        do throws(StageFailure) {
            try stage.idle()
        } catch {
            world.log(.warning, "not struck off the outbox", ["reason": "\(error)"])
        }
    }
}
