import Complaints
import Logging
import Ops
import Postgres
import Rabbit
import Shared
import Store
import Synchronization

/// Reads what the whole installation looks like, on a thread of its own, with a session and a connection of its own, and
/// keeps it for who asks. Every copy of ClockWorker tells the same.
struct FiguresRunner: Sendable {
    /// Milliseconds between two looks.
    private static let pause = 15_000
    /// Milliseconds after which figures count as unknown: better none than those of an hour ago.
    private static let life = 60_000
    private let url: String
    private let address: RabbitAddress
    private let name: String
    private let management: ManagementAPI?
    private let world: LaneWorld
    private let status: LaneStatus
    private let known = Known()

    /// - Throws: `TopologyError` when the management URL is none.
    init(_ preparation: WorkerProcess.Preparation, status: LaneStatus) throws {
        let settings = preparation.settings
        url = settings.databaseURL
        address = settings.broker
        name = preparation.name
        management = try settings.managementURL.map {
            try ManagementAPI(url: $0, virtualHost: settings.broker.virtualHost)
        }
        world = preparation.world(ofLane: "figures")
        self.status = status
    }

    /// What was read lately.
    var samples: [MetricSample] { known.samples(since: world.milliseconds() - Self.life) }

    /// Runs until asked to stop. Figures that cannot be read do not make the process unready: they are missing.
    func run() {
        var session: DatabaseSession?
        var clock: (@Sendable () -> Instant)?
        var connection: RabbitConnection?
        status.setReady(true)
        while !status.isStopping {
            do {
                if session == nil { session = try DatabaseSession(url: url, name: name) }
                let now = try clock ?? StoreClock.of(url)
                clock = now
                if let samples = try session?.read({ (connection: inout PostgresConnection) throws(PostgresError) in
                    try Self.stored(at: now(), &connection)
                }) {
                    known.keep(samples, of: "database", at: world.milliseconds())
                }
            } catch {
                session = nil
                clock = nil
                tell(error)
            }
            do {
                if connection == nil { connection = try open() }
                if let samples = try connection?.figures() {
                    known.keep(samples, of: "broker", at: world.milliseconds())
                }
                let sizes = try management?.queueBytes() ?? [:]
                known.keep(Self.samples(ofSizes: sizes), of: "management", at: world.milliseconds())
            } catch {
                connection = nil
                tell(error)
            }
            rest(&connection)
        }
        status.setReady(false)
    }

    private func open() throws(RabbitError) -> RabbitConnection {
        var options = RabbitConnection.Options()
        options.heartbeatSeconds = 60
        options.name = "\(name) figures"
        return try RabbitConnection(to: address, options: options)
    }

    private func tell(_ error: any Error) {
        world.log(.debug, "figures of the installation cannot be read, trying again", ["reason": "\(error)"])
    }

    /// Answers heartbeats meanwhile.
    private func rest(_ connection: inout RabbitConnection?) {
        var left = Self.pause
        while left > 0, !status.isStopping {
            world.wait(min(left, 500), status)
            left -= 500
            do throws(RabbitError) {
                try connection?.keepAlive()
            } catch {
                connection = nil
            }
        }
    }

    private static func stored(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MetricSample] {
        var samples = try WaitingWork.all(at: now, &connection).flatMap { work in
            guard work.kind != .later else { return [MetricSample(.noticesLater, Double(work.count))] }
            return [
                MetricSample(.waiting, Double(work.count), ("work", work.kind.rawValue)),
                MetricSample(.waitingOldest, work.oldestSeconds, ("work", work.kind.rawValue)),
            ]
        }
        samples.append(MetricSample(.figuresAt, Double(Instant.now.milliseconds) / 1000))
        if let last = try Reconciliation.last(&connection) {
            samples.append(MetricSample(.reconciliationAt, Double(last.at.milliseconds) / 1000))
            samples.append(MetricSample(.reconciliationFailed, Double(last.failed.count)))
        }
        return samples
    }

    private static func samples(ofSizes sizes: [String: Int]) -> [MetricSample] {
        Topology.stages.flatMap { stage in
            guard let bytes = sizes["\(stage).dead"] else { return [MetricSample]() }
            return [
                MetricSample(.parkedBytes, Double(bytes), ("stage", stage)),
                MetricSample(.parkedLimit, Double(Topology.deadQueueBytes), ("stage", stage)),
            ]
        }
    }

    /// Figures by their source, each with the moment when it was read.
    private final class Known: Sendable {
        private let figures = Mutex<[String: (samples: [MetricSample], at: Int)]>([:])

        func keep(_ samples: [MetricSample], of source: String, at moment: Int) {
            figures.withLock { $0[source] = (samples, moment) }
        }

        func samples(since moment: Int) -> [MetricSample] {
            figures.withLock { $0 }.values.filter { $0.at >= moment }.flatMap(\.samples)
        }
    }
}

extension RabbitConnection {
    /// What waits in each stage's queue, and beside it.
    fileprivate mutating func figures() throws(RabbitError) -> [MetricSample] {
        var samples: [MetricSample] = []
        for stage in Topology.stages {
            let depth = try depth(of: stage)
            samples.append(MetricSample(.queueMessages, Double(depth.ready), ("stage", stage)))
            samples.append(MetricSample(.queueConsumers, Double(depth.consumers), ("stage", stage)))
            let parked = try messageCount(of: "\(stage).dead")
            samples.append(MetricSample(.parkedMessages, Double(parked), ("stage", stage)))
        }
        return samples
    }
}
