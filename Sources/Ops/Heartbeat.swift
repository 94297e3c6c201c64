import Foundation
import Logging
import Rabbit
import ServiceLifecycle
import Shared
import Store
import TLS

/// Proves in the store every few seconds that the process lives, on a thread and a session of its own: no complaint waits for
/// it. Without a database it tries again in silence, for the lanes say so already.
struct Heartbeat: Service {
    /// Milliseconds between two proofs.
    static let pause = 5_000
    let url: String
    let identity: WorkerTable.Identity
    let lanes: LaneRoster
    /// The folder that messages are written to; nil: none.
    let folder: String?
    let world: LaneWorld
    /// The process's keys, which it reads again; nil: it has none.
    private let keys: KeyWatch?
    /// Files by which the session is opened.
    private let files: TLSFiles
    private let telling = Once()

    init(
        url: String, identity: WorkerTable.Identity, lanes: LaneRoster, folder: String?, world: LaneWorld,
        keys: KeyWatch? = nil, files: TLSFiles = TLSFiles()
    ) {
        self.url = url
        self.identity = identity
        self.lanes = lanes
        self.folder = folder
        self.world = world
        self.keys = keys
        self.files = files
    }

    /// Looked at when somebody asks.
    var samples: [MetricSample] {
        folder.flatMap(Pulse.freeBytes).map { [MetricSample(.diskFree, Double($0))] } ?? []
    }

    func run() async throws {
        let status = LaneStatus()
        await withGracefulShutdownHandler {
            await LaneThread.run(named: "heartbeat") { beat(until: status) }
        } onGracefulShutdown: {
            status.requestStop()
        }
    }

    private func beat(until status: LaneStatus) {
        var pulse = Pulse()
        var session: Database?
        var renewal = TLSRenewal([files])
        var keyFiles = RefusalLog()
        while !status.isStopping {
            if renewal.isDue(world) { session = nil }
            readKeys(&keyFiles)
            var beat = pulse.beat(of: lanes.statuses, in: folder, at: world.milliseconds())
            beat.keys = keys?.loaded ?? []
            session = proved(beat, session.take())
            world.wait(Self.pause, status)
        }
        if var last = session.take() { try? WorkerTable.remove(identity.instance, &last) }
    }

    /// Takes what stands in the files of keys now: a key need not wait for a new start.
    private func readKeys(_ log: inout RefusalLog) {
        do throws(SettingError) {
            guard let keys, try keys.renew() else { return }
            world.log(
                .notice, "keys read again", ["keys": .text(keys.loaded.map(\.description).joined(separator: ", "))])
        } catch {
            guard log.isNews(error, world) else { return }
            world.log(.warning, "a file of keys cannot be read, going on with those it had", ["reason": "\(error)"])
        }
    }

    /// The session that it was proved in; nil when it could not be.
    private func proved(_ beat: WorkerTable.Beat, _ last: consuming Database?) -> Database? {
        do {
            var session = try open(last)
            try WorkerTable.prove(identity, beat, &session)
            return session
        } catch {
            // Whether the database is there the lanes say; that this alone is refused nobody else does.
            if case .unavailable? = DatabaseFault(error) { return nil }
            if telling.isFirst() {
                world.log(.warning, "cannot prove that it lives, trying again", ["reason": "\(error)"])
            }
            return nil
        }
    }

    private func open(_ last: consuming Database?) throws -> Database {
        if let last { return last }
        return try WorkerTable.session(url, identity.kind)
    }
}

/// What the lanes did from one beat to the next.
struct Pulse {
    private var items = (count: 0, changedAt: Int?.none)
    private var parked = (count: 0, changedAt: Int?.none)

    mutating func beat(of lanes: [LaneStatus], in folder: String?, at now: Int) -> WorkerTable.Beat {
        let counts = lanes.map(\.counts)
        Self.note(counts.reduce(0) { $0 + $1.items }, &items, now)
        Self.note(counts.reduce(0) { $0 + $1.parked }, &parked, now)
        var beat = WorkerTable.Beat()
        let awake = lanes.filter { !$0.isResting }
        beat.lanes = awake.count
        beat.ready = awake.count(where: \.isReady)
        beat.silentSeconds = Double(lanes.map(\.silence).max() ?? 0) / 1000
        beat.idleSeconds = items.changedAt.map { Double(now - $0) / 1000 }
        beat.unparkedSeconds = parked.changedAt.map { Double(now - $0) / 1000 }
        beat.parked = parked.count
        beat.freeBytes = folder.flatMap(Self.freeBytes)
        return beat
    }

    private static func note(_ count: Int, _ known: inout (count: Int, changedAt: Int?), _ now: Int) {
        if count != known.count { known = (count, now) }
    }

    static func freeBytes(_ folder: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}

extension WorkerTable.Identity {
    /// This process.
    init(_ name: String, version: String, filed: [String]) {
        let host = (try? String(contentsOfFile: "/proc/sys/kernel/hostname", encoding: .utf8)) ?? "unknown"
        self.init(
            instance: String(UInt64.random(in: .min ... .max), radix: 36), kind: name,
            host: host.trimmingCharacters(in: .whitespacesAndNewlines), pid: ProcessInfo.processInfo.processIdentifier,
            version: version, filed: filed)
    }
}
