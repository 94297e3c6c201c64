import Rabbit
package import Shared
import Store

extension WorkerProcess {
    /// A worker that reads a queue: `LAPOR_LANES` lanes of one stage.
    ///
    /// - Parameters:
    ///   - queue: the queue, which is also the stage's name.
    ///   - prefetch: deliveries that a lane holds unsettled by default.
    ///   - makeStages: makes the function that makes a lane's stage; settings are read once, in the first call.
    package static func reading<S: Stage & SendableMetatype & ~Copyable>(
        _ queue: String, name: String, purpose: String, prefetch: Int, furtherSettings: [SettingKey] = [],
        makeStages: @escaping @Sendable (Preparation) throws -> @Sendable () throws -> S
    ) -> WorkerProcess {
        WorkerProcess(name: name, purpose: purpose, stage: queue, furtherSettings: furtherSettings) { preparation in
            let lanes = StageLanes(
                queue: queue, prefetch: prefetch, preparation: preparation, makeStage: try makeStages(preparation))
            return try lanes.members()
        }
    }
}

extension WorkerProcess.Preparation {
    /// Checks what must hold before the worker of `queue` may start, and returns what checks it again later.
    ///
    /// - Throws: `Remedy` or `TopologyError`: an operator's matter, the worker does not start.
    package func guardedStart(queue: String) throws -> StartGuard {
        let guardian = StartGuard(
            TopologyControl(at: settings.broker, management: try settings.management()),
            databaseURL: settings.databaseURL, missingKeys: missingKeys, queue: queue, world: world)
        try guardian.verifyAtStart()
        return guardian
    }
}

private struct StageLanes<S: Stage & SendableMetatype & ~Copyable>: Sendable {
    let queue: String
    let prefetch: Int
    let preparation: WorkerProcess.Preparation
    let makeStage: @Sendable () throws -> S

    func members() throws -> [LaneGroup.Member] {
        let guardian = try preparation.guardedStart(queue: queue)
        return (0..<preparation.settings.lanes).map { number in
            let (name, status) = ("\(queue)-\(number)", LaneStatus())
            return LaneGroup.Member(name: name, status: status, run: runner(name, status, guardian).run)
        }
    }

    private func runner(_ lane: String, _ status: LaneStatus, _ guardian: StartGuard) -> LaneRunner<S> {
        let settings = preparation.settings
        var broker = RabbitBroker.Configuration(
            address: settings.broker, queue: queue, prefetch: settings.prefetch ?? prefetch)
        broker.options.heartbeatSeconds = settings.heartbeat
        broker.options.name = preparation.name
        broker.patience = settings.spillSeconds * 1000
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
