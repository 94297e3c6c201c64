import Rabbit
package import Shared
package import Store

extension WorkerProcess {
    /// A worker that reads a queue: `LAPOR_LANES` lanes of one stage.
    ///
    /// - Parameters:
    ///   - queue: the queue, which is also the stage's name.
    ///   - prefetch: deliveries that a lane holds unsettled by default.
    ///   - scout: makes what adds lanes of another kind later; nil: there are none.
    ///   - makeStages: makes the function that makes a lane's stage; settings are read once, in the first call.
    package static func reading<S: Stage & SendableMetatype & ~Copyable>(
        _ queue: String, name: String, purpose: String, prefetch: Int, furtherSettings: [SettingKey] = [],
        scout: @escaping @Sendable (Preparation) throws -> LaneGroup.Scout? = { _ in nil },
        makeStages: @escaping @Sendable (Preparation) throws -> @Sendable () throws -> S
    ) -> WorkerProcess {
        WorkerProcess(name: name, purpose: purpose, stage: queue, furtherSettings: furtherSettings) { preparation in
            let makeStage = try makeStages(preparation)
            let lanes = StageLanes(queue: queue, prefetch: prefetch, preparation: preparation) { _ in try makeStage() }
            let further = try scout(preparation)
            return Lanes(try lanes.members(try preparation.guardedStart(queue: queue)), scout: further)
        }
    }

    /// The same, with a lane more for each channel that has a queue of its own.
    ///
    /// - Parameter makeStages: makes the function that makes the stage of a lane, by its channel's budget, if it has one; and what
    ///   knows the channels, told by the stages.
    package static func readingChannels<S: Stage & SendableMetatype & ~Copyable>(
        _ queue: String, name: String, purpose: String, prefetch: Int, furtherSettings: [SettingKey] = [],
        makeStages:
            @escaping @Sendable (Preparation, ChannelWatch) throws -> @Sendable (ChannelBudget?) throws -> S
    ) -> WorkerProcess {
        WorkerProcess(name: name, purpose: purpose, stage: queue, furtherSettings: furtherSettings) { preparation in
            let watch = ChannelWatch()
            let lanes = StageLanes(
                queue: queue, prefetch: prefetch, preparation: preparation,
                makeStage: try makeStages(preparation, watch))
            let guardian = try preparation.guardedStart(queue: queue)
            return Lanes(try lanes.members(guardian)) { roster in
                watch.report(to: roster) { lanes.member(of: $0, guardian) }
            }
        }
    }
}

extension WorkerProcess.Preparation {
    /// Checks what must hold before the worker of `queue` may start, and returns what checks it again later.
    ///
    /// - Throws: `Remedy` or `TopologyError`: an operator's matter, the worker does not start.
    package func guardedStart(queue: String) throws -> StartGuard {
        let control = TopologyControl(at: settings.broker, management: try settings.management())
        return try guarded { try control.verify(queue: queue, skipped: $0) }
    }

    /// The same of a program that publishes on `exchange` and reads no queue.
    ///
    /// - Throws: `Remedy` or `RabbitError`: an operator's matter, the program does not start.
    package func guardedStart(publishingOn exchange: String) throws -> StartGuard {
        let broker = settings.broker
        return try guarded { _ in try StartGuard.checkWriting(exchange, broker) }
    }

    private func guarded(
        _ lookAtBroker: @escaping @Sendable (_ skipped: (TopologyError) -> Void) throws -> Void
    ) throws -> StartGuard {
        let guardian = StartGuard(
            databaseURL: settings.databaseURL, keys: KeyGate(keys, isTrial: isTrial), missingKeys: missingKeys,
            world: world,
            lookAtBroker: lookAtBroker)
        try guardian.verifyAtStart()
        return guardian
    }
}

private struct StageLanes<S: Stage & SendableMetatype & ~Copyable>: Sendable {
    let queue: String
    let prefetch: Int
    let preparation: WorkerProcess.Preparation
    let makeStage: @Sendable (ChannelBudget?) throws -> S
    /// Deliveries that a channel's lane holds unsettled: all of the largest are 25 MiB.
    private static var channelPrefetch: Int { 100 }

    func members(_ guardian: StartGuard) throws -> [LaneGroup.Member] {
        (0..<preparation.settings.lanes).map { number in
            let (name, status) = ("\(queue)-\(number)", LaneStatus())
            let broker = configuration(queue, preparation.settings.prefetch ?? prefetch)
            let runner = runner(name, broker, status, guardian) { try makeStage(nil) }
            return LaneGroup.Member(name: name, status: status, run: runner.run)
        }
    }

    /// The lane of a channel; nil while the broker has no queue for it, or does not say.
    func member(of budget: ChannelBudget, _ guardian: StartGuard) -> LaneGroup.Member? {
        // No channel is called like a lane of the common queue.
        let (name, status) = ("\(queue).\(budget.channel)", LaneStatus())
        // No more than a minute's: what waits unsettled for half an hour the broker takes back, and counts.
        let most = min(Self.channelPrefetch, budget.perMinute)
        let prefetch = min(preparation.settings.prefetch ?? most, most)
        let broker = configuration(Topology.queue(ofChannel: budget.channel), prefetch)
        guard isThere(broker) else { return nil }
        let runner = runner(name, broker, status, guardian) { try makeStage(budget) }
        return LaneGroup.Member(name: name, status: status, run: runner.run)
    }

    private func isThere(_ broker: RabbitBroker.Configuration) -> Bool {
        do throws(RabbitError) {
            var connection = try RabbitConnection(to: broker.address, options: broker.options)
            _ = try connection.depth(of: broker.queue)
            return true
        } catch {
            return false
        }
    }

    private func configuration(_ queue: String, _ prefetch: Int) -> RabbitBroker.Configuration {
        let settings = preparation.settings
        var broker = RabbitBroker.Configuration(address: settings.broker, queue: queue, prefetch: prefetch)
        broker.options.heartbeatSeconds = settings.heartbeat
        broker.options.name = preparation.name
        broker.patience = settings.spillSeconds * 1000
        return broker
    }

    private func runner(
        _ lane: String, _ broker: RabbitBroker.Configuration, _ status: LaneStatus, _ guardian: StartGuard,
        makeStage: @escaping @Sendable () throws -> S
    ) -> LaneRunner<S> {
        let settings = preparation.settings
        var limits = Lane<RabbitBroker, S>.Limits()
        limits.batchSize = settings.batchSize
        limits.lingerMilliseconds = settings.batchLinger
        var runner = LaneRunner(
            broker: broker, limits: limits,
            parking: Parking(
                exchange: Topology.deadExchange, stage: queue,
                overflow: StoredOverflow(databaseURL: settings.databaseURL, keys: preparation.keys)),
            events: Topology.eventsExchange, status: status, world: preparation.world(ofLane: lane),
            verify: { try guardian.verify() }, makeStage: makeStage)
        runner.files = settings.tlsFiles
        runner.meter = LaneMeter(stage: queue, factory: preparation.metrics)
        return runner
    }
}
