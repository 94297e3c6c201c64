import CoreMetrics
import Foundation
package import Logging
import ServiceLifecycle
package import Shared
package import Store
import Version

/// What all worker executables have in common: help, settings, lanes, health pages, signals.
package struct WorkerProcess: Sendable {
    package var name: String
    package var purpose: String
    /// Name of its work in metrics: a queue's, mostly.
    package var stage: String
    package var furtherSettings: [SettingKey]
    /// What it does with the broker.
    package var brokerUse = BrokerUse.stage
    /// Which messages it writes to files, and where; nil: none.
    package var files: @Sendable (Environment) throws -> WrittenFiles? = { _ in nil }
    /// What is wrong with further servers, which it starts without: for `--check` alone.
    package var servers: @Sendable (Environment) throws -> [Remedy] = { _ in [] }
    /// Checks what can be checked before the start, and makes the lanes.
    package var prepare: @Sendable (Preparation) throws -> Lanes

    /// What a process does with the broker, and so what it needs there.
    package enum BrokerUse: Sendable, Equatable {
        /// It announces, parks, and reads a queue or looks for one.
        case stage
        /// It publishes on this exchange, and does nothing else.
        case publishing(on: String)
    }

    /// The lanes that a process starts with, what adds others later, and the doors at which others knock.
    package struct Lanes: Sendable {
        package var members: [LaneGroup.Member]
        package var scout: LaneGroup.Scout?
        package var doors: [any Door]

        package init(_ members: [LaneGroup.Member], scout: LaneGroup.Scout? = nil, doors: [any Door] = []) {
            self.members = members
            self.scout = scout
            self.doors = doors
        }
    }

    /// Messages of channels without a provider.
    package struct WrittenFiles: Sendable {
        package var channels: [String]
        package var folder: String

        package init(channels: [String], folder: String) {
            self.channels = channels
            self.folder = folder
        }
    }

    package struct Preparation: Sendable {
        package let name: String
        package let settings: WorkerSettings
        /// For settings of its own.
        package let environment: Environment
        package let world: LaneWorld
        /// What it can seal and open.
        package let keys: CaseKeys
        /// Settings of keys that it needs and does not have.
        let missingKeys: [SettingKey]
        /// Whether it is only looked whether the process would start: nothing is written.
        var isTrial = false
        /// What the process counts.
        package let metrics = MetricRegistry()
        package let logger: Logger

        /// Reads the settings of `process`.
        ///
        /// - Parameter handler: makes what writes the log.
        /// - Throws: `SettingError`.
        package init(
            of process: WorkerProcess, _ environment: Environment, log handler: (String) -> any LogHandler
        ) throws(SettingError) {
            name = process.name
            self.environment = environment
            var settings = try WorkerSettings(environment)
            settings.databaseURL = try DatabaseAddress.of(environment)
            settings.databaseTLS = DatabaseAddress.files(of: settings.databaseURL)
            self.settings = settings
            keys = try CaseKeys(environment, process.furtherSettings)
            missingKeys = SettingKey.caseKeys.filter {
                process.furtherSettings.contains($0) && environment.text($0) == nil
            }
            var logger = Logger(label: name, factory: handler)
            logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
            logger[metadataKey: "stage"] = .string(process.stage)
            self.logger = logger
            world = LaneWorld.live(logger)
        }

        /// Tells of something that an operator should know from the start.
        package func warn(_ line: String, _ details: [String: LogFact]) { world.log(.warning, line, details) }

        /// The world of one lane, whose lines name it.
        package func world(ofLane lane: String) -> LaneWorld {
            var logger = logger
            logger[metadataKey: "lane"] = .string(lane)
            return LaneWorld.live(logger)
        }

        /// The lanes as one service.
        package func group(_ roster: LaneRoster, _ scout: LaneGroup.Scout?) -> LaneGroup {
            LaneGroup(roster, scout: scout, silenceLimit: settings.heartbeat * 2000, world: world)
        }
    }

    package init(
        name: String, purpose: String, stage: String, furtherSettings: [SettingKey] = [],
        prepare: @escaping @Sendable (Preparation) throws -> Lanes
    ) {
        self.name = name
        self.purpose = purpose
        self.stage = stage
        self.furtherSettings = furtherSettings
        self.prepare = prepare
    }

    /// Runs until SIGTERM or SIGINT. Ends the process: 0 after a clean stop, 64 for a wrong call, 78 for settings or a
    /// topology that cannot be worked with (sysexits.h).
    package func run() async {
        if let argument = CommandLine.arguments.dropFirst().first { await answer(argument) }
        let signals = await SignalWatch()
        do {
            let environment = Environment(ProcessInfo.processInfo.environment)
            for warning in environment.unknown { say(.warning, "unknown setting", "\(warning)") }
            for warning in environment.openSecrets { say(.warning, "open secret", "\(warning)") }
            if let fault = KillPoint.fault { throw SettingError(key: KillPoint.variable, reason: fault) }
            let format = try LogFormat(environment)
            let preparation = try Preparation(of: self, environment) { LineLogHandler(program: $0, format: format) }
            MetricsSystem.bootstrap(preparation.metrics)
            try await serve(preparation, signals)
            exit(0)
        } catch {
            say(.critical, "cannot start", "\(error)")
            exit(78)
        }
    }

    /// What is said before there is a log, written as the log will be: who reads it by a program must not miss why a start failed.
    private func say(_ level: Logger.Level, _ message: Logger.Message, _ reason: String) {
        guard (try? LogFormat(Environment(ProcessInfo.processInfo.environment))) == .json else {
            return complain("\(name): \(reason)")
        }
        var logger = Logger(label: name) { LineLogHandler(program: $0, format: .json) }
        logger[metadataKey: "stage"] = .string(stage)
        logger.log(level: level, message, metadata: ["reason": .string(reason)])
    }

    private func answer(_ argument: String) async -> Never {
        switch argument {
        case "--check":
            let check = await StartCheck(of: self, Environment(ProcessInfo.processInfo.environment))
            check.lines.forEach { print($0) }
            exit(check.code)
        case "--version": print("\(name) \(Version.text)")
        case "--help", "-h":
            print(
                """
                \(name): \(purpose)

                --check says what stands against its start here, a line for each, and starts nothing: code 78, or 0 when
                it may start. --version names release and commit. Settings come from the environment:
                \(SettingKey.helpText(SettingKey.worker + furtherSettings))
                """)
        default:
            complain("\(name): unknown argument; try --help")
            exit(64)
        }
        exit(0)
    }

    private func complain(_ text: String) {
        StandardError.write(text + "\n")
    }

    private func serve(_ preparation: Preparation, _ signals: SignalWatch) async throws {
        let (settings, logger) = (preparation.settings, preparation.logger)
        let prepared = try prepare(preparation)
        let roster = LaneRoster(prepared.members)
        let (opened, opening) = AsyncStream.makeStream(of: Void.self)
        let lanes = AfterOpening(opened: opened) {
            logger.notice(
                "started",
                metadata: ["lanes": .stringConvertible(prepared.members.count), "broker": "\(settings.broker)"])
            try await preparation.group(roster, prepared.scout).run()
        }
        // What is listed last is stopped first: the pages answer, and the process proves its life, while the lanes finish.
        let heartbeat = try heartbeat(preparation, roster)
        preparation.metrics.add { heartbeat.samples }
        var services: [any Service] = [heartbeat, signals, lanes]
        services += prepared.doors as [any Service]
        if let port = settings.opsPort {
            let certificates = CertificateWatch(preparation.environment, preparation.world)
            preparation.metrics.add { certificates.samples }
            services.insert(certificates, at: 0)
            let exposition = Exposition(
                program: (name, Version.number, Version.commit), stage: stage,
                lanes: roster, metrics: preparation.metrics)
            services.insert(
                OpsServer(
                    host: settings.opsHost, port: port, exposition: exposition, logger: logger, opened: opening), at: 0)
        } else {
            opening.finish()
        }
        try await group(services, logger).run()
        logger.notice("stopped")
    }

    private func heartbeat(_ preparation: Preparation, _ roster: LaneRoster) throws -> Heartbeat {
        let files = try files(preparation.environment)
        return Heartbeat(
            url: preparation.settings.databaseURL,
            identity: WorkerTable.Identity(
                name, version: Version.text, filed: files?.channels ?? []),
            lanes: roster, folder: files?.folder, world: preparation.world, keys: preparation.keys.watch,
            files: preparation.settings.databaseTLS)
    }

    /// All of them end in order when one ends, or fails.
    func group(_ services: [any Service], _ logger: Logger) -> ServiceGroup {
        // Its finer lines dump whole services, with the addresses and passwords that they hold.
        var logger = logger
        logger.logLevel = max(logger.logLevel, .info)
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            },
            logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(24)
        configuration.maximumCancellationDuration = .seconds(1)
        return ServiceGroup(configuration: configuration)
    }
}
