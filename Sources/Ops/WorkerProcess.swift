import Foundation
import Logging
import Rabbit
import ServiceLifecycle
public import Shared

/// What all worker executables have in common: help, settings, topology check, lanes, health pages, signals.
public struct WorkerProcess<S: Stage & ~Copyable>: Sendable {
    /// The executable.
    public var name: String
    /// What it does, in a sentence.
    public var purpose: String
    /// Its stage, which is also its queue's name.
    public var queue: String
    /// Deliveries that a lane holds unsettled by default.
    public var prefetch: Int
    /// Settings beyond those of every worker.
    public var furtherSettings: [SettingKey]
    /// Makes the function that makes a lane's stage: settings are read once, in the first call.
    public var prepare: @Sendable (WorkerSettings, Environment) throws -> @Sendable () throws -> S

    /// A worker of the given parts.
    public init(
        name: String, purpose: String, queue: String, prefetch: Int, furtherSettings: [SettingKey] = [],
        prepare: @escaping @Sendable (WorkerSettings, Environment) throws -> @Sendable () throws -> S
    ) {
        self.name = name
        self.purpose = purpose
        self.queue = queue
        self.prefetch = prefetch
        self.furtherSettings = furtherSettings
        self.prepare = prepare
    }

    /// Runs until SIGTERM or SIGINT. Ends the process: 0 after a clean stop, 64 for a wrong call, 78 for settings or a
    /// topology that cannot be worked with (sysexits.h).
    public func run() async {
        if let argument = CommandLine.arguments.dropFirst().first { answer(argument) }
        let signals = await SignalWatch()
        do {
            let environment = Environment(ProcessInfo.processInfo.environment)
            let settings = try WorkerSettings(environment)
            let makeStage = try prepare(settings, environment)
            try await serve(settings, makeStage, signals)
            exit(0)
        } catch {
            complain("\(name): \(error)")
            exit(78)
        }
    }

    private func answer(_ argument: String) -> Never {
        guard argument == "--help" || argument == "-h" else {
            complain("\(name): unknown argument; try --help")
            exit(64)
        }
        print(
            """
            \(name): \(purpose)

            It takes no arguments. Settings come from the environment:
            \(SettingKey.helpText(SettingKey.worker + furtherSettings))
            """)
        exit(0)
    }

    private func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    private func serve(
        _ settings: WorkerSettings, _ makeStage: @escaping @Sendable () throws -> S, _ signals: SignalWatch
    ) async throws {
        let logger = makeLogger(settings)
        let world = LaneWorld.live(logger)
        let control = try topologyControl(settings)
        try verifyAtStart(control, world)
        let members = (0..<settings.lanes).map { number in
            let status = LaneStatus()
            let runner = runner(settings, status, world, control, makeStage)
            return LaneGroup.Member(name: "\(queue)-\(number)", status: status, run: runner.run)
        }
        let lanes = LaneGroup(members, silenceLimit: settings.heartbeat * 2000, world: world)
        var services: [any Service] = [signals, lanes]
        if let port = settings.opsPort {
            let exposition = Exposition(stage: queue, lanes: members.map(\.status))
            // Listed first, so that it is stopped last: the pages answer while the lanes finish.
            services.insert(
                OpsServer(host: settings.opsHost, port: port, exposition: exposition, logger: logger), at: 0)
        }
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(24)
        configuration.maximumCancellationDuration = .seconds(1)
        logger.notice("started", metadata: ["lanes": "\(settings.lanes)", "broker": "\(settings.broker)"])
        try await ServiceGroup(configuration: configuration).run()
        logger.notice("stopped")
    }

    private func runner(
        _ settings: WorkerSettings, _ status: LaneStatus, _ world: LaneWorld, _ control: TopologyControl,
        _ makeStage: @escaping @Sendable () throws -> S
    ) -> LaneRunner<S> {
        var broker = RabbitBroker.Configuration(
            address: settings.broker, queue: queue, prefetch: settings.prefetch ?? prefetch)
        broker.options.heartbeatSeconds = settings.heartbeat
        broker.options.name = name
        var limits = Lane<RabbitBroker, S>.Limits()
        limits.batchSize = settings.batchSize
        limits.lingerMilliseconds = settings.batchLinger
        let queue = queue
        return LaneRunner(
            broker: broker, limits: limits, parking: Parking(exchange: Topology.deadExchange, stage: queue),
            events: Topology.eventsExchange, status: status, world: world,
            verify: { try control.verify(queue: queue) }, makeStage: makeStage)
    }

    private func topologyControl(_ settings: WorkerSettings) throws -> TopologyControl {
        let management = try settings.managementURL.map {
            try ManagementAPI(url: $0, virtualHost: settings.broker.virtualHost)
        }
        return TopologyControl(at: settings.broker, management: management)
    }

    /// A wrong topology is an operator's matter: the worker does not start. A broker that is away will come back.
    private func verifyAtStart(_ control: TopologyControl, _ world: LaneWorld) throws {
        do {
            try control.verify(queue: queue)
        } catch let error as TopologyError {
            if case .unreachable(let reason) = error {
                world.log(.warning, "broker is away, waiting for it", ["reason": reason])
            } else {
                throw error
            }
        } catch let error as RabbitError {
            world.log(.warning, "broker is away, waiting for it", ["reason": "\(error)"])
        }
    }

    private func makeLogger(_ settings: WorkerSettings) -> Logger {
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        var logger = Logger(label: name) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
