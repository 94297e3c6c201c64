import Complaints
import Logging
import Ops
import Postgres
import Shared
import Store
import Tokens

/// Gives rows of the journal from before the hashes that they lack, signs each hour's rows and tells that outside, on a thread of its
/// own: by an event, and as files.
struct AnchorRunner: Sendable {
    /// Seconds between two looks.
    private static let look = 60
    private let settings: WorkerSettings
    private let name: String
    private let key: SigningKey?
    private let folder: AnchorFolder?
    private let world: LaneWorld
    private let status: LaneStatus

    /// - Throws: `SettingError` when key or folder cannot be used.
    init(_ preparation: WorkerProcess.Preparation, status: LaneStatus) throws(SettingError) {
        settings = preparation.settings
        name = preparation.name
        key = try AnchorKey.read(preparation.environment)
        folder = try preparation.environment.text(.anchorDirectory).map { path throws(SettingError) in
            try AnchorFolder(path)
        }
        world = preparation.world(ofLane: "anchor")
        self.status = status
    }

    /// Runs until asked to stop. What fails does not make the process unready: it is done later.
    func run() {
        var (folder, interruptions) = (folder, RefusalLog())
        var told: [Int] = []
        status.setReady(true)
        while !status.isStopping {
            do {
                let others = try turn(&folder)
                if others != told, let first = others.first {
                    world.log(
                        .error, "anchors outside are other ones: the store may be an older copy, or was changed",
                        ["first": .integer(first), "anchors": .integer(others.count)])
                }
                told = others
                interruptions.worksAgain("anchors are made again", world)
            } catch {
                guard !status.isStopping else { break }
                let failure = StageFailure.known(error)
                if !interruptions.take(failure, world), interruptions.isNews(failure, world) {
                    world.log(.warning, "anchors were interrupted, trying again soon", LogFacts.of(error))
                }
            }
            for _ in 0..<(2 * Self.look) where !status.isStopping { world.wait(500, status) }
        }
        status.setReady(false)
    }

    /// - Returns: numbers of anchors of which the folder has another one.
    private func turn(_ folder: inout AnchorFolder?) throws -> [Int] {
        let clock = try StoreClock.opened(at: settings.databaseURL)
        // A rehearsal's hours pass in seconds.
        guard !clock.isRehearsal else { return [] }
        var connection = try NightlyRuns.session(settings.databaseURL)
        let status = status
        func beat() throws(PostgresError) {
            status.beat()
            guard !status.isStopping else {
                throw PostgresError(.abandoned(.stopped), in: "anchors", "the worker is to stop")
            }
        }
        let sealed = try JournalSealing.run(at: clock.now(), &connection, beat: beat)
        if sealed > 0 { world.log(.notice, "rows of the journal got their hashes", ["rows": .integer(sealed)]) }
        // A row that gets its hash later would no longer be the one that was signed.
        guard try JournalSealing.isClosed(&connection) else { return [] }
        if let key, let anchor = try Anchoring.make(signedBy: key, at: clock.now(), &connection, beat: beat) {
            world.log(
                .info, "anchored",
                ["number": .integer(anchor.number), "to": .text(anchor.end.rfc3339), "head": .text(anchor.text)])
        }
        // Files first: they need no broker.
        let known = folder?.known ?? 0
        let others = try folder?.keep(AnchorTable.all(after: known, &connection)) ?? []
        try announce(at: clock.now(), &connection)
        return others
    }

    private func announce(at now: Instant, _ connection: inout PostgresConnection) throws {
        let anchors = try AnchorTable.unannounced(&connection)
        guard !anchors.isEmpty else { return }
        var publisher = try EventPublisher(settings, name: "\(name) anchors", status: status)
        let events = anchors.map { Outbound.anchor($0.number, head: $0.text, key: $0.key?.base64, at: $0.end) }
        // Nobody need listen.
        guard try publisher.publish(events, isMandatory: false) else { return }
        try AnchorTable.noteAnnounced(anchors, at: now, &connection)
    }
}
