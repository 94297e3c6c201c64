import Logging
import Rabbit
package import Shared

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
    package func topologyControl() throws -> TopologyControl {
        let management = try settings.managementURL.map {
            try ManagementAPI(url: $0, virtualHost: settings.broker.virtualHost)
        }
        return TopologyControl(at: settings.broker, management: management)
    }

    /// A wrong topology is an operator's matter: the worker does not start. A broker that is away will come back.
    package func verifyAtStart(_ control: TopologyControl, queue: String) throws {
        do {
            try control.verify(queue: queue)
        } catch let error as TopologyError {
            guard case .unreachable(let reason) = error else { throw error }
            world.log(.warning, "broker is away, waiting for it", ["reason": reason])
        } catch let error as RabbitError {
            world.log(.warning, "broker is away, waiting for it", ["reason": "\(error)"])
        }
    }
}

private struct StageLanes<S: Stage & SendableMetatype & ~Copyable>: Sendable {
    let queue: String
    let prefetch: Int
    let preparation: WorkerProcess.Preparation
    let makeStage: @Sendable () throws -> S

    func members() throws -> [LaneGroup.Member] {
        let control = try preparation.topologyControl()
        try preparation.verifyAtStart(control, queue: queue)
        return (0..<preparation.settings.lanes).map { number in
            let status = LaneStatus()
            return LaneGroup.Member(name: "\(queue)-\(number)", status: status, run: runner(status, control).run)
        }
    }

    private func runner(_ status: LaneStatus, _ control: TopologyControl) -> LaneRunner<S> {
        let settings = preparation.settings
        var broker = RabbitBroker.Configuration(
            address: settings.broker, queue: queue, prefetch: settings.prefetch ?? prefetch)
        broker.options.heartbeatSeconds = settings.heartbeat
        broker.options.name = preparation.name
        broker.patience = settings.spillSeconds * 1000
        var limits = Lane<RabbitBroker, S>.Limits()
        limits.batchSize = settings.batchSize
        limits.lingerMilliseconds = settings.batchLinger
        let queue = queue
        return LaneRunner(
            broker: broker, limits: limits, parking: Parking(exchange: Topology.deadExchange, stage: queue),
            events: Topology.eventsExchange, status: status, world: preparation.world,
            verify: { try control.verify(queue: queue) }, makeStage: makeStage)
    }
}
