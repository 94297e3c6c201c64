import Complaints
import Logging
import Ops
import Postgres
import Rabbit
import Shared
import Store
import Synchronization
import TLS

/// Looks at the whole installation, on a thread of its own, with a session and a connection of its own: keeps what it sees for
/// who asks, and writes down when parked messages become more. Every copy of ClockWorker sees the same.
struct FiguresRunner: Sendable {
    /// Milliseconds after which figures count as unknown: better none than those of an hour ago.
    private static let life = 60_000
    /// Milliseconds between two looks.
    private let pause: Int
    private let url: String
    private let address: RabbitAddress
    private let name: String
    private let management: ManagementAPI?
    private let files: [TLSFiles]
    private let world: LaneWorld
    private let status: LaneStatus
    private let known = Known()

    /// - Throws: `TopologyError` when the management URL is none, `SettingError`.
    init(_ preparation: WorkerProcess.Preparation, status: LaneStatus) throws {
        let settings = preparation.settings
        pause = try preparation.environment.number(.figures, in: 1...30, default: 15) * 1000
        url = settings.databaseURL
        address = settings.broker
        name = preparation.name
        management = try settings.management()
        files = settings.tlsFiles
        world = preparation.world(ofLane: "figures")
        self.status = status
    }

    /// What was read lately.
    var samples: [MetricSample] { known.samples(since: world.milliseconds() - Self.life) }

    /// Runs until asked to stop. Figures that cannot be read do not make the process unready: they are missing.
    func run() {
        var database = DatabaseLook(url: url, name: name)
        var broker = BrokerLook(address: address, name: name)
        var renewal = TLSRenewal(files)
        status.setReady(true)
        while !status.isStopping {
            keep("broker") { try broker.samples(database.channels) }
            keep("database") { try database.samples(parked: broker.parked) }
            if let management {
                keep("management", else: [MetricSample(.managementUp, 0)]) {
                    try InstallationFigures.told(by: management)
                }
            }
            rest(&broker)
            if renewal.isDue(world) {
                database = DatabaseLook(url: url, name: name)
                broker.hangUp()
            }
        }
        status.setReady(false)
    }

    /// - Parameter unseen: what is known when nothing can be read; nil: the figures of the last look, until they are old.
    private func keep(_ source: String, else unseen: [MetricSample]? = nil, _ read: () throws -> [MetricSample]) {
        do {
            known.keep(try read(), of: source, at: world.milliseconds())
        } catch {
            if let unseen { known.keep(unseen, of: source, at: world.milliseconds()) }
            world.log(
                .debug, "figures of the installation cannot be read, trying again",
                ["of": .text(source), "reason": "\(error)"])
        }
    }

    /// Answers heartbeats meanwhile.
    private func rest(_ broker: inout BrokerLook) {
        var left = pause
        while left > 0, !status.isStopping {
            world.wait(min(left, 500), status)
            left -= 500
            broker.keepAlive()
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

/// A session for looks at the store, opened again when one fails.
private struct DatabaseLook: ~Copyable {
    let url: String
    let name: String
    /// Those with queues of their own, as the last look told.
    private(set) var channels: [String] = []
    private var session: DatabaseSession?
    private var clock: (@Sendable () -> Instant)?
    private var migrator: Migrator?

    init(url: String, name: String) {
        self.url = url
        self.name = name
    }

    mutating func samples(parked: [ParkedGrowthTable.Look]) throws -> [MetricSample] {
        do {
            let now = try clock ?? StoreClock.of(url)
            clock = now
            if session == nil { session = try DatabaseSession(url: url, name: name) }
            let migrator = try migrator ?? Migrator()
            self.migrator = migrator
            let samples = try session?.read { (connection: inout PostgresConnection) throws(PostgresError) in
                try InstallationFigures.stored(at: now(), migrator, parked: parked, &connection)
            }
            channels = (try? session?.read(ChannelBudgetTable.channels)) ?? []
            // A session shows the certificate that it was opened with: whether that was renewed meanwhile, another one tells.
            if samples?.contains(where: { Self.isNearItsEnd($0) }) == true { session = nil }
            return samples ?? []
        } catch {
            session = nil
            clock = nil
            throw error
        }
    }
}

extension DatabaseLook {
    /// Seconds before its end from which on a certificate is warned of, so that somebody will replace it.
    private static var warned: Double { 21 * 86_400 }

    private static func isNearItsEnd(_ sample: MetricSample) -> Bool {
        sample.family.name == MetricFamily.certificateEnd.name
            && sample.value < Double(Instant.now.milliseconds) / 1000 + warned
    }
}

/// A connection for looks at the queues, opened again when one fails.
private struct BrokerLook: ~Copyable {
    let address: RabbitAddress
    let name: String
    /// What was parked at the last look; empty when that failed.
    private(set) var parked: [ParkedGrowthTable.Look] = []
    private var connection: RabbitConnection?

    init(address: RabbitAddress, name: String) {
        self.address = address
        self.name = name
    }

    /// - Parameter channels: those with queues of their own.
    mutating func samples(_ channels: [String]) throws(RabbitError) -> [MetricSample] {
        let before = Dictionary(parked.map { ($0.stage, $0.messages) }) { $1 }
        parked = []
        var open = try opened()
        var looks: [ParkedGrowthTable.Look] = []
        var samples: [MetricSample] = []
        for stage in Topology.stages {
            let depth = try open.depth(before: stage, channels: channels)
            let dead = try open.messageCount(of: "\(stage).dead")
            looks.append(.init(stage: stage, messages: dead, lately: max(dead, before[stage] ?? dead)))
            samples += [
                MetricSample(.queueMessages, Double(depth.ready), ("stage", stage)),
                MetricSample(.queueConsumers, Double(depth.consumers), ("stage", stage)),
                MetricSample(.parkedMessages, Double(dead), ("stage", stage)),
            ]
        }
        connection = consume open
        parked = looks
        return samples
    }

    mutating func keepAlive() {
        guard var connection = connection.take() else { return }
        do throws(RabbitError) {
            try connection.keepAlive()
            self.connection = consume connection
        } catch {
            self.connection = nil
        }
    }

    /// The next look is by a new connection; what was seen stays.
    mutating func hangUp() { connection = nil }

    private mutating func opened() throws(RabbitError) -> RabbitConnection {
        if let kept = connection.take() { return kept }
        var options = RabbitConnection.Options()
        options.heartbeatSeconds = 60
        options.name = "\(name) figures"
        return try RabbitConnection(to: address, options: options)
    }
}
